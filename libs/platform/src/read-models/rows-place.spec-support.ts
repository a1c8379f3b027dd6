import Database from 'better-sqlite3';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasPostgres, sharedPostgres } from '../testing/index.js';

/** Where a test keeps rows, with a way to them that passes the engine by. */
export interface RowsPlace {
  /** As RELET_READ_MODEL names it. */
  setting: string;
  /** The first column of what is found. */
  ask(sql: string): Promise<unknown[]>;
  change(sql: string): Promise<void>;
}

/** Kinds of places, each by its name: a test that says what every engine must keep runs on all of them. */
export const PLACES: readonly (readonly [name: string, made: () => Promise<RowsPlace>])[] = [
  ['SQLite', inFile],
  ...(hasPostgres ? ([['PostgreSQL', onServer]] as const) : []),
];
if (!hasPostgres) test.skip('rows on PostgreSQL: skipped, the package postgresql is not installed', () => undefined);

async function inFile(): Promise<RowsPlace> {
  const setting = join(mkdtempSync(join(tmpdir(), 'relet-')), 'read.db');
  const on = <T>(act: (file: Database.Database) => T): T => {
    const file = new Database(setting);
    try {
      return act(file);
    } finally {
      file.close();
    }
  };
  return {
    setting,
    ask: async (sql) => on((file) => file.prepare(sql).pluck().all()),
    change: async (sql) => void on((file) => file.exec(sql)),
  };
}

async function onServer(): Promise<RowsPlace> {
  const postgres = await sharedPostgres();
  const setting = postgres.setting();
  return {
    setting,
    ask: async (sql) => (await postgres.ask(sql, setting)).map((row) => Object.values(row)[0] as unknown),
    change: async (sql) => void (await postgres.ask(sql, setting)),
  };
}
