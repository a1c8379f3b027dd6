import { existsSync, statSync } from 'node:fs';
import { lockForWriting, StoreError } from '@relet/event-store';
import { BadSetting, type PersonsSettings } from '@relet/platform';
import { AccessLog } from './access-log/access-log.js';
import { Reviews } from './access-log/reviews.js';
import { ErasureLedger } from './erasing/ledger.js';
import { headIn, type Files } from './files.js';
import { isKept } from './kept/sqlite-file.js';
import { KeyFile } from './keys/key-file.js';
import { Keys } from './keys/keys.js';
import { masterKeyIn } from './keys/master-key.js';
import { RegisterFile } from './register/register-file.js';

/**
 * What is kept of persons in files, for the one process that has them; undefined where no persons are kept yet. BadSetting when others can read register or
 * keys, ERASURES_LOST when the record of erasures is not whole.
 */
export async function openOnDisk(
  { register: path, keys: keysPath, masterKey, accessLog: folder, erasures }: PersonsSettings,
  now: string,
): Promise<Files | undefined> {
  const isAny = [path, keysPath, erasures].some((file) => existsSync(file));
  const emptied = [path, keysPath].find((file) => existsSync(file) && !isKept(file));
  if (!isAny && !masterKeyIn(masterKey)) return undefined;
  const lock = lockForWriting(path);
  const closing: { close(): unknown }[] = [];
  const closed = <T extends { close(): unknown }>(file: T): T => (closing.unshift(file), file);
  try {
    mustBePrivate('RELET_PERSONS', path);
    mustBePrivate('RELET_KEYS', keysPath);
    const register = closed(new RegisterFile(path));
    const keys = closed(new Keys(new KeyFile(keysPath)));
    const heads = [await headIn(register), await headIn(keys)];
    // Register and keys know of the record of erasures before anybody is kept: where one of them does, the other was not empty.
    if (emptied !== undefined && heads.some(Boolean))
      throw new StoreError('STORE_CORRUPT', `${emptied} is empty, and was not.`, { details: { case: 'FILE_EMPTIED', file: emptied } });
    const ledger = closed(await ErasureLedger.inFile(erasures, heads, now));
    const accessLog = closed(await AccessLog.inFolder(folder));
    const reviews = await Reviews.inFolder(folder, accessLog);
    return { register, keys, ledger, accessLog, reviews, isShared: false, release: async () => lock.release() };
  } catch (error) {
    for (const file of closing) await file.close();
    lock.release();
    throw error;
  }
}

/** Throws BadSetting when other users of the machine can read a file. */
function mustBePrivate(variable: string, path: string): void {
  if (existsSync(path) && statSync(path).mode & 0o077) throw new BadSetting(variable, 'FILE_OPEN_TO_OTHERS');
}
