import { createHash } from 'node:crypto';
import type { Statements } from '@relet/platform';
import type { UsersRows } from './users-rows.js';

/** What can change around rights. */
export type ChangeOf =
  | 'user_added'
  | 'user_given'
  | 'user_removed'
  | 'link_made'
  | 'signed_up'
  | 'password_changed'
  | 'sessions_ended'
  | 'account_added'
  | 'account_revoked'
  | 'stand_in'
  | 'municipality_set'
  | 'municipality_removed';

/** One change of who may do what. */
export interface Change {
  at: string;
  what: ChangeOf;
  /** The id of whom or what it is about. */
  about: string;
  /** Who changed it: an id, or `machine` for somebody at the command line. */
  by: string;
  to?: object;
}

/** Writes a change behind the others, in the transaction that makes it. Each carries the hash of all before it. */
export async function noteChange({ ask, change }: Statements, what: ChangeOf, about: string, by: string, to?: object): Promise<void> {
  const [last = { n: 0, hash: '' }] = await ask<{ n: number; hash: string }>('SELECT n, hash FROM change ORDER BY n DESC LIMIT 1');
  const told = JSON.stringify({ at: new Date().toISOString(), what, about, by, ...(to && { to }) });
  await change('INSERT INTO change (n, told, hash) VALUES ($1, $2, $3)', [last.n + 1, told, chained(last.hash, told)]);
}

/** Every change from the first on; `broken` is the number of the first one that is not as it was written. */
export async function changesIn(rows: UsersRows): Promise<{ changes: Change[]; broken?: number }> {
  let before = '';
  const changes: Change[] = [];
  const all = await rows.ask<{ n: number; told: string; hash: string }>('SELECT n, told, hash FROM change ORDER BY n');
  for (const { n, told, hash } of all) {
    if (n !== changes.length + 1 || hash !== chained(before, told)) return { changes, broken: changes.length + 1 };
    changes.push(JSON.parse(told) as Change);
    before = hash;
  }
  return { changes };
}

const chained = (before: string, told: string) => createHash('sha256').update(`${before}\n${told}`).digest('hex');
