import { randomUUID } from 'node:crypto';
import type { Observable } from 'rxjs';
import type { AppendResult, EventStore, ExpectedRevision, LivePage, LogEvent, StoredEvent } from '../port.js';
import { unreadable } from '../unreadable.js';
import { keptAs, type Kept } from './messages.js';

/** Places between two of our events: the server's own events lie there. */
const PLACES = 16;

const NOTHING = unreadable('', 0, '', '{}');

/** The log of the stand-in: our events in a store, between them the server's own, its own ids, and streams that were deleted. */
export class StandInLog {
  /** The server's own events; it has some before anybody has written one. */
  private readonly own: Kept[] = ['$stats-0.0.0.0:2113', '$settings', '$ce-unit'].map((stream, n) =>
    keptAs({ ...NOTHING, stream, type: '$any', position: '' }, randomUUID(), n + 1),
  );
  /** Events that have been read from all of them so far. */
  read = 0;
  private readonly serverIds = new Map<string, string>();
  private readonly tombstoned = new Set<string>();
  private readonly deleted = new Set<string>();

  constructor(private readonly store: EventStore) {}

  /** The place of one of our events among all, by its position in the store behind. */
  static placeOf(position: string | undefined): string {
    const commit = Number(position ?? 0) * PLACES;
    return `${commit}/${commit}`;
  }

  /** Deletes a stream for ever: reading it is an error from now on, and its events stay among all events. */
  async tombstone(stream: string): Promise<void> {
    this.tombstoned.add(stream);
    await this.tell(stream, '$streamDeleted', {});
  }

  /** Deletes a stream so that it may be begun anew: reading it finds nothing. */
  async delete(stream: string): Promise<void> {
    this.deleted.add(stream);
    await this.tell(`$$${stream}`, '$metadata', { $tb: 9_007_199_254_740_991 });
  }

  private async tell(stream: string, type: string, data: object): Promise<void> {
    const after = Number((await this.store.head()) ?? 0) * PLACES;
    const commit = Math.max(after, this.own.at(-1)?.commit ?? 0) + 1;
    const told = { id: randomUUID(), stream, type, data: JSON.stringify(data), metadata: '{}', commit };
    this.own.push({ ...told, revision: type === '$streamDeleted' ? '9223372036854775807' : '0' });
  }

  isTombstoned(stream: string): boolean {
    return this.tombstoned.has(stream);
  }

  /** Events of a stream from a revision on, or its last ones backwards; undefined when there is none. */
  async ofStream(stream: string, from: number | undefined, count: number): Promise<Kept[] | undefined> {
    if (stream.startsWith('$$')) return unlessNone(this.own.filter((told) => told.stream === stream).slice(-count));
    const events = this.deleted.has(stream) ? [] : await this.store.readStream(stream);
    if (!events.length) return undefined;
    const asked = from === undefined ? events.reverse().slice(0, count) : events.slice(from, from + count);
    return asked.map((event) => this.kept(event));
  }

  /** True where an event begins: a server reads from no other place. Behind the end it finds nothing, and does not say so. */
  async isPlace(commit: number): Promise<boolean> {
    const end = Number((await this.store.head()) ?? 0) * PLACES;
    return commit % PLACES === 0 || commit > end || this.own.some((each) => each.commit === commit);
  }

  /** All events from a place on, or the last ones backwards. */
  async ofAll(isBackwards: boolean, from: number, count: number): Promise<Kept[]> {
    const head = Number((await this.store.head()) ?? 0);
    const after = isBackwards ? Math.max(0, head - count) : Math.max(0, Math.floor((from - 1) / PLACES));
    const { events } = await this.store.readAll(String(after), { limit: count });
    this.read += events.length;
    const own = this.own.filter(({ commit }) => isBackwards || commit >= from);
    const all = [...events.map((event) => this.kept(event)), ...own].sort((a, b) => a.commit - b.commit);
    return isBackwards ? all.reverse().slice(0, count) : all.slice(0, count);
  }

  /** Where our last event lies. */
  async end(): Promise<string> {
    return String(Number((await this.store.head()) ?? 0) * PLACES);
  }

  kept(event: LogEvent): Kept {
    const id = this.serverIds.get(`${event.stream}/${event.revision}`) ?? event.id;
    return keptAs(event, id, Number(event.position) * PLACES);
  }

  /** Our events behind a place, and then what is appended. */
  following(from: string | undefined): Observable<LivePage> {
    return this.store.subscribeAll(from === undefined ? undefined : String(Math.floor(Number(from) / PLACES)));
  }

  /** Like the server, answers an append as done when events with the same ids already stand where these would go, whatever else the events say. */
  async written(
    stream: string,
    expected: ExpectedRevision,
    { events, ids }: { events: readonly StoredEvent[]; ids: readonly string[] },
  ): Promise<{ result: AppendResult; commit: number }> {
    try {
      const result = await this.store.append(stream, expected, events);
      for (const [n, { revision }] of events.entries()) this.serverIds.set(`${stream}/${revision}`, ids[n] as string);
      return placed(result);
    } catch (error) {
      const from = expected === 'noStream' ? 0 : expected + 1;
      const there = await this.store.readStream(stream, { from, to: from + events.length - 1 });
      const last = there.at(-1);
      const isThere = there.length === events.length && there.every((event, n) => this.kept(event).id === ids[n]);
      if (!last || !isThere) throw error;
      return placed({ revision: last.revision, position: last.position });
    }
  }

  close(): Promise<void> {
    return this.store.close();
  }
}

const unlessNone = <T>(found: T[]) => (found.length ? found : undefined);
const placed = (result: AppendResult) => ({ result, commit: Number(result.position) * PLACES });
