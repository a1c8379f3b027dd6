import type { EventStore } from '@relet/event-store';
import type { OfLog } from './shown.answers.js';

/**
 * How much of the log is read from now on: all that it holds by now, at least. Ask before you read it. A log that cannot be reached is refused, so that no answer
 * is an old one.
 */
export const allOfLog = async (store: Pick<EventStore, 'head'>): Promise<OfLog> => ({
  ...{ position: (await store.head()) ?? null, upToDate: true, age: 0 },
});
