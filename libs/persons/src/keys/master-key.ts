import { createHmac, randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, statSync, writeSync } from 'node:fs';
import { StoreError } from '@relet/event-store';
import { BadSetting } from '@relet/platform';
import { KEY_BYTES, seal, unseal } from '../kept/sealing.js';

/** The key that wraps all others. It lies elsewhere: in a file of its own, or in a service that wraps and unwraps and never gives it out. */
export interface MasterKey {
  /** Tells one master key from another, and nothing of the key itself. */
  readonly id: string;
  /** A key made unusable for everybody else; `owner` is whose key it is. */
  wrap(key: Buffer, owner: string): Promise<Buffer>;
  /** Throws PERSONS_UNREADABLE when it was wrapped by another master key, or for another owner. */
  unwrap(wrapped: Buffer, owner: string): Promise<Buffer>;
}

/** The variable that names the file. */
const SETTING = 'RELET_MASTER_KEY';

/** A master key of 32 bytes in this process's memory. */
export function masterKeyOf(bytes: Buffer): MasterKey {
  return {
    id: createHmac('sha256', bytes).update('relet master key').digest('hex').slice(0, 16),
    wrap: (key, owner) => Promise.resolve(seal(bytes, key, ['key', owner])),
    unwrap: async (wrapped, owner) => unseal(bytes, wrapped, ['key', owner]),
  };
}

/** The master key in a file; undefined when there is none. BadSetting when others may read the file, or when it holds no key. */
export function masterKeyIn(path: string): MasterKey | undefined {
  if (!existsSync(path)) return undefined;
  if (statSync(path).mode & 0o077) throw new BadSetting(SETTING, 'KEY_READABLE', path);
  const bytes = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (bytes.length !== KEY_BYTES) throw new BadSetting(SETTING, 'NO_KEY', path);
  return masterKeyOf(bytes);
}

/** The same where persons are kept already: a file that holds no key opens nothing, as another key would, and keeps nothing else from going on. */
export function masterKeyKept(path: string): MasterKey | undefined {
  try {
    return masterKeyIn(path);
  } catch (error) {
    if (error instanceof BadSetting && error.why === 'NO_KEY') return undefined;
    throw error;
  }
}

/** Makes a master key in a new file that its owner alone can read. FILE_EXISTS when something is there: a key is never written over. */
export function makeMasterKey(path: string): MasterKey {
  const bytes = randomBytes(KEY_BYTES);
  let file: number;
  try {
    file = openSync(path, 'wx', 0o600);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new StoreError('FILE_EXISTS', `${path} is there already, and a key is never written over.`, {
      details: { case: 'KEY_THERE', file: path },
    });
  }
  try {
    chmodSync(path, 0o600);
    writeSync(file, `${bytes.toString('base64')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  return masterKeyOf(bytes);
}

/** Where the next master key waits while keys are wrapped anew. */
const nextOf = (path: string) => `${path}.next`;

/**
 * Puts another master key in the place of this one. `rewrap` wraps all keys anew in one transaction. A rotation that was cut off is finished, or
 * forgotten, by `finishRotation`.
 */
export async function rotate(path: string, rewrap: (next: MasterKey) => Promise<void>): Promise<MasterKey> {
  rmSync(nextOf(path), { force: true });
  const next = makeMasterKey(nextOf(path));
  await rewrap(next);
  renameSync(nextOf(path), path);
  return next;
}

/** After a rotation that was cut off: the next key takes its place when the keys are wrapped by it already, else it goes, whole or not. */
export function finishRotation(path: string, wrappedBy: string | undefined): void {
  if (!existsSync(nextOf(path))) return;
  if (masterKeyKept(nextOf(path))?.id === wrappedBy) renameSync(nextOf(path), path);
  else rmSync(nextOf(path));
}
