import Database from 'better-sqlite3';
import { accessSync, closeSync, constants, existsSync, openSync, readSync, statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError, StoreUnavailable, type StoreCase, type StoreErrorCode } from '../errors.js';
import { makeDirectory, partialOf, putInPlace, removeDatabase } from './durable-file.js';

/** `RELT`: marks a SQLite file as a store of events. */
const APPLICATION_ID = 0x52454c54;
const LAYOUT = 1;
const MAGIC = 'SQLite format 3\0';

/** Opens a store's file for the one writer: durable at every commit. Errors name what is wrong with the file. */
export function openForWriting(path: string): Database.Database {
  return translated(path, () => {
    makeDirectory(dirname(path));
    if (!existsSync(path)) create(path);
    checkFile(path);
    const db = new Database(path, { timeout: 5000 });
    try {
      checkLayout(db, path);
      db.pragma('journal_mode = WAL');
      requireFullSync(db);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** Opens a store's file for reading only, beside its writer. */
export function openForReading(path: string): Database.Database {
  return translated(path, () => {
    if (!existsSync(path)) throw new StoreError('STORE_UNAVAILABLE', `There is no store at ${path}.`, of('NO_STORE', path));
    checkFile(path);
    const db = new Database(path, { readonly: true, timeout: 5000 });
    try {
      checkLayout(db, path);
      return db;
    } catch (error) {
      db.close();
      throw error;
    }
  });
}

/** SQLite opens a WAL file with synchronous=NORMAL, which loses acknowledged events in a power cut. So FULL is set at every open, and read back. */
function requireFullSync(db: Database.Database): void {
  db.pragma('synchronous = FULL');
  if (db.pragma('synchronous', { simple: true }) !== 2)
    throw new StoreUnavailable('The store could not be made durable (synchronous=FULL).', { details: { case: 'NOT_DURABLE' } });
}

/** Makes a new store under another name and gives it its own when it is whole, so that a process that is cut off in between leaves no half-made store. */
function create(path: string): void {
  if (sizeOf(`${path}-wal`) > 0)
    throw new StoreError(
      'STORE_CORRUPT',
      `${path} is gone, and its write-ahead log is still there: put the file back, or restore a backup.`,
      of('FILE_GONE', path),
    );
  const partial = partialOf(path);
  removeDatabase(partial);
  try {
    const db = new Database(partial);
    db.pragma('page_size = 8192');
    db.pragma(`application_id = ${APPLICATION_ID}`);
    db.pragma(`user_version = ${LAYOUT}`);
    db.exec(TABLES);
    db.pragma('journal_mode = WAL');
    db.close();
    putInPlace(partial, path);
  } finally {
    removeDatabase(partial);
  }
}

const TABLES = `
  CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    stream TEXT NOT NULL,
    revision INTEGER NOT NULL,
    body TEXT NOT NULL
  );
  CREATE UNIQUE INDEX event_by_stream ON event (stream, revision);
`;

const of = (which: StoreCase, file: string) => ({ details: { case: which, file } });

const sizeOf = (path: string) => (existsSync(path) ? statSync(path).size : 0);

function checkLayout(db: Database.Database, path: string): void {
  if (db.pragma('user_version', { simple: true }) !== LAYOUT) {
    throw new StoreError('NOT_A_STORE', `${path} was written by another version of the store.`, of('OTHER_VERSION', path));
  }
  db.prepare('SELECT position FROM event ORDER BY position DESC LIMIT 1').get();
}

/** Refuses what can be seen without SQLite and without a trace: what is no plain file, a file of another kind, or one that was cut short. */
export function checkFile(path: string): void {
  const header = Buffer.alloc(100);
  const file = openToRead(path);
  const read = readSync(file, header, 0, 100, 0);
  closeSync(file);
  const beginning = header.subarray(0, Math.min(read, 16)).toString('latin1');
  if (!MAGIC.startsWith(beginning)) throw new StoreError('NOT_A_STORE', `${path} is not a store of events.`, of('NO_EVENTS', path));
  const pageSize = header.readUInt16BE(16) === 1 ? 65536 : header.readUInt16BE(16);
  const expected = pageSize * header.readUInt32BE(28);
  // While a write-ahead log waits to be copied in, the file may rightly be shorter than its header says.
  const pending = sizeOf(`${path}-wal`) > 0;
  if (read < 100 || (!pending && statSync(path).size < expected)) {
    throw new StoreError('STORE_CORRUPT', `${path} has been cut short: restore it from a backup.`, of('CUT_SHORT', path));
  }
  if (header.readUInt32BE(68) !== APPLICATION_ID)
    throw new StoreError('NOT_A_STORE', `${path} is a database, but not a store of events.`, of('OTHER_DATABASE', path));
}

/** A plain file, open to be read. */
function openToRead(path: string): number {
  try {
    // A pipe would be waited for.
    const found = statSync(path);
    if (found.isDirectory()) throw new StoreError('NOT_A_STORE', `${path} is a folder, not a store of events.`, of('FOLDER', path));
    if (!found.isFile()) throw new StoreError('NOT_A_STORE', `${path} is no plain file, not a store of events.`, of('NO_PLAIN_FILE', path));
    return openSync(path, 'r');
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    throw new StoreUnavailable(`${path} cannot be read: this user may not.`, { ...of('NOT_ALLOWED', path), cause: error });
  }
}

/** Runs an action on the file; an error of SQLite or of the system becomes a store error with a code. */
export function translated<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw asStoreError(path, error);
  }
}

/** The store error behind an error of SQLite or of the file system. */
export function asStoreError(path: string, error: unknown): unknown {
  if (error instanceof StoreError || typeof error !== 'object' || error === null || !('code' in error)) return error;
  const code = String(error.code);
  const say = (storeCode: StoreErrorCode, message: string, which?: StoreCase) =>
    new StoreError(storeCode, message, { ...(which && of(which, path)), cause: error });
  if (code === 'SQLITE_FULL' || code === 'ENOSPC') return say('STORE_FULL', 'The disk is full: nothing was written.');
  if (code.startsWith('SQLITE_READONLY') || ['EROFS', 'EACCES', 'EPERM'].includes(code))
    return say('STORE_READ_ONLY', `${path} cannot be written.`, 'FILE_READ_ONLY');
  if (code.startsWith('SQLITE_IOERR') && isFull(path)) return say('STORE_FULL', 'The disk is full: nothing was written.');
  if ((code === 'SQLITE_CANTOPEN' || code.startsWith('SQLITE_IOERR')) && !writable(path))
    return say('STORE_READ_ONLY', `${path} is on a disk that cannot be written.`, 'DISK_READ_ONLY');
  if (code === 'SQLITE_NOTADB') return say('NOT_A_STORE', `${path} is not a store of events.`, 'NO_EVENTS');
  if (code.startsWith('SQLITE_CORRUPT')) return say('STORE_CORRUPT', `${path} is damaged: restore it from a backup.`, 'DAMAGED');
  if (code.startsWith('SQLITE_') || code.startsWith('E'))
    return new StoreUnavailable(`${path} cannot be used (${code}).`, {
      details: { case: 'FILE_UNUSABLE', file: path, code },
      cause: error,
    });
  return error;
}

/** Throws STORE_READ_ONLY or STORE_FULL when it can be seen, without writing, that the next append would fail. */
export function mustHaveRoom(path: string): void {
  mustBeWritable(path);
  if (isFull(path)) throw new StoreError('STORE_FULL', 'The disk is full: nothing can be written.');
}

const isFull = (path: string) => existsSync(dirname(path)) && statfsSync(dirname(path)).bavail === 0;

/**
 * A disk that has failed still claims that it may be written, until a file on it is opened for writing. The write-ahead log is opened for that and not
 * the store's own file: closing that one would release the locks that SQLite holds on it in this process.
 */
function mustBeWritable(path: string): void {
  accessSync(path, constants.W_OK);
  accessSync(dirname(path), constants.W_OK);
  if (existsSync(`${path}-wal`)) closeSync(openSync(`${path}-wal`, 'r+'));
}

function writable(path: string): boolean {
  try {
    mustBeWritable(path);
    return true;
  } catch (error) {
    return !['EROFS', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '');
  }
}
