import { copyFileSync, existsSync, renameSync, rmSync } from 'node:fs';
import { UsersFile } from './users-file.js';

/** The copy of the users that goes with a store's backup. The key of their codes is in no copy. */
export const usersBeside = (backup: string): string => `${backup}.users`;

/** Copies the file of users while servers go on; false where there is none. */
export function backUpUsers(users: string, to: string): boolean {
  if (!existsSync(users)) return false;
  const partial = `${to}.partial`;
  rmSync(partial, { force: true });
  UsersFile.copy(users, partial);
  renameSync(partial, to);
  return true;
}

/**
 * Puts a copy in place where there is no file of users. One that is there is later than any copy, and stays: whoever was removed or revoked since the copy was
 * made would come in again. Undefined when there is no copy.
 */
export function restoreUsers(from: string, users: string): 'restored' | 'kept' | undefined {
  if (!existsSync(from)) return undefined;
  if (existsSync(users)) return 'kept';
  const partial = `${users}.partial`;
  copyFileSync(from, partial);
  for (const end of ['-wal', '-shm']) rmSync(`${users}${end}`, { force: true });
  renameSync(partial, users);
  return 'restored';
}
