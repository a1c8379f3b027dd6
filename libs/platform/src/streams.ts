import { Inject, Injectable } from '@nestjs/common';
import { UnknownEvent, upcast, type Fact } from '@relet/domain';
import { StoreUnavailable, type EventStore, type LogEvent } from '@relet/event-store';
import { EVENT_STORE } from './tokens.js';

/** Events kept in memory at most, over all streams: some 60 MB. */
const EVENTS = 40_000;

/** The facts that can be read. Events that cannot be read are left out; the projector parks their stream, and answers say so. */
export function readable(recorded: readonly LogEvent[]): Fact[] {
  return recorded.flatMap((event) => {
    try {
      return upcast(event);
    } catch (error) {
      if (error instanceof UnknownEvent) return [];
      throw error;
    }
  });
}

/** Makes something of each stream that can be folded, given its events and its id. The names of those that cannot are added to `parked`. */
export function eachReadable<T>(
  prefix: string,
  streams: ReadonlyMap<string, readonly LogEvent[]>,
  parked: string[],
  make: (events: readonly LogEvent[], id: string) => T | readonly T[],
): T[] {
  return [...streams].flatMap(([id, events]) => {
    try {
      return make(events, id);
    } catch {
      parked.push(`${prefix}${id}`);
      return [];
    }
  });
}

/** Keeps streams in memory as they were last read, so that a command on a busy home reads only what is new. */
@Injectable()
export class Streams {
  private readonly cached = new Map<string, readonly LogEvent[]>();
  private readonly lastRead = new Map<string, readonly LogEvent[]>();
  private size = 0;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** All events of the stream that are stored now. Do not change the array: others read it as well. */
  async load(stream: string): Promise<readonly LogEvent[]> {
    const known = this.cached.get(stream) ?? [];
    const added = await this.store.readStream(stream, { from: known.length });
    return added.length ? this.remember(stream, known, added) : known;
  }

  /**
   * The stream or, while the store cannot be reached, what was last read of it. It is meant for the few streams that all reads need; the reads then
   * say that they are not up to date. Never use it for a decision.
   */
  async loadOrLast(stream: string): Promise<readonly LogEvent[]> {
    try {
      const events = await this.load(stream);
      this.lastRead.set(stream, events);
      return events;
    } catch (error) {
      const last = this.lastRead.get(stream);
      if (last && error instanceof StoreUnavailable) return last;
      throw error;
    }
  }

  /** Forgets the stream, so that it is read from the store next time: it may have been mended there. */
  forget(stream: string): void {
    this.size -= this.cached.get(stream)?.length ?? 0;
    this.cached.delete(stream);
  }

  /** Keeps events that were read from the log as the next ones of their streams: whoever asks for these need not read them again. */
  add(events: readonly LogEvent[]): void {
    for (const [stream, added] of Map.groupBy(events, (event) => event.stream)) {
      const known = this.cached.get(stream) ?? [];
      const next = added.filter(({ revision }) => revision >= known.length);
      if (next[0]?.revision === known.length) this.remember(stream, known, next);
    }
  }

  /** Keeps the events that were just read after those that were known. */
  private remember(stream: string, known: readonly LogEvent[], added: readonly LogEvent[]): readonly LogEvent[] {
    const events = [...known, ...added];
    this.size += events.length - (this.cached.get(stream)?.length ?? 0);
    this.cached.delete(stream);
    this.cached.set(stream, events);
    for (const [oldest, { length }] of this.cached) {
      if (this.size <= EVENTS) break;
      this.cached.delete(oldest);
      this.size -= length;
    }
    return events;
  }
}
