import { existsSync } from 'node:fs';
import { BadSetting, type Settings, type Statements } from '@relet/platform';
import { changesIn, type Change } from './changes.js';
import { UsersFile } from './users-file.js';
import { UsersKey } from './users-key.js';
import { UsersTable } from './users-table.js';

/** Every table, those first that others point to. */
const TABLES = [
  ...(['person', 'passkey', 'account', 'session', 'link', 'begun', 'building', 'stand_in', 'municipality', 'change'] as const),
];

/** What was moved of users. */
export interface UsersMoved {
  people: number;
  accounts: number;
  changes: number;
}

/**
 * Copies the file of users into empty tables on a server, all of it or nothing, and looks whether the same is there: sessions go on, links work once. Throws
 * BadSetting where there is no file, where its chain of changes does not hold, and for tables that hold something.
 */
export async function moveUsers({ users, usersKey }: Pick<Settings, 'users' | 'usersKey'>, to: string): Promise<UsersMoved> {
  if (!existsSync(users)) throw new BadSetting('RELET_USERS', 'NOTHING_TO_MOVE', users);
  const file = new UsersFile(users);
  const server = await UsersTable.open(to);
  try {
    const { changes, broken } = await changesIn(file);
    if (broken !== undefined) throw new BadSetting('RELET_USERS', 'NOT_WHOLE', users);
    // Whoever else would change the file waits until all of it is copied.
    await file.inTransaction((from) => server.inTransaction((into) => copied(from, into, server.shown)));
    await new UsersKey(usersKey, server).note();
    return await told(server, changes);
  } finally {
    await file.close();
    await server.close();
  }
}

async function copied(from: Statements, into: Statements, shown: string): Promise<void> {
  for (const table of TABLES)
    if ((await into.ask(`SELECT 1 FROM ${table} LIMIT 1`)).length) throw new BadSetting('RELET_USERS', 'NOT_EMPTY', shown);
  for (const table of TABLES) {
    const rows = await from.ask<Record<string, unknown>>(`SELECT * FROM ${table}`);
    for (const row of rows) {
      const names = Object.keys(row);
      const places = names.map((_, n) => `$${n + 1}`);
      await into.change(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${places.join(', ')})`, Object.values(row));
    }
    const [{ count } = { count: 0 }] = await into.ask<{ count: number }>(`SELECT count(*) AS count FROM ${table}`);
    if (count !== rows.length) throw new BadSetting('RELET_USERS', 'NOT_WHOLE', shown);
  }
}

async function told(server: UsersTable, known: readonly Change[]): Promise<UsersMoved> {
  const { changes, broken } = await changesIn(server);
  if (broken !== undefined || changes.length !== known.length) throw new BadSetting('RELET_USERS', 'NOT_WHOLE', server.shown);
  const count = async (table: string) =>
    (await server.ask<{ count: number }>(`SELECT count(*) AS count FROM ${table}`))[0]?.count as number;
  return { people: await count('person'), accounts: await count('account'), changes: changes.length };
}
