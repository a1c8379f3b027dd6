import type Database from 'better-sqlite3';
import { tablesOf, type Projection } from '../projection.js';
import { text } from '../table.js';

/** Ends the names of the tables of a second version while it is written, and of those that are being let go. */
export const NEXT = '__next';
export const OLD = '__old';

/** What is kept once, whatever the version of the rows. */
const KEPT: ReadonlySet<string> = new Set(['relet_meta', 'relet_changed']);

/** Streams that were parked have their table in every version, with the rows of the others. */
export const PARKED = 'relet_parked';

/** Makes the tables that are kept once, where they are missing. */
export function createKept(db: Database.Database): void {
  db.exec(`
    CREATE TABLE IF NOT EXISTS relet_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL);
    CREATE TABLE IF NOT EXISTS relet_changed (stream TEXT PRIMARY KEY, change INTEGER NOT NULL) WITHOUT ROWID;
    CREATE UNIQUE INDEX IF NOT EXISTS relet_changed_by_change ON relet_changed (change);`);
}

/** Makes the empty tables of a version; `end` is added to their names. */
export function createVersion(db: Database.Database, projections: readonly Projection[], end: string): void {
  db.exec(`CREATE TABLE ${PARKED}${end} (stream TEXT PRIMARY KEY, reason TEXT NOT NULL)`);
  for (const [name, columns] of Object.entries(tablesOf(projections))) {
    const list = Object.entries(columns).map(([column, { kind, mayBeEmpty }]) => `${column} ${kind}${mayBeEmpty ? '' : ' NOT NULL'}`);
    const key = 'stream TEXT NOT NULL, ordinal INTEGER NOT NULL';
    db.exec(`CREATE TABLE ${name}${end} (${[key, ...list].join(', ')}, PRIMARY KEY (stream, ordinal))`);
  }
}

/** Tables whose names end so; without an end those of the version that is read. */
export function tablesThere(db: Database.Database, end: string): string[] {
  const all = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all() as string[];
  return all.filter((name) => (end ? name.endsWith(end) : !KEPT.has(name) && !name.endsWith(NEXT) && !name.endsWith(OLD)));
}

/** Lets tables go whose names end so. */
export function dropTables(db: Database.Database, end: string): void {
  for (const name of tablesThere(db, end)) db.exec(`DROP TABLE "${name}"`);
}

/** A table of parked streams as a projection's: all tables of a version are compared alike. */
export const PARKED_TABLE = { reason: text };
