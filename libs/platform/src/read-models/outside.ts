import type { Progress, Seen } from './engine.js';
import { isPostgres } from '../settings.js';
import type { Projection } from './projection.js';
import { ReaderRefused } from './readers.js';
import { progressOf as progressOfFile, removeReadModel as removeFile, seenIn as seenInFile } from './sqlite/file.js';

/** How far read models have come, seen from outside while their projector may be writing; undefined when there are none. */
export async function progressOf(setting: string): Promise<Progress | undefined> {
  return isPostgres(setting) ? (await import('./postgres/outside.js')).progressOf(setting) : progressOfFile(setting);
}

/** Whether the rows of a store have seen a stream whose name begins so, and up to where they have seen the log; undefined when there are none of that store. */
export async function seenIn(setting: string, storeId: string, prefix: string): Promise<Seen | undefined> {
  return isPostgres(setting)
    ? (await import('./postgres/outside.js')).seenIn(setting, storeId, prefix)
    : seenInFile(setting, storeId, prefix);
}

/** Takes the read models away: the next start makes them anew from the log. */
export async function removeReadModel(setting: string): Promise<void> {
  if (isPostgres(setting)) await (await import('./postgres/outside.js')).removeReadModel(setting);
  else removeFile(setting);
}

/** Where read models are, as it may be shown: without user and password. */
export async function shownReadModel(setting: string): Promise<string> {
  return isPostgres(setting) ? (await import('./postgres/address.js')).addressOf(setting).shown : setting;
}

/** The readers of the rows that a setting names. Close them. Throws ReaderRefused for rows that lie in a file. */
export async function readersOf(setting: string, projections: readonly Projection[]) {
  if (!isPostgres(setting)) throw new ReaderRefused('BI_NEEDS_SERVER');
  return new (await import('./postgres/readers.js')).Readers(setting, projections);
}
