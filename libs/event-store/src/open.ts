import { StoreError } from './errors.js';
import type { EventStore } from './port.js';
import { SqliteEventStore } from './sqlite/store.js';

/** A server is named by an address with a scheme (`esdb://...`), in capitals or not; everything else is a file's path. A drive (`C:/`) is no scheme. */
const ADDRESS = /^[a-z][a-z0-9+.-]+:\//i;
const EVENTSTOREDB = /^(esdb|kurrentdb)(\+discover)?:\/\//i;

/**
 * Opens the store that `RELET_STORE` names: a file's path (SQLite) or `esdb://...` (EventStoreDB).
 * Opening for reading only never creates a file. Throws a StoreError whose sentence can be shown to people.
 */
export async function openStore(setting: string, options: { readOnly?: boolean } = {}): Promise<EventStore> {
  if (!setting.trim()) throw new StoreError('STORE_UNAVAILABLE', 'RELET_STORE names no store.', { details: { case: 'NO_NAME' } });
  if (!isServer(setting)) return SqliteEventStore.open(setting, options);
  if (!EVENTSTOREDB.test(setting))
    throw new StoreError('STORE_ADDRESS', 'RELET_STORE is a file or an address esdb://...; there is no other server.', {
      details: { case: 'OTHER_SERVER' },
    });
  const { EventStoreDbStore } = await import('./eventstoredb/store.js');
  return EventStoreDbStore.open(setting, options);
}

/** True when a setting, RELET_STORE for one, is an address and not a file's path. */
export function isServer(setting: string): boolean {
  return ADDRESS.test(setting);
}

/** A setting of RELET_STORE as it may be shown: of a server its machines, without who asks. */
export function shownStore(setting: string): string {
  if (!isServer(setting)) return setting;
  return setting.replace(/^([a-z0-9+.-]+:\/{1,2})(?:.*@)?([^/?]*).*$/i, '$1$2');
}

/** The file that a setting of RELET_STORE names, undefined for a server's store. */
export function fileOf(setting: string): string | undefined {
  return isServer(setting) ? undefined : setting;
}
