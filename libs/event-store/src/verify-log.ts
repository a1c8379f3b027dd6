import { checkLink, type Break, type ChainHead } from './chain.js';
import { StoreError } from './errors.js';
import { leafText, leavesOf, type Leaf } from './log-head.js';
import type { EventStore, LogEvent, Position, StoredEvent } from './port.js';
import { isReadable } from './unreadable.js';

/** What a check of the whole log has found. */
export interface Verification {
  ok: boolean;
  events: number;
  streams: number;
  breaks: Break[];
  /** The last event that was looked at. */
  head: Position | undefined;
  /** The latest time of recording in the log. */
  lastRecordedAt: string | undefined;
  /** Where each stream ends, in the order of their names. */
  leaves: Leaf[];
  /** Ends that were expected and are not in the log: it was cut short or written anew. */
  missing: Leaf[];
}

type Streams = Pick<EventStore, 'readStream'>;

/** So many breaks are named, and no more: one is enough to know that the log is broken. */
const NAMED = 100;
const PAGE = 2_000;

/**
 * Reads the whole log and checks every link of every stream, that every event is stored as it was hashed, and that it is found in its stream as well.
 * Ends of streams that were written down before are expected to be in it; it may have grown since. Who sees a part of the log has that part checked: `counts` says
 * which events are theirs, whole streams each.
 */
export async function verifyLog(
  store: Pick<EventStore, 'readAll'> & Streams,
  progress: (events: number) => void = () => undefined,
  expected: readonly Leaf[] = [],
  counts: (event: LogEvent) => boolean = () => true,
): Promise<Verification> {
  const awaited = new Map(expected.map((leaf) => [leafText(leaf), leaf]));
  const heads = new Map<string, ChainHead>();
  const breaks: Break[] = [];
  let [events, lastRecordedAt, after] = [0, '', undefined as Position | undefined];
  for (let end = false; !end;) {
    const page = await store.readAll(after, { limit: PAGE });
    const counted = page.events.filter(counts);
    for (const { position: _, ...event } of counted) {
      const found = checkLink(heads.get(event.stream), event) ?? notCanonical(event);
      if (found && breaks.length < NAMED) breaks.push(found);
      const { revision, hash, recordedAt } = event;
      heads.set(event.stream, { revision, hash, recordedAt });
      if (awaited.size) awaited.delete(leafText(event));
      if (recordedAt > lastRecordedAt) lastRecordedAt = recordedAt;
    }
    progress((events += counted.length));
    ({ next: after, end } = page);
  }
  const broken = new Set(breaks.map(({ stream }) => stream));
  for (const [stream, head] of heads) {
    if (breaks.length >= NAMED) break;
    const lost = broken.has(stream) ? undefined : await lostIn(store, stream, head);
    if (lost) breaks.push(lost);
  }
  return {
    ...{ ok: breaks.length === 0 && awaited.size === 0, events, streams: heads.size, breaks, head: after },
    ...{ lastRecordedAt: lastRecordedAt || undefined, leaves: leavesOf(heads), missing: [...awaited.values()] },
  };
}

/** Commands are decided on a stream that is read by its name. This checks that such a read finds what the log holds; it would not with a damaged index. */
async function lostIn(streams: Streams, stream: string, { revision, hash }: ChainHead): Promise<Break | undefined> {
  const last = await lastIn(streams, stream, 0, revision);
  if (last?.hash === hash) return undefined;
  for (let n = 0; n < revision; n++) if (!(await lastIn(streams, stream, n, n))) return { stream, revision: n, kind: 'stream' };
  return { stream, revision, kind: 'stream' };
}

/** The last event of a part of a stream; undefined when an event of that part is missing or cannot be read. */
async function lastIn(streams: Streams, stream: string, from: number, to: number): Promise<LogEvent | undefined> {
  try {
    const events = await streams.readStream(stream, { from, to });
    // When the index leads to another event, the store hands that event out as one that cannot be read.
    return events.length === to - from + 1 && events.every(isReadable) ? events.at(-1) : undefined;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'STORE_CORRUPT') return undefined;
    throw error;
  }
}

const FIELDS: ReadonlySet<string> = new Set<keyof StoredEvent>([
  ...(['id', 'type', 'v', 'stream', 'revision', 'effective', 'recordedAt', 'actor', 'role', 'party', 'municipality'] as const),
  ...(['commandId', 'commandHash', 'correlationId', 'causationId', 'payload', 'prev', 'hash'] as const),
]);

/** The hash covers the known fields alone. An event with a field beside them was changed, although its hash holds. */
function notCanonical(event: StoredEvent): Break | undefined {
  const { stream, revision } = event;
  return Object.keys(event).every((field) => FIELDS.has(field)) ? undefined : { stream, revision, kind: 'text' };
}
