import Database from 'better-sqlite3';
import { chmodSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Users } from '@relet/identity';
import { Browser, codeOf, PASSWORD, signedUp } from '../identity/browser.js';
import { reletReal } from '../identity/real.js';
import { serve, type Server } from '../journeys/server.js';

let server: Server;
let folder: string;
let key: string;
let session: Browser;
const at = (name: string) => join(folder, name);
const relet = (...argv: string[]) => reletReal(at('relet.db'), undefined, ...argv);
const start = async () => (server = await serve({ store: at('relet.db'), clock: 'system', demo: false }));

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'relet-users-'));
  await start();
  ({ key, browser: session } = await signedUp(server.address, server.part(Users), 'anna'));
  await server.part(Users).links.make((await server.part(Users).people.named('anna')).id, 'machine');
  expect(await relet('backup', at('monday.db'))).toMatchObject({ exit: 0, talk: expect.stringContaining('monday.db.users') });
}, 60_000);
afterEach(() => server.stop());

const signIn = () => new Browser(server.address).post('/sign-in', { name: 'anna', password: PASSWORD, code: codeOf(key) });
/** Everything is lost but what is said, and the backup is put in its place. */
async function restored(...kept: string[]): ReturnType<typeof relet> {
  await server.stop();
  for (const name of ['relet.users.db', 'relet.users.key'])
    if (!kept.includes(name)) for (const end of ['', '-wal', '-shm']) rmSync(at(`${name}${end}`), { force: true });
  const answer = await relet('restore', at('monday.db'), '--yes');
  await start();
  return answer;
}
/** The bytes of a key for codes, as its page shows it in base32. */
function bytesOf(shown: string): Buffer {
  const bits = [...shown.replaceAll(' ', '')].map((letter) =>
    'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'),
  );
  return Buffer.from((bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
}

test('a backup takes the users without sessions and links, for its owner alone, and no key for codes stands in any file of them', () => {
  const copy = new Database(at('monday.db.users'), { readonly: true });
  const count = (table: string) => copy.prepare(`SELECT count(*) FROM ${table}`).pluck().get();
  expect(['person', 'change', 'session', 'link', 'begun'].map(count)).toEqual([1, 4, 0, 0, 0]);
  copy.close();
  expect(statSync(at('monday.db.users')).mode & 0o777).toBe(0o600);
  expect(statSync(at('relet.users.key')).mode & 0o777).toBe(0o600);
  for (const name of ['relet.users.db', 'relet.users.db-wal', 'monday.db.users'])
    expect([name, readFileSync(at(name)).includes(bytesOf(key))]).toEqual([name, false]);
  expect(bytesOf(key)).toHaveLength(20);
});

test('where the users are lost they come back with a restore, and sign in as before; their sessions have ended', async () => {
  expect((await restored('relet.users.key')).talk).toContain('relet.users.db is restored.');
  const again = new Browser(server.address);
  for (const [name, value] of session.cookies) again.cookies.set(name, value);
  expect((await again.get('/v1/me')).status).toBe(401);
  expect((await signIn()).status).toBe(303);
});

test('where they are not lost they stay as they are: who was removed since does not come in again', async () => {
  const { people } = server.part(Users);
  await people.remove((await people.named('anna')).id, 'machine');
  expect((await restored('relet.users.db', 'relet.users.key')).talk).toContain('nobody who was removed since comes in again');
  expect((await signIn()).status).toBe(401);
});

test('without their key nobody signs in by a code, until a new link', async () => {
  await restored();
  expect((await signIn()).status).toBe(401);
  // Nor by a code of the key that nobody has.
  const none = codeOf('A'.repeat(32));
  expect((await new Browser(server.address).post('/sign-in', { name: 'anna', password: PASSWORD, code: none })).status).toBe(401);
  const found = await relet('doctor');
  expect([found.exit, found.out]).toEqual([1, expect.stringContaining('bad   users: the key of their codes is missing: 1 user cannot')]);
  expect(await server.part(Users).trouble()).toEqual({ why: 'keyMissing', users: 1 });
  const users = server.part(Users);
  const link = await users.links.make((await users.people.named('anna')).id, 'machine');
  const browser = new Browser(server.address);
  const [, shown = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec((await browser.get(`/welcome/${link}`)).text) ?? [];
  expect((await browser.post(`/welcome/${link}`, { password: PASSWORD, again: PASSWORD, code: codeOf(shown, -1) })).status).toBe(303);
  key = shown;
  expect((await signIn()).status).toBe(303);
});

test('a key that others can read opens nothing; it may lie elsewhere', async () => {
  await server.stop();
  chmodSync(at('relet.users.key'), 0o644);
  const readable = Users.inFile(at('relet.users.db'));
  await expect(readable.people.keysOf('anna')).rejects.toThrow(/RELET_USERS_KEY: other users/);
  await readable.close();
  await expect(start()).rejects.toThrow(/RELET_USERS_KEY: other users/);
  const { exit, out } = await relet('doctor');
  expect([exit, out]).toEqual([1, expect.stringContaining('RELET_USERS_KEY: other users')]);
  chmodSync(at('relet.users.key'), 0o600);
  renameSync(at('relet.users.key'), at('elsewhere.key'));
  const named = Users.inFile(at('relet.users.db'), at('elsewhere.key'));
  expect((await named.people.keysOf('anna'))?.totp).toEqual(bytesOf(key));
  await named.close();
  await start();
});
