import { EMPTY, type Observable } from 'rxjs';
import { VersionConflict } from './errors.js';
import type { AppendResult, EventStore, ExpectedRevision, LivePage, LogEvent, Page, Position, StoredEvent } from './port.js';

/** Marks a place behind the log: what stands there was never written. */
const BEHIND = 'trial/';
/** Events of the log that are kept in memory at most; those of streams that are not kept are read again. */
const EVENTS = 40_000;

/**
 * A store on which commands are tried. It reads each stream of a log once, as it stood then, and keeps what is appended beside it, so that each command is decided
 * on what the ones before it have led to; nothing is written, and all is gone with this object.
 */
export class TrialStore implements EventStore {
  readonly readOnly = false;
  /** How many events each stream had in the log when it was first read. */
  private readonly lengths = new Map<string, number>();
  /** Those that were read last, and how many events they are together. */
  private readonly logged = new Map<string, readonly LogEvent[]>();
  private kept = 0;
  private readonly added = new Map<string, LogEvent[]>();
  private appended = 0;

  constructor(
    private readonly log: EventStore,
    private readonly mayKeep = EVENTS,
  ) {}

  get description(): string {
    return `${this.log.description}, on trial`;
  }

  async append(stream: string, expected: ExpectedRevision, events: readonly StoredEvent[]): Promise<AppendResult> {
    const last = this.added.get(stream)?.at(-1) ?? (await this.ofLog(stream)).at(-1);
    const actual = last?.revision ?? 'noStream';
    if (actual !== expected) throw new VersionConflict(stream, actual);
    const placed = events.map((event): LogEvent => ({ ...event, position: `${BEHIND}${++this.appended}` }));
    this.added.set(stream, [...(this.added.get(stream) ?? []), ...placed]);
    return { revision: placed.at(-1)?.revision ?? -1, position: `${BEHIND}${this.appended}` };
  }

  async readStream(stream: string, { from = 0, to = Number.MAX_SAFE_INTEGER }: { from?: number; to?: number } = {}): Promise<LogEvent[]> {
    const [logged, added] = [await this.ofLog(stream), this.added.get(stream) ?? []];
    return [...logged, ...added].slice(from, to + 1);
  }

  /** What the log had of a stream when it was first read. */
  private async ofLog(stream: string): Promise<readonly LogEvent[]> {
    const known = this.logged.get(stream);
    if (known) return known;
    const length = this.lengths.get(stream);
    const read = length === 0 ? [] : await this.log.readStream(stream, length === undefined ? {} : { to: length - 1 });
    this.lengths.set(stream, this.lengths.get(stream) ?? read.length);
    this.keep(stream, read.slice(0, this.lengths.get(stream)));
    return this.ofLog(stream);
  }

  private keep(stream: string, events: readonly LogEvent[]): void {
    this.kept += events.length - (this.logged.get(stream)?.length ?? 0);
    this.logged.set(stream, events);
    for (const [oldest, { length }] of this.logged) {
      if (this.kept <= this.mayKeep || oldest === stream) break;
      this.logged.delete(oldest);
      this.kept -= length;
    }
  }

  readAll(after: Position | undefined, options?: { limit?: number; streamPrefixes?: readonly string[] }): Promise<Page> {
    return this.log.readAll(after, options);
  }

  /** Nobody follows a trial. */
  subscribeAll(): Observable<LivePage> {
    return EMPTY;
  }

  head(): Promise<Position | undefined> {
    return this.log.head();
  }

  comparePositions(a: Position, b: Position): number {
    const [behindA, behindB] = [a, b].map((position) => position.startsWith(BEHIND));
    if (behindA && behindB) return Number(a.slice(BEHIND.length)) - Number(b.slice(BEHIND.length));
    return behindA ? 1 : behindB ? -1 : this.log.comparePositions(a, b);
  }

  ping(): Promise<void> {
    return this.log.ping();
  }

  /** The log belongs to somebody else. */
  async close(): Promise<void> {}
}
