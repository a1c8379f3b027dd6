import { StoreError } from './errors.js';
import type { EventStore, LogEvent, Position } from './port.js';

/** The log from its first event, or from behind a position, to its end, in pages. */
export async function* pagesOf(
  store: Pick<EventStore, 'readAll'>,
  { from, ...options }: { from?: Position | undefined; limit?: number; streamPrefixes?: readonly string[] } = {},
): AsyncGenerator<readonly LogEvent[]> {
  for (let after = from, end = false; !end;) {
    const page = await store.readAll(after, options);
    yield page.events;
    ({ next: after, end } = page);
  }
}

/** Whether a position lies in this log. When it does not, the position was seen in another log. */
export async function isPlace(store: Pick<EventStore, 'readAll'>, position: Position): Promise<boolean> {
  try {
    await store.readAll(position, { limit: 1 });
    return true;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'POSITION_UNKNOWN') return false;
    throw error;
  }
}
