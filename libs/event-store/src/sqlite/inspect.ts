import { existsSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { StoreError } from '../errors.js';
import { verifyLog, type Verification } from '../verify-log.js';
import { openForReading, translated } from './file.js';
import { isLocked } from './lock.js';
import { SqliteEventStore } from './store.js';

/** What can be said of a store's file without writing to it. */
export interface Inspection {
  /** True while a process holds the lock of the one writer. */
  locked: boolean;
  /** Why the file cannot be opened. */
  refused?: StoreError;
  journalMode?: string;
  /** True when SQLite here keeps a commit until it is on the disk (synchronous=FULL). */
  durable?: boolean;
  /** `ok`, or what SQLite found wrong with the structure of the file. */
  integrity?: string;
  log?: Verification;
  /** Why the log cannot be read to its end. */
  unreadable?: StoreError;
}

/** Looks at a store's file beside whoever writes to it: structure, settings, and every link of its log. */
export async function inspect(path: string): Promise<Inspection> {
  const locked = existsSync(path) && isLocked(path);
  try {
    return { locked, ...settingsOf(path), ...(await logOf(path)) };
  } catch (error) {
    if (error instanceof StoreError) return { locked, refused: error };
    throw error;
  }
}

function settingsOf(path: string): Pick<Inspection, 'journalMode' | 'durable' | 'integrity'> {
  const db = openForReading(path);
  const ask = (pragma: string) => db.pragma(pragma, { simple: true });
  try {
    return translated(path, () => ({
      journalMode: String(ask('journal_mode')),
      durable: (ask('synchronous = FULL'), ask('synchronous') === 2),
      integrity: structureOf(db),
    }));
  } finally {
    db.close();
  }
}

function structureOf(db: Database.Database): string {
  try {
    return String(db.pragma('integrity_check(1)', { simple: true }));
  } catch (error) {
    return (error as { code?: string }).code ?? 'unknown';
  }
}

async function logOf(path: string): Promise<Pick<Inspection, 'log' | 'unreadable'>> {
  const store = SqliteEventStore.open(path, { readOnly: true });
  try {
    return { log: await verifyLog(store) };
  } catch (error) {
    if (error instanceof StoreError) return { unreadable: error };
    throw error;
  } finally {
    await store.close();
  }
}
