import { existsSync, renameSync, rmSync } from 'node:fs';
import { lockForWriting, removeDatabase, StoreError } from '@relet/event-store';
import { PersonsError, type PersonsSettings } from '@relet/platform';
import { ErasureLedger, mustReach } from './erasing/ledger.js';
import type { Head } from './kept/chain.js';
import { asItIs } from './kept/chained-file.js';
import { copyKept, isKept } from './kept/sqlite-file.js';
import { KeyFile } from './keys/key-file.js';
import { keyOfSearches } from './keys/keys.js';
import { RegisterFile, withoutMarks } from './register/register-file.js';
import { headIn } from './files.js';

/** Where a copy of the persons lies: the register beside the store's backup, the keys in a set of their own. */
export interface PersonsBackup {
  register: string;
  keys?: string | undefined;
}

/** The copy of the register that goes with a store's backup. */
export const registerBeside = (backup: string) => `${backup}.persons`;

/** The number of the line that begins a record of erasures, before anybody is erased. */
const BEGUN = 1;

/** What was copied; nothing where no persons are kept. */
export type Copied = { register: boolean; keys: boolean };

/**
 * Copies register and keys while their server goes on, each to its own place. The copy of the register does not hold by what persons are found, and the
 * record of erasures is in no copy. FILE_EXISTS unless `replace`.
 */
export function backUpPersons({ register, keys }: PersonsSettings, to: PersonsBackup, { replace = false } = {}): Copied {
  const copied = { register: isKept(register), keys: to.keys !== undefined && isKept(keys) };
  const copies: [string, string, typeof withoutMarks | undefined][] = [
    ...(copied.register ? [[register, to.register, withoutMarks] as [string, string, typeof withoutMarks]] : []),
    ...(copied.keys ? [[keys, to.keys as string, undefined] as [string, string, undefined]] : []),
  ];
  for (const [, file] of copies)
    if (existsSync(file) && !replace)
      throw new StoreError('FILE_EXISTS', `${file} exists already: name another file, or say --yes to replace it.`, {
        details: { case: 'FILE_THERE', file },
      });
  for (const [from, file, lighten] of copies) {
    const partial = `${file}.partial`;
    removeDatabase(partial);
    copyKept(from, partial, lighten);
    renameSync(partial, file);
  }
  return copied;
}

/** What a restore of persons has done. */
export interface PersonsRestored {
  /** Subjects that the copies would have brought back, and that were erased again. */
  erasedAgain: number;
}

/**
 * Puts a copy of the register in place, takes in the keys that are missing, and erases again whoever the record of erasures names. STORE_LOCKED while a server keeps the persons. Undefined when there is nothing to restore.
 */
export async function restorePersons(persons: PersonsSettings, from: PersonsBackup, now: string): Promise<PersonsRestored | undefined> {
  const [withRegister, keys] = [existsSync(from.register), from.keys];
  if (!withRegister && keys === undefined) return undefined;
  if (keys !== undefined && !existsSync(keys))
    throw new StoreError('STORE_UNAVAILABLE', `There is no backup at ${keys}.`, { details: { case: 'NO_BACKUP', file: keys } });
  const lock = lockForWriting(persons.register);
  try {
    if (withRegister) {
      for (const end of ['-wal', '-shm']) if (existsSync(`${persons.register}${end}`)) await new RegisterFile(persons.register).close();
      if (existsSync(persons.register)) renameSync(persons.register, freeName(`${persons.register}.replaced`));
      for (const end of ['-wal', '-shm']) rmSync(`${persons.register}${end}`, { force: true });
      copyKept(from.register, persons.register);
    }
    return await erasedAgain(persons, keys, now);
  } finally {
    lock.release();
  }
}

/**
 * Throws before anything is put in place: ERASURES_LOST when the record of erasures does not reach as far as register, keys and their copies know it (what a
 * first start has made here before the restore, on a new machine, knows of nobody who was erased, and is not asked), and
 * PERSONS_UNREADABLE when the keys of the copy are wrapped by another master key than those that are here.
 */
export async function mustBeRestorable(persons: PersonsSettings, { register, keys }: PersonsBackup): Promise<void> {
  const there = (files: readonly (string | undefined)[]) => files.filter((file) => file !== undefined).filter(isKept);
  const heads = await each(there([register, persons.register]), (file) => lookedAt(new RegisterFile(file, { readOnly: true }), headIn));
  const keyFiles = there([keys, persons.keys]);
  const keyHeads = await each(keyFiles, (file) => lookedAt(new KeyFile(file, { readOnly: true }), headIn));
  const copied = [register, keys].filter((file) => file !== undefined);
  const isNews = (head: Head | undefined, file: string) => copied.includes(file) || (head?.n ?? 0) > BEGUN;
  const files = [...there([register, persons.register]), ...keyFiles];
  await mustReach(
    asItIs(persons.erasures),
    [...heads, ...keyHeads].filter((head, n) => isNews(head, files[n] as string)),
  );
  const masters = await each(keyFiles, (file) => lookedAt(new KeyFile(file, { readOnly: true }), (keys) => keys.meta('master')));
  if (new Set(masters.filter((master) => master !== undefined)).size > 1)
    throw new PersonsError('PERSONS_UNREADABLE', 'The keys in that backup are wrapped by another master key.');
}

/** What a file of the persons says, while somebody else may be writing to it. */
export async function lookedAt<F extends { close(): Promise<void> }, T>(file: F, look: (file: F) => Promise<T>): Promise<T> {
  try {
    return await look(file);
  } finally {
    await file.close();
  }
}

const each = <T>(files: readonly string[], look: (file: string) => Promise<T>): Promise<T[]> => Promise.all(files.map(look));

async function erasedAgain(persons: PersonsSettings, from: string | undefined, now: string): Promise<PersonsRestored> {
  const [register, keys] = [new RegisterFile(persons.register), new KeyFile(persons.keys)];
  const ledger = await ErasureLedger.inFile(persons.erasures, [], now);
  try {
    if (from !== undefined) keys.takeFrom(from);
    let count = 0;
    for (const { subject, municipality } of await ledger.all()) {
      if ((await keys.wrapped(subject)) || (await register.subject(subject))) count += 1;
      await keys.destroy([subject, keyOfSearches(municipality)]);
      await register.remove(subject);
    }
    await keys.leaveNothing();
    await register.leaveNothing();
    const { n, hash } = await ledger.head();
    for (const file of [register, keys]) await file.setMeta('erasures', `${n} ${hash}`);
    return { erasedAgain: count };
  } finally {
    for (const each of [ledger, keys, register]) await each.close();
  }
}

function freeName(name: string): string {
  let tried = name;
  for (let n = 2; existsSync(tried); n++) tried = `${name}-${n}`;
  return tried;
}
