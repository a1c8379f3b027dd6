import type { Engine } from './engine.js';
import type { Opening } from './projection.js';
import { isPostgres } from '../settings.js';

/**
 * Opens the rows that a setting names; what asks no rows loads no engine of them. Throws BadSetting for what holds no read models of ours, StoreError for those of
 * another store.
 */
export async function openEngine(setting: string, opening: Opening): Promise<Engine> {
  if (isPostgres(setting)) return (await import('./postgres/engine.js')).PostgresEngine.open(setting, opening);
  return (await import('./sqlite/engine.js')).SqliteEngine.open(setting, opening);
}
