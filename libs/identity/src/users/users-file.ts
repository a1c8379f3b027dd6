import Database from 'better-sqlite3';
import { chmodSync, existsSync, statSync } from 'node:fs';
import { BadSetting, madeForOwner } from '@relet/platform';
import { LAYOUT, TABLES } from './tables.js';

/** `RELU`: marks a SQLite file as one of users. */
const APPLICATION_ID = 0x52454c55;

/** The file of users, service accounts and sessions. Several processes may use it at once: what one changes, the others see with their next question. */
export class UsersFile {
  private db: Database.Database | undefined;
  private written = 0;
  private readonly prepared = new Map<string, Database.Statement>();

  constructor(private readonly path: string) {}

  /** True when there is such a file; asking makes none. */
  get isThere(): boolean {
    return this.db !== undefined || existsSync(this.path);
  }

  /** A number that grows with every change, of this process and of others; to ask it costs a few microseconds. */
  get version(): number {
    if (!this.isThere) return this.written;
    return this.written + (this.statement('PRAGMA data_version').get() as { data_version: number }).data_version;
  }

  get<T>(sql: string, ...values: unknown[]): T | undefined {
    return this.isThere ? (this.statement(sql).get(...values) as T | undefined) : undefined;
  }

  all<T>(sql: string, ...values: unknown[]): T[] {
    return this.isThere ? (this.statement(sql).all(...values) as T[]) : [];
  }

  /** Changes something and answers how many rows; the file is made when it is not there. */
  run(sql: string, ...values: unknown[]): number {
    this.written += 1;
    return this.statement(sql).run(...values).changes;
  }

  /** All of some changes, or none of them. */
  together<T>(act: () => T): T {
    this.written += 1;
    return this.opened().transaction(act).immediate();
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

  close(): void {
    this.prepared.clear();
    this.db?.close();
    this.db = undefined;
  }

  private statement(sql: string): Database.Statement {
    const known = this.prepared.get(sql) ?? this.opened().prepare(sql);
    this.prepared.set(sql, known);
    return known;
  }

  private opened(): Database.Database {
    return (this.db ??= open(this.path));
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
    db.transaction(() => furnish(db, path)).immediate();
    return db;
  } catch (error) {
    db.close();
    if ((error as { code?: string }).code === 'SQLITE_NOTADB') throw notOurs(path);
    throw error;
  }
}

/** Makes the tables of a new file; a file that is something else is left alone. */
function furnish(db: Database.Database, path: string): void {
  const [mark, layout] = [db.pragma('application_id', { simple: true }), db.pragma('user_version', { simple: true })];
  if (mark === APPLICATION_ID && layout === LAYOUT) return;
  if (mark !== 0 || db.prepare('SELECT 1 FROM sqlite_schema').get()) throw notOurs(path);
  db.exec(TABLES);
  db.pragma(`application_id = ${APPLICATION_ID}`);
  db.pragma(`user_version = ${LAYOUT}`);
}

const notOurs = (path: string) => new BadSetting('RELET_USERS', 'NO_USERS_FILE', path);
