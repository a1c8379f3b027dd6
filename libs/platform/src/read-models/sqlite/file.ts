import { Logger } from '@nestjs/common';
import Database from 'better-sqlite3';
import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { removeDatabase } from '@relet/event-store';
import { BadSetting } from '../../settings.js';
import type { Parked, Progress, Seen } from '../engine.js';
import { checkpointIn } from './meta.js';

/** Pages of the write-ahead log before they are copied into the file (16 MB): a rebuild writes much, and waits for the disk at each copy. */
const WAL_PAGES = 4_000;
/** Memory for pages, 8 MB as SQLite counts it: the system keeps the pages of the file as well. */
export const CACHE = -8_000;

/** How far a file of read models has come, seen from outside while its projector may be writing; undefined when there is none. */
export function progressOf(path: string): Progress | undefined {
  if (!existsSync(path)) return undefined;
  const db = new Database(path, { readonly: true, timeout: 5_000 });
  try {
    const get = db.prepare<[string], string>('SELECT value FROM relet_meta WHERE key = ?').pluck();
    const { position, last } = checkpointIn((key) => get.get(key));
    const parked = db.prepare('SELECT stream, reason FROM relet_parked ORDER BY stream').all() as Parked[];
    return { position, last, parked };
  } finally {
    db.close();
  }
}

/** Whether the rows of a store have seen a stream whose name begins so; undefined when there are none of that store. */
export function seenIn(path: string, storeId: string, prefix: string): Seen | undefined {
  if (!existsSync(path)) return undefined;
  const db = new Database(path, { readonly: true, timeout: 5_000 });
  try {
    const get = db.prepare<[string], string>('SELECT value FROM relet_meta WHERE key = ?').pluck();
    if (!get.get('madeFor')?.startsWith(`${storeId} `)) return undefined;
    // The position first: what is seen meanwhile is read once more.
    const { position } = checkpointIn((key) => get.get(key));
    const named = db.prepare<[string, string], string>('SELECT stream FROM relet_changed WHERE stream >= ? AND stream < ? LIMIT 1').pluck();
    return { position, stream: named.get(prefix, `${prefix}\u{10FFFF}`) };
  } finally {
    db.close();
  }
}

/** Takes the read models away: the next start makes them anew from the log. */
export function removeReadModel(path: string): void {
  removeDatabase(path);
}

/** Opens a file of read models to write to it, and prepares it. A damaged one is made anew; what is no file of read models is refused. */
export function openToWrite(path: string, prepare: (db: Database.Database) => void): Database.Database {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const db = new Database(path);
  try {
    mustBeOurs(db, path);
    db.pragma('journal_mode = WAL');
    db.pragma('synchronous = NORMAL');
    db.pragma(`wal_autocheckpoint = ${WAL_PAGES}`);
    db.pragma(`cache_size = ${CACHE}`);
    prepare(db);
    return db;
  } catch (error) {
    db.close();
    const { code } = error as { code?: string };
    if (code === 'SQLITE_NOTADB') throw notOurs(path);
    if (!code?.startsWith('SQLITE_CORRUPT')) throw error;
  }
  new Logger('ReadModels').warn(`${path} is damaged: the read models are made anew from the log.`);
  removeReadModel(path);
  return openToWrite(path, prepare);
}

function mustBeOurs(db: Database.Database, path: string): void {
  const tables = db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck().all();
  if (tables.length && !tables.includes('relet_meta')) throw notOurs(path);
}

/** What somebody else keeps there is neither emptied nor taken away. */
const notOurs = (path: string) => new BadSetting('RELET_READ_MODEL', 'READ_MODEL', path);
