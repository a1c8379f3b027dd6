import { checkLink, type Break, type ChainHead } from './chain.js';
import type { EventStore, Position, StoredEvent } from './port.js';

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
}

/** Breaks that are named one by one; more are only counted as not ok. */
const NAMED = 100;
const PAGE = 2_000;

/** Reads the whole log and checks every link of every stream, and that every event is stored as it was hashed. */
export async function verifyLog(
  store: Pick<EventStore, 'readAll'>,
  progress: (events: number) => void = () => undefined,
): Promise<Verification> {
  const heads = new Map<string, ChainHead>();
  const breaks: Break[] = [];
  let [events, lastRecordedAt, after] = [0, '', undefined as Position | undefined];
  for (let end = false; !end;) {
    const page = await store.readAll(after, { limit: PAGE });
    for (const { position: _, ...event } of page.events) {
      const broken = checkLink(heads.get(event.stream), event) ?? notCanonical(event);
      if (broken && breaks.length < NAMED) breaks.push(broken);
      const { revision, hash, recordedAt } = event;
      heads.set(event.stream, { revision, hash, recordedAt });
      if (recordedAt > lastRecordedAt) lastRecordedAt = recordedAt;
    }
    progress((events += page.events.length));
    ({ next: after, end } = page);
  }
  return { ok: breaks.length === 0, events, streams: heads.size, breaks, head: after, lastRecordedAt: lastRecordedAt || undefined };
}

const FIELDS: ReadonlySet<string> = new Set<keyof StoredEvent>([
  ...(['id', 'type', 'v', 'stream', 'revision', 'effective', 'recordedAt', 'actor', 'role', 'party', 'municipality'] as const),
  ...(['commandId', 'commandHash', 'correlationId', 'causationId', 'payload', 'prev', 'hash'] as const),
]);

/** A field that no event has would be left out of the hash: it is a change all the same. */
function notCanonical(event: StoredEvent): Break | undefined {
  const { stream, revision } = event;
  return Object.keys(event).every((field) => FIELDS.has(field)) ? undefined : { stream, revision, kind: 'text' };
}
