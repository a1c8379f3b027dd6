import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { openStore, type EventStore, type StoredEvent } from '@relet/event-store';

/** What version 0.1 has written and answered: the demo's log, and digests of its answers and of random walks, without the sentences in them. Only that version can write them. */
export const FOLDER = 'test/histories/before';

/** A short digest of a value, whatever the order of its keys. */
export const digestOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, inner: unknown) => sorted(inner)))
    .digest('hex')
    .slice(0, 16);

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The demo's log as version 0.1 wrote it, in the order of the log. */
export const theLog = (): StoredEvent[] =>
  readFileSync(`${FOLDER}/log.ndjson`, 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as StoredEvent);

/** Every event of a store, without its place in that store's file. */
export async function eventsOf(store: EventStore): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let after: string | undefined, end = false; !end;) {
    const page = await store.readAll(after, { limit: 2_000 });
    events.push(...page.events.map(({ position: _, ...event }) => event));
    ({ next: after, end } = page);
  }
  return events;
}

/** A store that holds the log as it was written. */
export async function storeWith(path: string, events: readonly StoredEvent[]): Promise<void> {
  const store = await openStore(path);
  for (const event of events) await store.append(event.stream, event.revision === 0 ? 'noStream' : event.revision - 1, [event]);
  await store.close();
}
