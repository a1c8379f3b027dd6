import type { EventStore, LogEvent, Position } from './port.js';

/** The log from its first event to its end, in pages. */
export async function* pagesOf(
  store: Pick<EventStore, 'readAll'>,
  options: { limit?: number; streamPrefixes?: readonly string[] } = {},
): AsyncGenerator<readonly LogEvent[]> {
  for (let after: Position | undefined, end = false; !end;) {
    const page = await store.readAll(after, options);
    yield page.events;
    ({ next: after, end } = page);
  }
}
