import Database from 'better-sqlite3';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { asStoreError, StoreError } from '@relet/event-store';
import { madeForOwner } from '@relet/platform';

/** Which file it is: the mark in its header, and its tables. */
export interface Kind {
  mark: number;
  tables: string;
}

/**
 * Opens a file of the persons for its one writer, and makes it when it is not there: readable by its owner alone, durable at every commit, and with
 * zeros where something was deleted. `readOnly` opens it beside that writer. Throws a StoreError for a file of another kind.
 */
export function openKept(path: string, { mark, tables }: Kind, { readOnly = false } = {}): Database.Database {
  try {
    if (readOnly) return new Database(path, { readonly: true, timeout: 5_000 });
    // An empty one was made by a start that was cut off before anything was in it.
    const isNew = madeForOwner(path) || !isKept(path);
    const db = new Database(path, { timeout: 5_000 });
    try {
      if (isNew) db.pragma(`application_id = ${mark}`);
      else if (db.pragma('application_id', { simple: true }) !== mark) throw notOfKind(path);
      db.pragma('journal_mode = WAL');
      db.pragma('synchronous = FULL');
      db.pragma('secure_delete = 1');
      db.pragma('temp_store = MEMORY');
      db.exec(tables);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  } catch (error) {
    throw asStoreError(path, error);
  }
}

/** The table in which register and keys remember words by name. */
export const META = 'CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;';

/** A file of persons with that table in it, for its one writer. */
export abstract class KeptFile {
  protected readonly db: Database.Database;

  constructor(
    readonly path: string,
    kind: Kind,
    options?: { readOnly: boolean },
  ) {
    this.db = openKept(path, kind, options);
  }

  async meta(name: string): Promise<string | undefined> {
    return this.noted(name);
  }

  async setMeta(name: string, value: string): Promise<void> {
    this.note(name, value);
  }

  /** All rows of a table as they lie there. */
  allOf(table: string, columns: readonly string[]): Record<string, unknown>[] {
    return this.db.prepare(`SELECT ${columns.join(', ')} FROM ${table}`).all() as Record<string, unknown>[];
  }

  async leaveNothing(): Promise<boolean> {
    return leaveNothingBehind(this.db);
  }

  async close(): Promise<void> {
    this.db.close();
  }

  protected noted(name: string): string | undefined {
    return this.db.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name) as string | undefined;
  }

  protected note(name: string, value: string): void {
    this.db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
  }
}

/** True when there is such a file and something is in it. */
export const isKept = (path: string): boolean => existsSync(path) && statSync(path).size > 0;

const notOfKind = (path: string) =>
  new StoreError('NOT_A_STORE', `${path} holds something else.`, { details: { case: 'OTHER_CONTENT', file: path } });

/**
 * Leaves no trace of what was deleted: `secure_delete` does not reach copies that were left in a page when its rows moved, so the file is written anew, and
 * the write-ahead log is emptied. False while a reader, such as a backup, still needs that log.
 */
export function leaveNothingBehind(db: Database.Database): boolean {
  db.exec('VACUUM');
  const [answer] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
  return answer?.busy === 0;
}

/** Copies one snapshot of a file while its writer goes on. `lighten` takes out what a backup is not to hold. */
export function copyKept(path: string, to: string, lighten?: (copy: Database.Database) => void): void {
  const db = new Database(path, { readonly: true, timeout: 5_000 });
  try {
    db.prepare('VACUUM INTO ?').run(to);
  } finally {
    db.close();
  }
  chmodSync(to, 0o600);
  if (!lighten) return;
  const copy = new Database(to);
  try {
    copy.pragma('journal_mode = DELETE');
    copy.pragma('secure_delete = 1');
    lighten(copy);
    copy.exec('VACUUM');
  } finally {
    copy.close();
  }
}
