import Database from 'better-sqlite3';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { BadSetting, madeForOwner, type Statements } from '@relet/platform';
import { LAYOUT, TABLES } from './tables.js';
import type { UsersRows } from './users-rows.js';

/** `RELU`: marks a SQLite file as one of users. */
const APPLICATION_ID = 0x52454c55;

/** Milliseconds for which whoever writes waits for another process that does, and after which it tries again meanwhile. */
const PATIENCE = 5_000;
const AGAIN = 5;

interface Connection extends Statements {
  db: Database.Database;
}

/** Whoever reads sees nothing of what is being written beside them. */
interface Opened {
  reads: Connection;
  writes: Connection;
}

/** The file of users, service accounts and sessions. Several processes of a machine may use it at once: what one changes, the others see with their next question. */
export class UsersFile implements UsersRows {
  private db: Opened | undefined;
  /** Transactions of this process go one behind the other. */
  private turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly path: string) {}

  async ask<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    return this.isThere ? this.opened().reads.ask<R>(sql, values) : [];
  }

  async change(sql: string, values: unknown[] = []): Promise<number> {
    return this.isThere ? this.inTransaction(({ change }) => change(sql, values)) : 0;
  }

  /** All of some changes, or none of them; the file is made when it is not there. */
  inTransaction<T>(act: (statements: Statements) => Promise<T>): Promise<T> {
    const done = this.turn.then(() => written(this.opened().writes, act));
    this.turn = done.catch(() => undefined);
    return done;
  }

  async keyFor(id: string | undefined): Promise<string | undefined> {
    return id;
  }

  /** To ask it costs a few microseconds, and a question some ten times as much. */
  version(): number {
    return this.isThere ? (this.opened().reads.db.pragma('data_version', { simple: true }) as number) : 0;
  }

  /** Copies one snapshot while its writers go on, without what ends by itself within a day: sessions, links, sign-ins under way. */
  static copy(from: string, to: string): void {
    const db = new Database(from, { readonly: true, timeout: 5000 });
    try {
      db.prepare('VACUUM INTO ?').run(to);
    } finally {
      db.close();
    }
    chmodSync(to, 0o600);
    const copy = new Database(to);
    try {
      copy.pragma('journal_mode = DELETE');
      copy.pragma('secure_delete = ON');
      copy.exec('DELETE FROM session; DELETE FROM link; DELETE FROM begun; VACUUM');
    } finally {
      copy.close();
    }
  }

  async close(): Promise<void> {
    await this.turn;
    this.db?.reads.db.close();
    this.db?.writes.db.close();
    this.db = undefined;
  }

  /** True when there is such a file; asking makes none. */
  private get isThere(): boolean {
    return this.db !== undefined || existsSync(this.path);
  }

  private opened(): Opened {
    if (this.db) return this.db;
    const [reads, writes] = [connectionOf(open(this.path)), connectionOf(open(this.path))];
    // Whoever writes waits by itself, and not on the thread that all share.
    writes.db.pragma('busy_timeout = 0');
    return (this.db = { reads, writes });
  }
}

/** Statements are prepared once; `$1` is the first of the values. */
function connectionOf(db: Database.Database): Connection {
  const known = new Map<string, Database.Statement>();
  const prepared = (sql: string) => {
    const statement = known.get(sql) ?? db.prepare(sql);
    known.set(sql, statement);
    return statement;
  };
  const named = (values: readonly unknown[] = []) => Object.fromEntries(values.map((value, n) => [n + 1, value]));
  return {
    db,
    ask: async <R extends object>(sql: string, values?: unknown[]) => prepared(sql).all(named(values)) as R[],
    change: async (sql, values) => prepared(sql).run(named(values)).changes,
  };
}

async function written<T>(connection: Connection, act: (statements: Statements) => Promise<T>): Promise<T> {
  const { db } = connection;
  await begun(db);
  try {
    const result = await act(connection);
    db.exec('COMMIT');
    return result;
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

/** Begins to write as soon as no other process does. Whoever waits lets this process go on with everything else. */
async function begun(db: Database.Database): Promise<void> {
  for (const until = Date.now() + PATIENCE; ;)
    try {
      db.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'SQLITE_BUSY' || Date.now() > until) throw error;
      await setTimeout(AGAIN);
    }
}

function open(path: string): Database.Database {
  madeForOwner(path);
  if (statSync(path).mode & 0o077) throw new BadSetting('RELET_USERS', 'FILE_OPEN_TO_OTHERS');
  const db = new Database(path, { timeout: 5000 });
  try {
    db.pragma('secure_delete = ON');
    db.pragma('foreign_keys = ON');
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = FULL');
    if (!isOurs(db)) db.transaction(() => furnish(db, path)).immediate();
    return db;
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') throw notOurs(path);
    throw error;
  }
}

const isOurs = (db: Database.Database) =>
  db.pragma('application_id', { simple: true }) === APPLICATION_ID && db.pragma('user_version', { simple: true }) === LAYOUT;

/** Makes the tables of a new file; a file that is something else is left alone. */
function furnish(db: Database.Database, path: string): void {
  if (isOurs(db)) return;
  if (db.pragma('application_id', { simple: true }) !== 0 || db.prepare('SELECT 1 FROM sqlite_schema').get()) throw notOurs(path);
  db.exec(TABLES);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${LAYOUT}`);
}

const notOurs = (path: string) => new BadSetting('RELET_USERS', 'NO_USERS_FILE', path);
