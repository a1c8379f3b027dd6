import { Inject, Injectable } from '@nestjs/common';
import { historyOf, movedOn, UnknownEvent, upcast, type Book, type Fact, type History, type Kind } from '@relet/domain';
import { Joined, StoreUnavailable, type EventStore, type LogEvent } from '@relet/event-store';
import { prefixOf } from './stream-names.js';
import { EVENT_STORE } from './tokens.js';

/** How long a read that could do with what was last read waits for the store, in milliseconds. */
const PATIENCE = 900;
const POLICIES = prefixOf('policy');
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

/** A stream as it stands: its events as the log holds them, in today's shape, and what they fold to. */
export interface Standing<K extends Kind> extends History<K> {
  readonly recorded: readonly (LogEvent & Fact)[];
  /** Where each command begins: the revision of its first event, by the command's id. Commands that came since may be among them. */
  readonly begun: Map<string, number>;
}

interface Kept {
  events: readonly LogEvent[];
  /** Folded when it was first asked for, and moved on since. */
  standing?: Standing<Kind>;
}

/** Keeps streams in memory as they were last read and folded, so that a command on a busy home reads and folds only what is new. */
@Injectable()
export class Streams {
  private readonly cached = new Map<string, Kept>();
  /** The revisions to which this process has written, of streams that it has not read since. */
  private readonly ends = new Map<string, number>();
  /** Policies as they were last read; they are few. */
  private readonly lastRead = new Map<string, readonly LogEvent[]>();
  private readonly looks = new Map<string, Joined<Kept>>();
  private size = 0;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** All events of the stream that are stored now. Do not change the array: others read it as well. */
  async load(stream: string): Promise<readonly LogEvent[]> {
    return (await this.read(stream)).events;
  }

  /** The stream as it stands now. Throws UnknownEvent when an event of it cannot be read. */
  async standing<K extends Kind>(book: Book<K>, stream: string): Promise<Standing<K>> {
    return folded(book, await this.read(stream));
  }

  /** The stream as it was last read, folded: nothing is read anew. Undefined when nothing of it is kept; throws UnknownEvent like `standing`. */
  kept<K extends Kind>(book: Book<K>, stream: string): Standing<K> | undefined {
    const kept = this.cached.get(stream);
    return kept && folded(book, kept);
  }

  /**
   * The stream as it was last seen, folded, unless it is known to have grown since: a guess, on which nothing may be refused. Undefined when there is none, and for
   * a history that cannot be folded.
   */
  lastSeen<K extends Kind>(book: Book<K>, stream: string): Standing<K> | undefined {
    if (!this.hasSeen(stream, this.ends.get(stream) ?? 0)) return undefined;
    try {
      return this.kept(book, stream);
    } catch {
      return undefined;
    }
  }

  /** Told by whoever writes: the stream ends there, at least. */
  wrote(stream: string, revision: number): void {
    this.ends.set(stream, revision);
  }

  /** The events of the stream up to a revision at least: those that are kept, when they reach as far, else all that are stored now. */
  async upTo(stream: string, revision: number): Promise<readonly LogEvent[]> {
    return this.hasSeen(stream, revision) ? (this.cached.get(stream)?.events ?? []) : this.load(stream);
  }

  private hasSeen(stream: string, revision: number): boolean {
    return (this.cached.get(stream)?.events.length ?? 0) > revision;
  }

  /** Those who ask for the same stream at the same time, like a policy that all commands look at, share a look at its end. */
  private async read(stream: string): Promise<Kept> {
    const look = this.looks.get(stream) ?? new Joined(() => this.readNow(stream));
    this.looks.set(stream, look);
    try {
      return await look.get();
    } finally {
      if (look.isIdle) this.looks.delete(stream);
    }
  }

  private async readNow(stream: string, patience?: number): Promise<Kept> {
    const known = this.cached.get(stream) ?? { events: [] };
    const added = await this.store.readStream(stream, { from: known.events.length, ...(patience !== undefined && { patience }) });
    const kept = added.length ? this.remember(stream, known, added) : known;
    if (stream.startsWith(POLICIES)) this.lastRead.set(stream, kept.events);
    return kept;
  }

  /**
   * The policy of a municipality or, while the store cannot be reached, what was last read of it: all reads need it, and then say that they are not up to date.
   * Never use it for a decision.
   */
  async policyOrLast(municipality: string): Promise<readonly LogEvent[]> {
    const stream = `${POLICIES}${municipality}`;
    try {
      // Where something is known already, nobody waits long for a server that is away.
      return (this.lastRead.has(stream) ? await this.readNow(stream, PATIENCE) : await this.read(stream)).events;
    } catch (error) {
      const last = this.lastRead.get(stream);
      if (last && error instanceof StoreUnavailable) return last;
      throw error;
    }
  }

  /** All that is kept was of another log. */
  forgetAll(): void {
    for (const kept of [this.cached, this.ends, this.lastRead]) kept.clear();
    this.size = 0;
  }

  /** Forgets the stream, so that it is read from the store next time: it may have been mended there. */
  forget(stream: string): void {
    this.size -= this.cached.get(stream)?.events.length ?? 0;
    this.cached.delete(stream);
  }

  /** Keeps events that were read from the log as the next ones of their streams: whoever asks for these need not read them again. */
  add(events: readonly LogEvent[]): void {
    for (const [stream, added] of Map.groupBy(events, (event) => event.stream)) {
      const known = this.cached.get(stream) ?? { events: [] };
      const next = added.filter(({ revision }) => revision >= known.events.length);
      if (next[0]?.revision === known.events.length) this.remember(stream, known, next);
    }
  }

  /** Keeps the events that were just read after those that were known. */
  private remember(stream: string, known: Kept, added: readonly LogEvent[]): Kept {
    const kept = { ...known, events: [...known.events, ...added] };
    this.size += kept.events.length - (this.cached.get(stream)?.events.length ?? 0);
    this.cached.delete(stream);
    this.cached.set(stream, kept);
    if (this.hasSeen(stream, this.ends.get(stream) ?? 0)) this.ends.delete(stream);
    for (const [oldest, { events }] of this.cached) {
      if (this.size <= EVENTS) break;
      this.cached.delete(oldest);
      this.size -= events.length;
    }
    return kept;
  }
}

/** The revision of the first event of each command, beside those that are known already. */
export function begunBy(events: readonly Pick<Fact, 'commandId' | 'revision'>[], known = new Map<string, number>()): Map<string, number> {
  for (const { commandId, revision } of events) if (!known.has(commandId)) known.set(commandId, revision);
  return known;
}

/** The events folded, of which only those are folded anew that came since. */
function folded<K extends Kind>(book: Book<K>, kept: Kept): Standing<K> {
  const known = kept.standing as Standing<K> | undefined;
  const added = kept.events.slice(known?.recorded.length ?? 0).map(upcast);
  if (known && !added.length) return known;
  const history = (known ? movedOn(book, known, added).history : historyOf(book, added)) as Standing<K>;
  const standing: Standing<K> = { ...history, begun: begunBy(added, known?.begun) };
  kept.standing = standing as Standing<Kind>;
  return standing;
}
