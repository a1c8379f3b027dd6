import { isReadable, StoreError, type EventStore, type Leaf, type LogEvent } from '@relet/event-store';
import type { Checkpoint } from './engine.js';

/** The last of some events that can be read: what cannot be read has no hash. */
export function lastOf(events: readonly LogEvent[]): Leaf | undefined {
  const last = events.findLast(isReadable);
  return last && { stream: last.stream, revision: last.revision, hash: last.hash };
}

/**
 * False when the last event of the rows is not in a log, which is another one then. What can be read no more, or was deleted on the server, tells nothing of that, and
 * counts as there.
 */
export async function isStill(
  store: EventStore,
  { position, last }: Pick<Checkpoint, 'position' | 'last'>,
  isParked: (stream: string) => boolean | Promise<boolean>,
): Promise<boolean> {
  if (position === null || !last) return true;
  const { stream, revision, hash } = last;
  try {
    const [event] = await store.readStream(stream, { from: revision, to: revision });
    if (event) return event.hash === hash || !isReadable(event);
  } catch (error) {
    if (error instanceof StoreError && TELLS_NOTHING.has(error.code)) return true;
    throw error;
  }
  return (await isParked(stream)) || (await isDeletedAfter(store, position, stream));
}

const TELLS_NOTHING: ReadonlySet<string> = new Set(['HISTORY_DELETED', 'STORE_CORRUPT']);

/** Whether a stream was deleted behind a position: the log tells it as an event that cannot be read. */
async function isDeletedAfter(store: EventStore, position: string, stream: string): Promise<boolean> {
  for (let after: string | undefined = position, end = false; !end;) {
    const page = await store.readAll(after);
    if (page.events.some((event) => event.stream === stream && !isReadable(event))) return true;
    ({ next: after, end } = page);
  }
  return false;
}
