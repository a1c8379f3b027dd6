import { checkLink, textOf, type ChainHead } from './chain.js';
import { StoreError } from './errors.js';
import { pagesOf } from './pages.js';
import type { EventStore, StoredEvent } from './port.js';
import { isDeletion } from './unreadable.js';

/** Appends on their way at the same time, and events and characters in one of them, at most. */
const AT_ONCE = 64;
const EVENTS = 500;
const CHARACTERS = 500_000;

/** Follows the chain of every stream of a log, event by event. */
class Chains {
  private readonly heads = new Map<string, ChainHead>();

  /** Throws STORE_CORRUPT for an event that does not follow what came before it in its stream. */
  follow(event: StoredEvent): void {
    const broken = this.brokenBy(event);
    if (broken) throw broken;
  }

  brokenBy(event: StoredEvent): StoreError | undefined {
    const broken = checkLink(this.heads.get(event.stream), event);
    if (broken)
      return new StoreError('STORE_CORRUPT', `The chain of ${broken.stream} is broken at revision ${broken.revision} (${broken.kind}).`, {
        details: { case: 'CHAIN_BROKEN', stream: broken.stream, revision: broken.revision },
      });
    const { revision, hash, recordedAt } = event;
    this.heads.set(event.stream, { revision, hash, recordedAt });
    return undefined;
  }

  get streams(): number {
    return this.heads.size;
  }
}

/** The line that tells of a history that somebody has deleted on the server of the log: what the server still has of it stands before this line. */
const lineOfDeleted = (stream: string) => JSON.stringify({ deleted: stream });

/** The stream of such a line; undefined for every other line. */
export function deletedIn(line: string): string | undefined {
  if (!line.startsWith('{"deleted":')) return undefined;
  const stream: unknown = (JSON.parse(line) as { deleted?: unknown }).deleted;
  return typeof stream === 'string' && lineOfDeleted(stream) === line.trim() ? stream : undefined;
}

/**
 * A log as lines of text, one event each, in the order of the log: the same lines on every engine, and one for each history that was deleted on the server. Throws
 * STORE_CORRUPT where a chain is broken.
 */
export async function* linesOfLog(store: EventStore): AsyncGenerator<string> {
  const chains = new Chains();
  const deleted = new Set<string>();
  for await (const events of pagesOf(store, { limit: 1_000 }))
    for (const { position: _, ...event } of events) {
      if (deleted.has(event.stream)) continue;
      const broken = isDeletion(event) || chains.brokenBy(event);
      if (!broken) yield textOf(event);
      else if (broken === true || (await isDeletedIn(store, event.stream))) {
        deleted.add(event.stream);
        yield lineOfDeleted(event.stream);
      } else throw broken;
    }
}

/** The server has cleared away the beginning of a history before it tells that somebody has deleted it. */
async function isDeletedIn(store: EventStore, stream: string): Promise<boolean> {
  try {
    await store.readStream(stream);
    return false;
  } catch (error) {
    return error instanceof StoreError && error.code === 'HISTORY_DELETED';
  }
}

/** What has become of the lines of a log. */
export interface Taken {
  events: number;
  streams: number;
  /** Events that the store had already. */
  known: number;
  /** Histories that were deleted on the server that the log comes from: what that still had of them was taken. None when this is not there. */
  deleted?: string[];
}

/**
 * Writes the lines of a log into a store that is empty, or holds a beginning of that log: what it has is compared and not written again, so that a copy that was
 * cut off goes on where it was. Throws STORE_CORRUPT for a line that is no event of a whole chain, and LOG_DIFFERS for a store with another history.
 */
