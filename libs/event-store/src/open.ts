import { StoreError } from './errors.js';
import type { EventStore } from './port.js';
import { SqliteEventStore } from './sqlite/store.js';

const SERVER = /^(esdb|kurrentdb)(\+discover)?:\/\//;

/**
 * Opens the store that `RELET_STORE` names: a file's path (SQLite) or `esdb://...` (EventStoreDB).
 * Read-only never creates a file. Throws a StoreError whose sentence can be shown to people.
 */
export async function openStore(setting: string, options: { readOnly?: boolean } = {}): Promise<EventStore> {
  if (!setting.trim()) throw new StoreError('STORE_UNAVAILABLE', 'RELET_STORE names no store.');
  if (!SERVER.test(setting)) return SqliteEventStore.open(setting, options);
  const { EventStoreDbStore } = await import('./eventstoredb/store.js');
  return EventStoreDbStore.open(setting, options);
}

/** The file that a setting of RELET_STORE names, undefined for a server's store. */
export function fileOf(setting: string): string | undefined {
  return SERVER.test(setting) ? undefined : setting;
}
