import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Database, Layout } from '@relet/platform';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { openTables } from './kept/on-server.js';

/** The engines, each by its name: what every engine must keep is tried on all of them. */
export type Engine = 'files' | 'PostgreSQL';
export const ENGINES: readonly Engine[] = hasPostgres ? ['files', 'PostgreSQL'] : ['files'];
if (!hasPostgres) test.skip('persons on PostgreSQL: skipped, the package postgresql is not installed', () => undefined);

/** A folder that nobody else has. */
export const newFolder = (): string => mkdtempSync(join(tmpdir(), 'relet-persons-'));

/** A schema that nobody else has, as a setting. */
export const newSetting = async (): Promise<string> => (await sharedPostgres()).setting();

const opened: Database[] = [];
/** Tables that are closed when the tests of a file are over. */
export async function tablesIn(setting: string, layout: Layout): Promise<Database> {
  const database = await openTables(setting, layout);
  opened.push(database);
  return database;
}
afterAll(async () => {
  for (const database of opened.splice(0)) await database.close();
});