export async function takeLog(
  lines: AsyncIterable<string>,
  store: EventStore,
  progress: (events: number) => void = () => undefined,
): Promise<Taken> {
  const chains = new Chains();
  const there = await thereIn(store);
  const writing = new Writing(store, there.hashes);
  const taken = { events: 0, streams: 0, known: 0 };
  const deleted: string[] = [];
  try {
    for await (const line of lines) {
      if (!line.trim()) continue;
      const gone = deletedIn(line);
      if (gone !== undefined) {
        deleted.push(gone);
        continue;
      }
      const event = eventIn(line, taken.events + 1);
      chains.follow(event);
      if (writing.isKnown(event)) taken.known += 1;
      else await writing.add(event, line.length);
      progress((taken.events += 1));
    }
    await writing.finish();
  } finally {
    await writing.settle();
  }
  if (there.events > taken.known)
    throw new StoreError('LOG_DIFFERS', 'The store holds more than the log that was copied into it.', { details: { case: 'HOLDS_MORE' } });
  return { ...taken, streams: chains.streams, ...(deleted.length && { deleted }) };
}

/** What a store holds before a log is copied into it: how many events, and their hashes by stream. */
async function thereIn(store: EventStore): Promise<{ events: number; hashes: Map<string, string[]> }> {
  const hashes = new Map<string, string[]>();
  let events = 0;
  for await (const page of pagesOf(store, { limit: 1_000 }))
    for (const { stream, revision, hash } of page) {
      events += 1;
      const own = hashes.get(stream) ?? [];
      hashes.set(stream, own);
      if (revision === own.length) own.push(hash);
    }
  return { events, hashes };
}

function eventIn(line: string, number: number): StoredEvent {
  try {
    const event = JSON.parse(line) as StoredEvent | null;
    // Written by this very rule: whatever else the line says would be lost.
    if (event && textOf(event) === line.trim()) return event;
  } catch {
    // No JSON, or no event: told below.
  }
  throw new StoreError('STORE_CORRUPT', `Line ${number} is no event of a log.`, { details: { case: 'NO_EVENT_IN_LINE', line: number } });
}

/** Events on their way into a store: those of one stream in their order, many streams at the same time. */
class Writing {
  private readonly onTheirWay = new Map<string, Promise<void>>();
  private batch: StoredEvent[] = [];
  private size = 0;
  private isFirst = true;

  constructor(
    private readonly store: EventStore,
    /** The hashes of the events that the store has, by stream. */
    private readonly there: ReadonlyMap<string, readonly string[]>,
  ) {}

  /** True for an event that the store has. Throws LOG_DIFFERS when it has another one in its place. */
  isKnown({ stream, revision, hash }: StoredEvent): boolean {
    const there = this.there.get(stream)?.[revision];
    if (there !== undefined && there !== hash)
      throw new StoreError('LOG_DIFFERS', `The store has another history of ${stream}, from revision ${revision} on.`, {
        details: { case: 'OTHER_HISTORY', stream, revision },
      });
    return there !== undefined;
  }

  async add(event: StoredEvent, size: number): Promise<void> {
    if (this.batch[0] && (this.batch[0].stream !== event.stream || this.batch.length >= EVENTS || this.size + size > CHARACTERS))
      await this.send();
    this.batch.push(event);
    this.size += size;
  }

  async finish(): Promise<void> {
    await this.send();
    await Promise.all(this.onTheirWay.values());
  }

  /** Waits for all that is on its way, come what may. */
  async settle(): Promise<void> {
    await Promise.allSettled(this.onTheirWay.values());
  }

  private async send(): Promise<void> {
    const [events, [first]] = [this.batch, this.batch];
    [this.batch, this.size] = [[], 0];
    if (!first) return;
    const { stream, revision } = first;
    while (this.onTheirWay.size >= AT_ONCE || this.onTheirWay.has(stream)) await Promise.race(this.onTheirWay.values());
    const sent = this.store.append(stream, revision ? revision - 1 : 'noStream', events).then(() => void this.onTheirWay.delete(stream));
    // A failure is met by whoever waits for one of them next.
    sent.catch(() => undefined);
    this.onTheirWay.set(stream, sent);
    // The first event says what the log is: nothing is written before it.
    if (this.isFirst) await sent;
    this.isFirst = false;
  }
}
