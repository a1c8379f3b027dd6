import { mkdtempSync, readFileSync, statSync, chmodSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reletIn } from '../acceptance/relet.js';
import { reletReal } from './real.js';
import { serveApart, type ServerProcess } from '../operations/processes.js';

const folder = mkdtempSync(join(tmpdir(), 'relet-accounts-'));
const store = join(folder, 'relet.db');
const usersFile = join(folder, 'relet.users.db');
const relet = (...argv: string[]) => reletReal(store, undefined, ...argv);
const withToken = (token: string, ...argv: string[]) => reletReal(store, token, ...argv);
const account = async (label: string, ...options: string[]) => (await relet('accounts', 'add', label, ...options)).out.trim();

let server: ServerProcess;
beforeAll(async () => {
  await relet('init');
  server = await serveApart(store, { RELET_DEMO: '' });
});
afterAll(() => server.stop());

const status = async (path: string, authorization?: string, init: RequestInit = {}) =>
  (await fetch(`${server.address}${path}`, { ...init, headers: { ...init.headers, ...(authorization && { authorization }) } })).status;

test('on a real store nobody is known by a demo token, and none of it is said to be a demo', async () => {
  expect(server.said.talk).not.toContain('DEMO');
  for (const who of ['administrator', 'eksempel', 'nordby', 'analyst', 'auditor', 'operator'])
    expect([who, await status('/v1/board', `Bearer demo-${who}`)]).toEqual([who, 401]);
  expect(await status('/v1/board')).toBe(401);
});

test('the setting that lets demo principals act is said aloud, and refused where others than this machine could come', async () => {
  const demo = await serveApart(join(folder, 'demo.db'), { RELET_DEMO: 'principals' });
  expect(demo.said.talk).toContain('DEMO');
  await demo.stop();
  const beyond = { RELET_DEMO: 'principals', RELET_PUBLIC_URL: 'https://relet.example.dk', RELET_TRUSTED_PROXY: '10.0.0.1' };
  expect(await reletIn({ env: beyond }, 'serve', '--store', join(folder, 'demo.db'))).toMatchObject({
    exit: 2,
    talk: expect.stringContaining('RELET_DEMO') as string,
  });
  expect(await reletIn({ env: { RELET_DEMO: 'yes' } }, 'serve', '--store', store)).toMatchObject({ exit: 2 });
});

test('a service account does what its role may, in its municipality, until it is revoked: from the very next request on', async () => {
  const token = await account('booking system', '--roles', 'caseworker', '--municipality', 'eksempel');
  expect(token).toMatch(/^relet_[\w-]{43}$/);
  const bearer = `Bearer ${token}`;
  expect([await status('/v1/board', bearer), await status('/v1/read-models/repair', bearer, { method: 'POST' })]).toEqual([200, 403]);
  const { out } = await relet('accounts', 'list', '--json');
  const [{ id }] = JSON.parse(out) as [{ id: string }];
  expect(out).not.toContain(token);
  expect(await relet('accounts', 'revoke', id)).toMatchObject({ exit: 0 });
  expect(await status('/v1/board', bearer)).toBe(401);
  expect(await relet('accounts', 'revoke', id)).toMatchObject({ exit: 4, talk: expect.stringContaining('ACCOUNT_UNKNOWN') as string });
});

test('the token is nowhere in the file, and others on the machine cannot read the file', async () => {
  const token = await account('reader', '--roles', 'analyst');
  const bytes = ['', '-wal'].map((end) => readFileSync(`${usersFile}${end}`, 'latin1')).join('');
  expect([bytes.includes(token), bytes.includes(token.slice(6))]).toEqual([false, false]);
  expect(statSync(usersFile).mode & 0o777).toBe(0o600);
  chmodSync(usersFile, 0o640);
  expect(await relet('accounts')).toMatchObject({ exit: 2, talk: expect.stringContaining('chmod 600') as string });
  chmodSync(usersFile, 0o600);
  expect(await relet('accounts')).toMatchObject({ exit: 0 });
});

test('several roles of one account are one account', async () => {
  const token = await account('both', '--roles', 'operator,analyst');
  expect([
    await status('/v1/vacancy?from=2026-01-01&to=2026-06-30', `Bearer ${token}`),
    await status('/v1/units/eksempel.1/history', `Bearer ${token}`),
  ]).toEqual([200, 403]);
});

test('a command on the command line is given by whose token RELET_TOKEN holds, and the log names that id', async () => {
  const token = await account('import robot', '--roles', 'caseworker');
  const home = [
    'order',
    'RegisterUnit',
    'eksempel.1',
    'effective=2026-01-01',
    'kind=care_home',
    'municipality=eksempel',
    'building=Solgaarden',
  ];
  const given = [...home, 'rentOere=1'];
  expect(await relet(...given)).toMatchObject({ exit: 5, talk: expect.stringMatching(/UNAUTHENTICATED[\s\S]*RELET_TOKEN/) as string });
  expect(await relet(...given, '--as', 'administrator')).toMatchObject({ exit: 2 });
  expect(await withToken('relet_x', ...given)).toMatchObject({ exit: 5 });
  expect(await withToken(token, ...given)).toMatchObject({ exit: 0 });
  const accounts = JSON.parse((await relet('accounts', 'list', '--json')).out) as { id: string; label: string }[];
  const actor = accounts.find(({ label }) => label === 'import robot')?.id;
  expect(actor).toMatch(/^account-[a-z]{16}$/);
  // Whoever may open the file reads it.
  expect((await relet('history', 'eksempel.1')).out).toContain(actor);
});

