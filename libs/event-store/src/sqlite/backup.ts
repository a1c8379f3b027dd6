import { existsSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreError } from '../errors.js';
import { verifyLog, type Verification } from '../verify-log.js';
import { digestOf, makeDirectory, partialOf, putInPlace, removeDatabase } from './durable-file.js';
import { openForReading, translated } from './file.js';
import { SqliteEventStore } from './store.js';

/** What a backup holds: everything that was acknowledged up to `position`, in a file of these bytes. */
export interface BackupMark {
  format: 1;
  takenAt: string;
  /** The last event in the backup; null when the log was empty. */
  position: string | null;
  events: number;
  streams: number;
  bytes: number;
  sha256: string;
}

/** The small file beside a backup that says what is in it. */
export const markOf = (file: string) => `${file}.json`;

/**
 * Copies a store while its writer goes on. The copy is one snapshot; it is checked event by event and flushed before it gets its final name.
 * FILE_EXISTS unless `replace`; STORE_CORRUPT, and no backup, when the copy's chain is broken.
 */
export async function backUp(store: string, file: string, { replace = false } = {}): Promise<BackupMark> {
  refuseTarget(store, file, replace);
  const partial = partialOf(file);
  try {
    translated(file, () => {
      makeDirectory(dirname(file));
      removeDatabase(partial);
    });
    translated(store, () => snapshot(store, partial));
    const { ok, events, streams, head } = await checkedCopy(partial);
    if (!ok)
      throw new StoreError('STORE_CORRUPT', `The log of ${store} is broken: no backup was made. \`relet verify\` names where.`, {
        details: { case: 'NOT_BACKED_UP', file: store },
      });
    const mark: BackupMark = {
      format: 1,
      takenAt: new Date().toISOString(),
      position: head ?? null,
      events,
      streams,
      ...digestOf(partial),
    };
    translated(file, () => place(partial, file, mark));
    return mark;
  } finally {
    removeDatabase(partial);
  }
}

function refuseTarget(store: string, file: string, replace: boolean): void {
  if (!existsSync(file)) return;
  if (existsSync(store) && realpathSync(store) === realpathSync(file))
    throw new StoreError('FILE_EXISTS', 'A store is not backed up onto itself: name another file.', { details: { case: 'ONTO_ITSELF' } });
  if (!replace)
    throw new StoreError('FILE_EXISTS', `${file} exists already: name another file, or say --yes to replace it.`, {
      details: { case: 'FILE_THERE', file },
    });
}

/** Copies by VACUUM INTO, which reads one snapshot however long it takes. SQLite's own backup would begin again at each write of another process. */
function snapshot(store: string, partial: string): void {
  const db = openForReading(store);
  try {
    db.prepare('VACUUM INTO ?').run(partial);
  } finally {
    db.close();
  }
}

/** Checks the structure of a file that nobody writes to, and every link of its log. */
export async function checkedCopy(path: string): Promise<Verification> {
  const db = openForReading(path);
  const sound = translated(path, () => db.pragma('integrity_check(1)', { simple: true }) === 'ok');
  db.close();
  if (!sound) throw new StoreError('STORE_CORRUPT', `${path} is damaged.`, { details: { case: 'DAMAGED', file: path } });
  const copy = SqliteEventStore.open(path, { readOnly: true });
  try {
    return await verifyLog(copy);
  } finally {
    await copy.close();
  }
}

/** Puts the backup and its mark in place. The old mark is removed first and the new one written last, so that a mark never describes another backup. */
function place(partial: string, file: string, mark: BackupMark): void {
  rmSync(markOf(file), { force: true });
  putInPlace(partial, file);
  writeFileSync(partial, `${JSON.stringify(mark, null, 2)}\n`);
  putInPlace(partial, markOf(file));
}
