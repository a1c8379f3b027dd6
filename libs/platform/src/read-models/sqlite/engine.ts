import Database from 'better-sqlite3';
import { Kysely, SqliteDialect } from 'kysely';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { asStoreError, lockForWriting, StoreError, type Leaf } from '@relet/event-store';
import { BadSetting } from '../../settings.js';
import { anotherStore } from '../another-log.js';
import { LeaseLost, type Checkpoint, type Engine, type MadeFor, type Parked, type SecondVersion, type Written } from '../engine.js';
import { nameOf, tablesOf, type Opening } from '../projection.js';
import { CACHE, openToWrite } from './file.js';
import { Meta } from './meta.js';
import { RowWriter } from './row-writer.js';
import { SqliteSecondVersion } from './second-version.js';
import { createKept, createVersion, dropTables, NEXT, OLD } from './tables.js';

/** Statements that are kept prepared: queries are few, and asked again and again. */
const PREPARED = 200;

/** Rows in one SQLite file: one process writes, any number read; rows and checkpoint are written in one transaction, queries have a connection of their own. */
export class SqliteEngine implements Engine {
  readonly rows: Engine['rows'];
  private readonly meta: Meta;
  private readonly parkedStreams: Database.Statement<[], Parked>;
  private readonly parkedStream: Database.Statement<[string]>;
  private readonly later: Database.Statement<[number], string>;
  private writer: { meta: Meta; rows: RowWriter } | undefined;

  private constructor(
    private readonly opening: Opening,
    private readonly reading: Database.Database,
    private readonly writing: Database.Database | undefined,
    private readonly lock: { release(): void } | undefined,
  ) {
    const known = new Map<string, Database.Statement>();
    const prepare = (sql: string) => {
      const statement = known.get(sql) ?? reading.prepare(sql);
      if (known.size >= PREPARED) known.clear();
      known.set(sql, statement);
      return statement as never;
    };
    this.rows = new Kysely({ dialect: new SqliteDialect({ database: { prepare, close: () => undefined } }) });
    this.meta = new Meta(reading);
    this.parkedStreams = reading.prepare<[], Parked>('SELECT stream, reason FROM relet_parked ORDER BY stream');
    this.parkedStream = reading.prepare('SELECT 1 FROM relet_parked WHERE stream = ?');
    this.later = reading.prepare<[number], string>('SELECT stream FROM relet_changed WHERE change > ? ORDER BY change').pluck();
  }

  /**
   * Opens the file, and makes it where there is none. Throws BadSetting for what is no file of read models or is written by another process, StoreError for
   * those of another store.
   */
  static open(path: string, opening: Opening): SqliteEngine {
    const lock = opening.readOnly || path === ':memory:' ? undefined : lockedByUs(path);
    try {
      const writing = opening.readOnly ? undefined : openToWrite(path, (db) => prepareFor(db, opening));
      if (opening.readOnly && !existsSync(path)) throw new BadSetting('RELET_READ_MODEL', 'ROLE_WITHOUT_ROWS', path);
      const reading = new Database(path, { readonly: true, fileMustExist: true });
      reading.pragma(`cache_size = ${CACHE}`);
      return new SqliteEngine(opening, reading, writing, lock);
    } catch (error) {
      lock?.release();
      throw asStoreError(path, error);
    }
  }

  /** Whoever has opened the file to write to it has it alone. */
  async lease(): Promise<boolean> {
    return this.writing !== undefined;
  }

  async madeFor(): Promise<MadeFor> {
    const made = this.meta.madeFor() ?? '';
    if (made === nameOf(this.opening)) return 'this version';
    return made.startsWith(`${this.opening.storeId} `) ? 'another version' : 'another store';
  }

  async checkpoint(): Promise<Checkpoint> {
    return this.meta.checkpoint();
  }

  async parked(): Promise<Parked[]> {
    return this.parkedStreams.all();
  }

  async isParked(stream: string): Promise<boolean> {
    return this.parkedStream.get(stream) !== undefined;
  }

  async changedSince(change: number): Promise<string[]> {
    return this.later.all(change);
  }

  async write(streams: Written, from: string | null, to: string | null, last?: Leaf): Promise<void> {
    const db = this.mustWrite();
    this.writer ??= { meta: new Meta(db), rows: new RowWriter(db, this.opening.projections) };
    const { meta, rows } = this.writer;
    try {
      db.transaction(() => {
        const before = meta.checkpoint();
        if (before.position !== from) throw new LeaseLost('Another projector has moved the checkpoint.');
        for (const [stream, made] of streams) rows.put(stream, made);
        if (streams.size) meta.changed(streams.keys());
        if (to !== null && to !== from) meta.move(to, last ?? before.last);
      })();
    } catch (error) {
      rows.forget();
      throw error;
    }
  }

  async second(): Promise<SecondVersion> {
    const db = this.mustWrite();
    // Its rows take the place of those that were written here: what is known of these ends with them.
    return new SqliteSecondVersion(db, new Meta(db), this.opening.projections, nameOf(this.opening), () => this.writer?.rows.forget());
  }

  async checksum(): Promise<string> {
    const hash = createHash('sha256');
    for (const table of Object.keys(tablesOf(this.opening.projections))) {
      for (const row of this.reading.prepare(`SELECT * FROM ${table} ORDER BY stream, ordinal`).raw().iterate())
        hash.update(JSON.stringify(row));
    }
    return hash.digest('hex');
  }

  async altered(): Promise<string[] | undefined> {
    return this.meta.altered();
  }

  async tellAltered(streams: readonly string[] | undefined): Promise<void> {
    new Meta(this.mustWrite()).tellAltered(streams);
  }

  async close(): Promise<void> {
    this.reading.close();
    this.writing?.close();
    this.lock?.release();
  }

  private mustWrite(): Database.Database {
    if (!this.writing) throw new Error('These read models are projected by another process.');
    return this.writing;
  }
}

/** One process makes the rows of a file. */
function lockedByUs(path: string): { release(): void } {
  try {
    return lockForWriting(path);
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== 'STORE_LOCKED') throw error;
    throw new BadSetting('RELET_READ_MODEL', 'ROWS_TAKEN', path);
  }
}

/** A new file gets empty tables. Those of another version stay as they are until new ones take over; those of another store only where that is meant. */
function prepareFor(db: Database.Database, opening: Opening): void {
  const { storeId, projections, fromAnyStore } = opening;
  db.transaction(() => {
    createKept(db);
    for (const end of [NEXT, OLD]) dropTables(db, end);
    const meta = new Meta(db);
    const made = meta.madeFor();
    if (made !== undefined && !made.startsWith(`${storeId} `) && !fromAnyStore) throw anotherStore();
    if (made !== undefined) return;
    createVersion(db, projections, '');
    meta.makeFor(nameOf(opening));
  })();
}
