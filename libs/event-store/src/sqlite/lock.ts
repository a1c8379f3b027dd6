import Database from 'better-sqlite3';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../errors.js';
import { makeDirectory } from './durable-file.js';
import { translated } from './file.js';

/** Files that this process has locked. */
const here = new Set<string>();

/** True while this very process is the one writer. */
export const isLockedHere = (path: string): boolean => here.has(path);

/**
 * Takes the lock of the one writer: an exclusive transaction on a file beside the store. The system releases it when the process
 * ends, however it ends. Throws STORE_LOCKED when another process holds it.
 */
export function lockForWriting(path: string): { release(): void } {
  return translated(path, () => {
    makeDirectory(dirname(path));
    const db = new Database(`${path}.lock`, { timeout: 0 });
    try {
      db.pragma('journal_mode = MEMORY');
      db.exec('BEGIN EXCLUSIVE');
    } catch (error) {
      db.close();
      if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) {
        throw new StoreError('STORE_LOCKED', `Another process writes to ${path}: stop it first, or give the command to it.`, {
          details: { case: 'OTHER_WRITER', file: path },
        });
      }
      throw error;
    }
    here.add(path);
    const release = () => {
      here.delete(path);
      db.close();
    };
    return { release };
  });
}

/** True while a process holds the lock of the one writer. Asking creates no file. */
export function isLocked(path: string): boolean {
  if (!existsSync(`${path}.lock`)) return false;
  return translated(path, () => {
    const db = new Database(`${path}.lock`, { readonly: true, timeout: 0 });
    try {
      db.prepare('SELECT count(*) FROM sqlite_schema').get();
      return false;
    } catch (error) {
      if ((error as { code?: string }).code?.startsWith('SQLITE_BUSY')) return true;
      throw error;
    } finally {
      db.close();
    }
  });
}
