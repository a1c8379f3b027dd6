import { isPostgres, type PersonsSettings } from '@relet/platform';
import type { AccessLog } from './access-log/access-log.js';
import type { Reviews } from './access-log/reviews.js';
import type { ErasureLedger } from './erasing/ledger.js';
import type { Head } from './kept/chain.js';
import type { Keys } from './keys/keys.js';
import type { MasterKey } from './keys/master-key.js';
import type { RegisterRows } from './register/register-rows.js';

/** What is kept of persons, open for writing. */
export interface Files {
  register: RegisterRows;
  keys: Keys;
  ledger: ErasureLedger;
  accessLog: AccessLog;
  reviews: Reviews;
  /** True where several processes share it. */
  isShared: boolean;
  /** Lets go what is still held once all is closed. */
  release(): Promise<void>;
}

/** The same, with the master key that opens what is sealed. */
export interface OpenFiles extends Files {
  master: MasterKey;
}

/** Closes all of it: whatever is still to be written is written first. */
export async function closeAll({ reviews, accessLog, ledger, keys, register, release }: Files): Promise<void> {
  for (const each of [reviews, accessLog, ledger, keys, register]) await each.close();
  await release();
}

/** True where persons are kept on servers, so that several processes share them. */
export const isOnServer = ({ keys }: PersonsSettings): boolean => isPostgres(keys);

/** The number of the first line that is missing where a chain has not come as far as it was known to; undefined when it has. */
export function missingFrom(head: Head, known: readonly (Head | undefined)[]): number | undefined {
  const beyond = known.filter((each) => each !== undefined).filter(({ n, hash }) => n > head.n || (n === head.n && hash !== head.hash));
  return beyond.length ? Math.min(head.n + 1, ...beyond.map(({ n }) => n)) : undefined;
}

/** How far the record of erasures, or the access log, had come when it was last looked at. */
export async function headIn(
  kept: { meta(name: string): Promise<string | undefined> },
  of: 'erasures' | 'reads' = 'erasures',
): Promise<Head | undefined> {
  const [n, hash] = (await kept.meta(of))?.split(' ') ?? [];
  return n === undefined || hash === undefined ? undefined : { n: Number(n), hash };
}
