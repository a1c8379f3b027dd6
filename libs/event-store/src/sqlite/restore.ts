import { copyFileSync, existsSync, linkSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError, type StoreCase } from '../errors.js';
import { checkedCopy, markOf, type BackupMark } from './backup.js';
import { digestOf, flush, makeDirectory, partialOf, putInPlace, removeDatabase } from './durable-file.js';
import { openForWriting, translated } from './file.js';
import { lockForWriting } from './lock.js';

/** What a restore has put in place. */
export interface Restored {
  position: string | null;
  events: number;
  streams: number;
  /** Where the store that was there before is kept. */
  replaced: string | undefined;
}

/**
 * Puts a backup in the place of a store, after checking it. `before` runs once the backup has been found whole, and before the
 * store is touched. FILE_EXISTS unless `replace`, STORE_LOCKED while somebody writes to the store, STORE_CORRUPT for a broken backup.
 */
export async function restore(
  file: string,
  store: string,
  { replace = false, before = () => undefined }: { replace?: boolean; before?: () => void | Promise<void> } = {},
): Promise<Restored> {
  if (!existsSync(file))
    throw new StoreError('STORE_UNAVAILABLE', `There is no backup at ${file}.`, { details: { case: 'NO_BACKUP', file } });
  if (statSync(file).isDirectory())
    throw new StoreError('NOT_A_STORE', `${file} is a folder, not a backup.`, { details: { case: 'FOLDER', file } });
  if (existsSync(store) && !replace)
    throw new StoreError('FILE_EXISTS', `${store} exists already: say --yes to replace it.`, {
      details: { case: 'STORE_THERE', file: store },
    });
  translated(store, () => makeDirectory(dirname(store)));
  const lock = lockForWriting(store);
  const partial = partialOf(store);
  try {
    removeDatabase(partial);
    // The copy is checked, because it is the copy that will be used.
    translated(store, () => copyFileSync(file, partial));
    const { events, streams, head } = await wholeCopy(partial, file);
    // The file of a backup does not use a write-ahead log, that of a store does: opening the copy for writing turns it into a store's file.
    openForWriting(partial).close();
    await before();
    const replaced = translated(store, () => keptAside(store));
    translated(store, () => putInPlace(partial, store));
    return { position: head ?? null, events, streams, replaced };
  } finally {
    removeDatabase(partial);
    lock.release();
  }
}

async function wholeCopy(partial: string, file: string) {
  const broken = (why: string, which: StoreCase) =>
    new StoreError('STORE_CORRUPT', `The backup ${file} is broken: ${why}. Nothing was changed.`, {
      details: { case: which, file, mark: markOf(file) },
    });
  if (existsSync(`${file}-wal`) && statSync(`${file}-wal`).size > 0)
    throw broken('it is a store in use, of which a part is still in its log', 'BACKUP_IN_USE');
  const mark = readMark(file);
  if (mark && digestOf(partial).sha256 !== mark.sha256)
    throw broken(`its bytes are not those that ${markOf(file)} tells of`, 'BACKUP_BYTES');
  try {
    const found = await checkedCopy(partial);
    if (!found.ok) throw broken('its chain of hashes does not hold', 'BACKUP_CHAIN');
    if (mark && (found.events !== mark.events || (found.head ?? null) !== mark.position))
      throw broken('it does not end where it should', 'BACKUP_END');
    return found;
  } catch (error) {
    if (error instanceof StoreError && error.code === 'STORE_CORRUPT' && !error.message.includes(file))
      throw broken('its file is damaged', 'BACKUP_DAMAGED');
    // What is wrong is told of the file that was named, not of the copy that is checked.
    if (error instanceof StoreError) {
      const details = error.details && { ...error.details, file };
      throw new StoreError(error.code, error.message.replaceAll(partial, file), { details, cause: error });
    }
    throw error;
  }
}

function readMark(file: string): BackupMark | undefined {
  if (!existsSync(markOf(file))) return undefined;
  try {
    return JSON.parse(readFileSync(markOf(file), 'utf8')) as BackupMark;
  } catch (cause) {
    throw new StoreError('STORE_CORRUPT', `${markOf(file)} cannot be read: the backup cannot be checked against it.`, {
      details: { case: 'MARK_UNREADABLE', file: markOf(file) },
      cause,
    });
  }
}

/**
 * Keeps the old store under another name and answers that name. The old write-ahead log is removed, because SQLite would read it into the new store. Before
 * that it is copied into the old file, so that a crash in between leaves the old store whole; where the old store is broken, the log is kept beside it under the other name.
 */
function keptAside(store: string): string | undefined {
  if (!existsSync(store)) return undefined;
  checkpointed(store);
  const replaced = freeName(`${store}.replaced`);
  for (const end of ['', '-wal']) if (existsSync(`${store}${end}`)) keep(`${store}${end}`, `${replaced}${end}`);
  flush(dirname(store));
  for (const end of ['-wal', '-shm']) rmSync(`${store}${end}`, { force: true });
  return replaced;
}

/** The name, or the first of name-2, name-3 and so on that no store has: what was kept before stays. */
function freeName(name: string): string {
  const taken = (tried: string) => ['', '-wal'].some((end) => existsSync(`${tried}${end}`));
  let tried = name;
  for (let n = 2; taken(tried); n++) tried = `${name}-${n}`;
  return tried;
}

function checkpointed(store: string): void {
  if (statSync(store).size === 0) return;
  try {
    const db = openForWriting(store);
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.close();
  } catch {
    // Restoring is meant for broken stores as well: such a store is kept as it is.
  }
}

/** Gives the same bytes a second name, or copies them where the disk knows no second names. */
function keep(path: string, other: string): void {
  try {
    linkSync(path, other);
  } catch {
    copyFileSync(path, other);
  }
}
