import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { asStoreError } from '@relet/event-store';
import { BadSetting } from '../settings.js';
import { anotherStore } from './another-log.js';
import type { Cell, Projection, Row } from './projection.js';
import { removeReadModel, type Progress } from './read-model-file.js';

/** The file of the read models: rows and checkpoint are written in one transaction; queries have a connection of their own. */
export class ReadModel {
  private readonly db: Database.Database;
  readonly query: Database.Database;
  private readonly log = new Logger('ReadModel');
  private readonly inserts = new Map<string, Database.Statement>();
  private readonly deletes = new Map<string, Database.Statement>();

  constructor(
    path: string,
    private readonly storeId: string,
    private readonly projections: readonly Projection[],
    private readonly fromAnyStore: boolean,
  ) {
    try {
      this.db = this.opened(path);
      this.query = new Database(path, { readonly: true });
    } catch (error) {
      throw asStoreError(path, error);
    }
  }

  private opened(path: string): Database.Database {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    const db = new Database(path);
    try {
      this.prepare(db, path);
      return db;
    } catch (error) {
      db.close();
      const { code } = error as { code?: string };
      if (code === 'SQLITE_NOTADB') throw notOurs(path);
      if (!code?.startsWith('SQLITE_CORRUPT')) throw error;
    }
    this.log.warn(`${path} is damaged: the read models are made anew from the log.`);
    removeReadModel(path);
    return this.opened(path);
  }

  private prepare(db: Database.Database, path: string): void {
    const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
    if (tables.length && !tables.includes('relet_meta')) throw notOurs(path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    this.prepareTables(db);
  }

  progress(): Progress {
    const position = this.query.prepare("SELECT value FROM relet_meta WHERE key = 'position'").pluck().get() as string | undefined;
    return {
      position: position ?? null,
      parked: this.query.prepare('SELECT stream, reason FROM relet_parked ORDER BY stream').all() as Progress['parked'],
    };
  }

  isParked(stream: string): boolean {
    return this.query.prepare('SELECT 1 FROM relet_parked WHERE stream = ?').get(stream) !== undefined;
  }

  /** Replaces the rows of some streams and moves the checkpoint from `before` to `position`, all or nothing. */
  write(
    streams: ReadonlyMap<string, Readonly<Record<string, readonly Row[]>> | Error>,
    before: string | null,
    position: string | null,
  ): void {
    this.db.transaction(() => {
      const at = (this.db.prepare("SELECT value FROM relet_meta WHERE key = 'position'").pluck().get() as string | undefined) ?? null;
      if (at !== before) throw new Error('Another projector has moved the checkpoint.');
      for (const [stream, rows] of streams) this.replaceOrPark(stream, rows);
      if (position !== null) this.db.prepare("INSERT OR REPLACE INTO relet_meta VALUES ('position', ?)").run(position);
    })();
  }

  /** Empties everything; the next run starts from the beginning of the log. */
  clear(): void {
    this.db.transaction(() => {
      for (const table of this.tables()) this.db.exec(`DELETE FROM ${table}`);
      this.db.exec("DELETE FROM relet_parked; DELETE FROM relet_meta WHERE key = 'position'");
    })();
  }

  /** SHA-256 over all rows in their order: two rebuilds of one log agree in it. */
  checksum(): string {
    const hash = createHash('sha256');
    for (const table of this.tables()) {
      for (const row of this.query.prepare(`SELECT * FROM ${table} ORDER BY stream, ordinal`).raw().iterate())
        hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  }

  close(): void {
    this.query.close();
    this.db.close();
  }

  /** Rows that no table takes set their stream aside, and no other; a disk that takes nothing is another matter. */
  private replaceOrPark(stream: string, rows: Readonly<Record<string, readonly Row[]>> | Error): void {
    try {
      this.db.transaction(() => this.replace(stream, rows))();
    } catch (error) {
      // Without a code it is a value that SQLite cannot hold.
      const { code = 'SQLITE_CONSTRAINT', message } = error as { code?: string; message: string };
      if (!code.startsWith('SQLITE_CONSTRAINT')) throw error;
      this.replace(stream, new Error(message));
    }
  }

  private replace(stream: string, rows: Readonly<Record<string, readonly Row[]>> | Error): void {
    this.db.prepare('DELETE FROM relet_parked WHERE stream = ?').run(stream);
    if (rows instanceof Error) this.db.prepare('INSERT INTO relet_parked VALUES (?, ?)').run(stream, `${rows.name}: ${rows.message}`);
    // What is set aside has no rows: those from before would be taken for what is known.
    const made = rows instanceof Error ? {} : rows;
    for (const { tables, prefix } of this.projections) {
      if (!stream.startsWith(prefix)) continue;
      for (const [table, columns] of Object.entries(tables)) {
        this.deleteFrom(table).run(stream);
        const names = Object.keys(columns);
        made[table]?.forEach((row, ordinal) =>
          this.insertInto(table, names).run(stream, ordinal, ...names.map((name): Cell => row[name] ?? null)),
        );
      }
    }
  }

  private insertInto(table: string, columns: readonly string[]): Database.Statement {
    const places = ['?', '?', ...columns.map(() => '?')].join(', ');
    return memo(this.inserts, table, () =>
      this.db.prepare(`INSERT INTO ${table} (stream, ordinal${columns.map((name) => `, ${name}`).join('')}) VALUES (${places})`),
    );
  }

  private deleteFrom(table: string): Database.Statement {
    return memo(this.deletes, table, () => this.db.prepare(`DELETE FROM ${table} WHERE stream = ?`));
  }

  private tables(): string[] {
    return this.projections.flatMap(({ tables }) => Object.keys(tables));
  }

  /** Tables of other versions are made anew: rows can always be rebuilt. Those of another store only where that is meant. */
  private prepareTables(db: Database.Database): void {
    db.exec('CREATE TABLE IF NOT EXISTS relet_meta (key TEXT PRIMARY KEY, value TEXT NOT NULL)');
    const wasMadeFor = db.prepare("SELECT value FROM relet_meta WHERE key = 'madeFor'").pluck().get() as string | undefined;
    const madeFor = `${this.storeId} ${this.projections.map(({ name, version }) => `${name}@${version}`).join(' ')}`;
    if (wasMadeFor === madeFor) return;
    if (wasMadeFor !== undefined && !wasMadeFor.startsWith(`${this.storeId} `) && !this.fromAnyStore) throw anotherStore();
    db.transaction(() => {
      const old = db
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name <> 'relet_meta'")
        .pluck()
        .all();
      for (const table of old) db.exec(`DROP TABLE "${String(table)}"`);
      db.exec('DELETE FROM relet_meta; CREATE TABLE relet_parked (stream TEXT PRIMARY KEY, reason TEXT NOT NULL)');
      for (const { tables } of this.projections) {
        for (const [table, columns] of Object.entries(tables)) {
          const list = Object.entries(columns)
            .map(([name, type]) => `${name} ${type}`)
            .join(', ');
          db.exec(
            `CREATE TABLE ${table} (stream TEXT NOT NULL, ordinal INTEGER NOT NULL, ${list}, PRIMARY KEY (stream, ordinal)) WITHOUT ROWID`,
          );
        }
      }
      db.prepare("INSERT INTO relet_meta VALUES ('madeFor', ?)").run(madeFor);
    })();
  }
}

/** What somebody else keeps there is neither emptied nor taken away. */
const notOurs = (path: string) => new BadSetting('RELET_READ_MODEL', `${path} is no file of read models: name another.`);

function memo<T>(known: Map<string, T>, key: string, make: () => T): T {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}
