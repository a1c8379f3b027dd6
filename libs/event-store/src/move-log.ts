import { StoreError } from './errors.js';
import { linesOfLog, takeLog, type Taken } from './copy-log.js';
import { rootOf } from './log-head.js';
import { pagesOf } from './pages.js';
import type { EventStore } from './port.js';
import { verifyLog, type Verification } from './verify-log.js';

/** What has become of a log that was copied to another engine. */
export interface Moved extends Taken {
  /** The head of both logs: one number that stands for every stream, its order, ids, times and hashes. */
  root: string;
}

/**
 * Copies a log into a store that is empty or holds a beginning of it, on any engine, and reads both again: a copy that was cut off goes on where it was. Nothing is
 * written into a store that holds anything else. Throws LOG_DIFFERS for that, LOG_GROWS where somebody has written to the log meanwhile, and STORE_CORRUPT where a chain is broken.
 */
export async function moveLog(from: EventStore, to: EventStore, progress: (events: number) => void = () => undefined): Promise<Moved> {
  await mustBeItsBeginning(from, to);
  const taken = await takeLog(linesOfLog(from), to, progress);
  if (taken.deleted)
    throw new StoreError(
      'HISTORY_DELETED',
      `Deleted on the server of the events: ${taken.deleted.join(', ')}. What is left can be copied by relet export events and relet import events.`,
      { details: { case: 'STREAMS_DELETED', streams: taken.deleted.join(', ') } },
    );
  const [there, here] = [await whole(to), await whole(from)];
  if (there.events !== taken.events || here.events < taken.events)
    throw new StoreError('LOG_DIFFERS', 'The copy is not the log that was copied.', { details: { case: 'COPY_DIFFERS' } });
  if (here.events > taken.events)
    throw new StoreError('LOG_GROWS', 'Somebody still writes to the log that is copied: stop the server that does, and copy once more.');
  const root = rootOf(here.leaves);
  if (rootOf(there.leaves) !== root)
    throw new StoreError('LOG_DIFFERS', 'The copy is not the log that was copied.', { details: { case: 'COPY_DIFFERS' } });
  return { ...taken, root };
}

/** Each stream that is there ends with an event that the log has in that place: all events before it are hashed into that one. */
async function mustBeItsBeginning(from: EventStore, to: EventStore): Promise<void> {
  const ends = new Map<string, { revision: number; hash: string }>();
  for await (const page of pagesOf(to, { limit: 1_000 }))
    for (const { stream, revision, hash } of page) ends.set(stream, { revision, hash });
  for (const [stream, { revision, hash }] of ends) {
    const [event] = await from.readStream(stream, { from: revision, to: revision });
    if (event?.hash !== hash)
      throw new StoreError('LOG_DIFFERS', `The store holds ${stream}, which is not of this log. Nothing was written into it.`, {
        details: { case: 'FOREIGN_STREAM', stream },
      });
  }
}

async function whole(store: EventStore): Promise<Verification> {
  const found = await verifyLog(store);
  const [broken] = found.breaks;
  if (broken)
    throw new StoreError('STORE_CORRUPT', `The chain of ${broken.stream} is broken at revision ${broken.revision} (${broken.kind}).`, {
      details: { case: 'CHAIN_BROKEN', stream: broken.stream, revision: broken.revision },
    });
  return found;
}
