import { setImmediate } from 'node:timers/promises';
import type { EventStore, Leaf, LogEvent } from '@relet/event-store';
import type { Checkpoint, Differences, Engine, SecondVersion } from '../read-models/engine.js';
import { lastOf } from '../read-models/last-event.js';
import type { Projection, Rows } from '../read-models/projection.js';
import { KeptEvents } from './kept-events.js';
import { rowsOfStream, unlessDeleted } from './rows-of-stream.js';

/** Events read at once, and events whose rows are written in one transaction: in between, reads have their turn. */
const PAGE = 500;
const WRITTEN = 1_000;

/** What making all rows anew has led to; the differences are those to the rows that were read before. */
export interface Rebuilt {
  events: number;
  streams: number;
  position: string | null;
  /** Absent when the rows before were of another version, and could not be compared. */
  differs?: Differences;
}

/** What is told of it to people and programs. */
export interface RebuildTold extends Omit<Rebuilt, 'position'> {
  /** SHA-256 over all rows in their order. */
  checksum: string;
}

/** Makes a second version of all rows from the log, stream by stream. */
export class Rebuild {
  private readonly streams = new Set<string>();
  private readonly prefixes: string[];
  private events = 0;
  private position: string | undefined;
  private last: Leaf | undefined;

  private constructor(
    private readonly kept: KeptEvents,
    private readonly second: SecondVersion,
    private readonly store: EventStore,
    private readonly projections: readonly Projection[],
  ) {
    this.prefixes = projections.map(({ prefix }) => prefix);
  }

  /** Begins beside the rows that are read. `folder` has room for the log as text while it is read. */
  static async begin(engine: Engine, store: EventStore, projections: readonly Projection[], folder: string): Promise<Rebuild> {
    const second = await engine.second();
    return new Rebuild(new KeptEvents(folder), second, store, projections);
  }

  /** Gives up what is no longer needed, also when something failed. */
  end(): void {
    this.kept.close();
  }

  /** The last event that it knows of. */
  get at(): string | null {
    return this.position ?? null;
  }

  /** Reads the log from where it has come to its end. */
  async read(progress: (events: number) => void): Promise<void> {
    for (let end = false; !end;) {
      const page = await this.store.readAll(this.position, { limit: PAGE, streamPrefixes: this.prefixes });
      this.kept.add(page.events);
      this.last = lastOf(page.events) ?? this.last;
      progress((this.events += page.events.length));
      ({ next: this.position, end } = page);
      await setImmediate();
    }
  }

  /** Writes the rows of what has been read. */
  async write(): Promise<void> {
    let [rows, count] = [new Map<string, Rows | Error>(), 0];
    const flush = async () => {
      await this.second.write(rows);
      [rows, count] = [new Map(), 0];
      await setImmediate();
    };
    for (const stream of this.kept.streams) {
      const events = this.kept.of(stream);
      rows.set(stream, rowsOfStream(this.projections, stream, events));
      this.streams.add(stream);
      if ((count += events.length) >= WRITTEN) await flush();
    }
    await flush();
  }

  /** Adds what has been recorded since, up to a position: the streams that it touches are read again, whole. */
  async catchUp(to: string | null): Promise<void> {
    const behind = () => to !== null && (this.position === undefined || this.store.comparePositions(this.position, to) < 0);
    while (behind()) {
      const { events, next, end } = await this.store.readAll(this.position, { limit: PAGE, streamPrefixes: this.prefixes });
      const upTo = (event: LogEvent) => this.store.comparePositions(event.position, this.position ?? event.position) <= 0;
      this.position = next !== undefined && this.store.comparePositions(next, to as string) < 0 ? next : (to as string);
      this.last = lastOf(events.filter(upTo)) ?? this.last;
      const touched = new Set(events.filter(upTo).map(({ stream }) => stream));
      const rows = new Map<string, Rows | Error>();
      for (const stream of touched) {
        const recorded = await unlessDeleted(() => this.store.readStream(stream));
        rows.set(stream, recorded instanceof Error ? recorded : rowsOfStream(this.projections, stream, recorded.filter(upTo)));
      }
      await this.second.write(rows);
      this.events += events.filter(upTo).length;
      for (const stream of touched) this.streams.add(stream);
      if (end) break;
    }
  }

  /** Compares the second version with the one that is read, which must stand at the same position, and has the second one read from now on. */
  async takeOver({ position: before }: Checkpoint): Promise<Rebuilt> {
    const differs = before === null ? undefined : await this.second.differences();
    const position = this.position ?? null;
    await this.second.takeOver(position, differs, this.last);
    return { events: this.events, streams: this.streams.size, position, ...(differs && { differs }) };
  }
}
