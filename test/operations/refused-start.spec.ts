import { readdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { newStore, reletUnder, serveApart } from './processes.js';

/** A start that a setting refuses leaves nothing behind: else the next one finds a store that nobody has meant to begin. */

const served = (store: string, given: Record<string, string>, ...more: string[]) => reletUnder(given, 'serve', '--store', store, ...more);

/** A file of a setting, somewhere else than the store. */
function fileWith(text: string, mode: number): string {
  const file = join(dirname(newStore()), 'setting');
  writeFileSync(file, text, { mode });
  return file;
}

test.each([
  ['an identity provider that is not described', () => ({ RELET_OIDC: fileWith('{}', 0o600) })],
  ['a key of the users that others can read', () => ({ RELET_USERS_KEY: fileWith('x', 0o644) })],
  ['a master key that others can read', () => ({ RELET_MASTER_KEY: fileWith('x', 0o644) })],
  ['rows on a server that is not there', () => ({ RELET_READ_MODEL: 'postgres://relet@127.0.0.1:1/relet' })],
])(
  '%s',
  async (_, given) => {
    const store = newStore();
    expect(await served(store, given(), '--port', '0')).toMatchObject({ exit: 2, talk: expect.stringContaining('SETTING_WRONG') });
    expect(readdirSync(dirname(store))).toEqual([]);
    const server = await serveApart(store);
    await server.stop();
  },
  60_000,
);

test('a port that is taken; a store that was there stays', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await new Promise((listening) => other.once('listening', listening));
  const { port } = other.address() as { port: number };
  const store = newStore();
  expect(await served(store, {}, '--port', String(port))).toMatchObject({ exit: 2, talk: expect.stringContaining('is taken') });
  expect(readdirSync(dirname(store))).toEqual([]);
  const server = await serveApart(store);
  await server.stop();
  const before = readdirSync(dirname(store));
  expect(await served(store, {}, '--port', String(port))).toMatchObject({ exit: 2 });
  expect(readdirSync(dirname(store))).toEqual(before);
  other.close();
}, 60_000);
