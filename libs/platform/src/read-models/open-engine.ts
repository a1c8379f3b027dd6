import type { Engine } from './engine.js';
import type { Opening } from './projection.js';
import { SqliteEngine } from './sqlite/engine.js';

/** Opens the rows that a setting names. Throws BadSetting for what holds no read models of ours, StoreError for those of another store. */
export async function openEngine(setting: string, opening: Opening): Promise<Engine> {
  return SqliteEngine.open(setting, opening);
}