test('what is asked for wrongly is said, and makes nothing', async () => {
  const wrong = [
    ['accounts', 'add', 'x'],
    ['accounts', 'add', 'x', '--roles', 'chief'],
    ['accounts', 'add', 'x', '--roles', 'system'],
    ['accounts', 'add', '', '--roles', 'analyst'],
    ['accounts', 'add', 'x', '--roles', 'analyst', '--days', '9999'],
    ['accounts', 'add', 'x', '--roles', 'analyst', '--municipality', 'Ekse mpel'],
    ['accounts', 'dance'],
    ['users', 'add', '010190-1234', '--roles', 'analyst'],
    ['users', 'add', 'x', '--roles', 'operator', '--municipality', 'eksempel'],
    ['accounts', 'add', 'x', '--roles', 'operator', '--municipality', 'eksempel'],
  ];
  const before = (await relet('accounts', 'list', '--json')).out;
  for (const argv of wrong) expect([argv, (await relet(...argv)).exit]).toEqual([argv, 2]);
  expect((await relet('accounts', 'list', '--json')).out).toBe(before);
});

test('every change of rights is noted behind the others, and one that was altered is found', async () => {
  await relet('users', 'add', 'mette', '--roles', 'caseworker', '--municipality', 'eksempel');
  await relet('users', 'give', 'mette', '--roles', 'auditor', '--municipality', 'eksempel');
  await relet('users', 'remove', 'mette');
  const { exit, out } = await relet('users', 'changes', '--json');
  const { changes } = JSON.parse(out) as { changes: { what: string; by: string }[] };
  expect([exit, changes.slice(-4).map(({ what, by }) => `${what} ${by}`)]).toEqual([
    0,
    ['user_added machine', 'link_made machine', 'user_given machine', 'user_removed machine'],
  ]);
  expect(out).not.toContain('mette');
  const { default: Database } = await import('better-sqlite3');
  const db = new Database(usersFile);
  db.exec("UPDATE change SET told = replace(told, 'auditor', 'operator') WHERE told LIKE '%user_given%'");
  db.close();
  expect(await relet('users', 'changes')).toMatchObject({ exit: 6, talk: expect.stringContaining('altered') as string });
});

test('who listens to events as they come hears no more once their account is revoked', async () => {
  const token = await account('listener', '--roles', 'analyst');
  const stream = await fetch(`${server.address}/v1/board/events`, { headers: { authorization: `Bearer ${token}` } });
  const ended = (async () => {
    for await (const _ of stream.body ?? []);
    return 'ended';
  })();
  const accounts = JSON.parse((await relet('accounts', 'list', '--json')).out) as { id: string; label: string }[];
  await relet('accounts', 'revoke', accounts.find(({ label }) => label === 'listener')?.id as string);
  expect(await ended).toBe('ended');
}, 30_000);

test('who is added or given rights is told what the roles allow, and why they allow nothing', async () => {
  const added = await relet('users', 'add', 'vera', '--roles', 'analyst', '--municipality', 'eksempel');
  expect(added.talk).toContain('Allowed: board, lists and deadlines; figures and exports.');
  const refused = await relet('users', 'give', 'vera', '--roles', 'operator', '--municipality', 'eksempel');
  expect(refused).toMatchObject({ exit: 2, talk: expect.stringContaining('an operator looks after the whole store') as string });
  const given = await relet('users', 'give', 'vera', '--roles', 'operator,caseworker', '--municipality', 'eksempel');
  expect(given.talk).toContain('Allowed: record and correct what happens');
  expect(given.talk).not.toContain('operation');
});

test.each([
  ['in full width', 'ｊｅｓｐｅｒ'],
  ['in capitals', 'JESPER'],
  ['of which letters are put together otherwise', 'søren a\u030asen', 'søren åsen'],
])('a name that looks like one that is there, %s, is refused', async (_, like, name = 'jesper') => {
  await relet('users', 'add', name, '--roles', 'analyst');
  const again = await relet('users', 'add', like, '--roles', 'analyst');
  expect(again).toMatchObject({ exit: 3, talk: expect.stringContaining('USER_EXISTS') as string });
});

const NUMBERS = ['010190-1234', '0101901234', '010190 1234', '０１０１９０－１２３４', '01-01-90 1234', '٠١٠١٩٠-1234'];
test.each(NUMBERS)(
  'a civil registration number (%s) is no name of a user, a service account, a municipality or a building, whatever stands around it',
  async (cpr) => {
    const set = ['--cvr', '29189999', '--from', '2026-01-01'];
    const ways = [
      ['users', 'add', cpr, '--roles', 'analyst'],
      ['users', 'add', 'ida', '--called', `Ida ${cpr}`, '--roles', 'analyst'],
      ['users', 'buildings', 'vera', '--buildings', `Solgaarden,${cpr}`],
      ['accounts', 'add', `for ${cpr}`, '--roles', 'analyst'],
      ['municipalities', 'set', 'eksempel', '--name', `Eksempel ${cpr}`, ...set],
    ];
    // Over HTTP there is one way more: buildings that are one's own.
    const { exit: _, out: token } = await relet('accounts', 'add', 'own', '--roles', 'analyst');
    const body = JSON.stringify({ buildings: ['Solgaarden', `Aa ${cpr}`] });
    const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } };
    expect(await status('/v1/me/buildings', `Bearer ${token.trim()}`, init)).toBe(400);
    for (const argv of ways) {
      const { exit, out, talk } = await relet(...argv);
      expect([argv, exit, out + talk]).toEqual([argv, expect.any(Number), expect.not.stringContaining(cpr)]);
      expect([argv, exit === 0]).toEqual([argv, false]);
    }
    const all = await Promise.all([
      relet('users', 'list', '--json'),
      relet('accounts', 'list', '--json'),
      relet('municipalities', 'list', '--json'),
    ]);
    expect(all.map(({ out }) => out).join()).not.toContain(cpr);
  },
);
