import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { reletReal } from '../identity/real.js';
import { serveApart, type ServerProcess } from '../operations/processes.js';

const store = join(mkdtempSync(join(tmpdir(), 'relet-municipalities-')), 'relet.db');
const relet = (...argv: string[]) => reletReal(store, undefined, ...argv);
const account = async (...rights: string[]) => (await relet('accounts', 'add', 'somebody', '--roles', 'caseworker', ...rights)).out.trim();

let server: ServerProcess;
let [administrator, nordby]: string[] = [];
beforeAll(async () => {
  await relet('init');
  server = await serveApart(store, { RELET_DEMO: '' });
  [administrator, nordby] = [await account(), await account('--municipality', 'nordby')];
  for (const municipality of ['eksempel', 'nordby']) {
    const home = { effective: '2026-01-01', kind: 'care_home', municipality, building: 'Huset', rentOere: 600_000 };
    expect((await ask(administrator, `units/${municipality}.1`, home)).status).toBe(200);
  }
}, 60_000);
afterAll(() => server.stop());

async function ask(token: string | undefined, path: string, body?: object) {
  const headers = { authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  const answer = await fetch(`${server.address}/v1/${path}`, { headers, ...(body && { method: 'POST', body: JSON.stringify(body) }) });
  return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
}
const homesOf = async (token: string | undefined) =>
  ((await ask(token, 'units')).body['homes'] as { unit: string }[]).map(({ unit }) => unit);
const EKSEMPEL = ['municipalities', 'set', 'eksempel', '--name', 'Eksempel Kommune', '--cvr', '29189999'];

test('as long as no municipality is named, the administrator sees every home', async () => {
  expect(await relet('municipalities')).toMatchObject({ exit: 0, talk: expect.stringContaining('every home') as string });
  expect(await homesOf(administrator)).toEqual(['eksempel.1', 'nordby.1']);
});

test('from the day on which one is named, the very next question shows its homes alone; a municipality goes on seeing its own', async () => {
  expect(await relet(...EKSEMPEL, '--from', '2026-01-01')).toMatchObject({ exit: 0 });
  expect([await homesOf(administrator), await homesOf(nordby)]).toEqual([['eksempel.1'], ['nordby.1']]);
  expect(await ask(administrator, 'units/nordby.1')).toEqual(await ask(administrator, 'units/nordby.2'));
  expect(await ask(administrator, 'units/nordby.1/rent', { effective: '2026-02-01', rentOere: 1 })).toMatchObject({
    status: 404,
    body: { code: 'UNIT_UNKNOWN' },
  });
});

test('a municipality is managed from its first day to its last, and told to those who ask by name and number', async () => {
  await relet(...EKSEMPEL, '--from', '2026-01-01', '--to', '2026-01-31');
  expect(await homesOf(administrator)).toEqual([]);
  await relet(...EKSEMPEL, '--from', '2126-01-01', '--to', '2126-12-31');
  expect(await homesOf(administrator)).toEqual([]);
  expect((await ask(administrator, 'municipalities')).body).toEqual({
    municipalities: [{ municipality: 'eksempel', name: 'Eksempel Kommune', cvr: '29189999', from: '2126-01-01', to: '2126-12-31' }],
  });
  expect((await ask(nordby, 'municipalities')).body).toEqual({ municipalities: [] });
});

test('what is no municipality is refused with a code, and nothing is kept', async () => {
  const named = (id: string, cvr: string, ...days: string[]) => ['municipalities', 'set', id, '--name', 'Nordby', '--cvr', cvr, ...days];
  const wrong: [string[], number, string][] = [
    [['municipalities', 'set', 'sydby'], 2, 'USAGE'],
    [['municipalities', 'merge', 'sydby'], 2, 'USAGE'],
    [named('Syd by', '12345678', '--from', '2026-01-01'), 2, 'MUNICIPALITY_UNUSABLE'],
    [named('sydby', '1234567', '--from', '2026-01-01'), 2, 'MUNICIPALITY_UNUSABLE'],
    [named('sydby', '12345678', '--from', '2026-02-30'), 2, 'MUNICIPALITY_UNUSABLE'],
    [named('sydby', '12345678', '--from', '2026-02-02', '--to', '2026-02-01'), 2, 'MUNICIPALITY_UNUSABLE'],
    [named('sydby', '29189999', '--from', '2026-01-01'), 3, 'CVR_TAKEN'],
  ];
  for (const [argv, exit, code] of wrong) {
    const { exit: ended, out } = await relet(...argv, '--json');
    expect([argv, ended, (JSON.parse(out) as { code: string }).code]).toEqual([argv, exit, code]);
  }
  expect((await relet('municipalities', '--json')).out).not.toContain('sydby');
}, 60_000);

test('once municipalities are named, nobody is added and nothing is kept for one that is not', async () => {
  const refused: string[][] = [
    ['users', 'add', 'anna', '--roles', 'caseworker', '--municipality', 'eksempl'],
    ['accounts', 'add', 'robot', '--roles', 'analyst', '--municipality', 'eksempl'],
    ['keep', 'eksempl', '--cpr', 'no'],
  ];
  for (const argv of refused)
    expect([argv, await relet(...argv)]).toMatchObject([
      argv,
      { talk: expect.stringMatching(/MUNICIPALITY_UNKNOWN.*eksempl is none of .*eksempel/) as string },
    ]);
  expect((await relet('users', 'list', '--json')).out).not.toContain('anna');
  expect((await relet('accounts', 'add', 'robot', '--roles', 'analyst', '--municipality', 'eksempel')).exit).toBe(0);
}, 60_000);

test('an end that was agreed is taken back, and so is one that was named by mistake, but not the only one: that would open the whole store', async () => {
  await relet(...EKSEMPEL, '--from', '2026-01-01', '--to', '2026-01-31');
  expect((await relet('municipalities', 'remove', 'eksempel', '--json')).exit).toBe(2);
  expect(await homesOf(administrator)).toEqual([]);
  expect((await relet('municipalities', 'set', 'eksempel', '--open', '--to', '2026-02-01')).exit).toBe(2);
  expect((await relet('municipalities', 'set', 'eksempel', '--open')).exit).toBe(0);
  expect(await homesOf(administrator)).toEqual(['eksempel.1']);
  expect((await relet('municipalities', 'set', 'nordby', '--name', 'Nodrby', '--cvr', '29189998', '--from', '2026-01-01')).exit).toBe(0);
  expect(await homesOf(administrator)).toEqual(['eksempel.1', 'nordby.1']);
  expect((await relet('municipalities', 'remove', 'nodrby')).talk).toContain('MUNICIPALITY_UNKNOWN');
  expect((await relet('municipalities', 'remove', 'nordby')).exit).toBe(0);
  expect(await homesOf(administrator)).toEqual(['eksempel.1']);
}, 60_000);

test('each change is noted behind the others, for auditors', async () => {
  const { out } = await relet('users', 'changes', '--json');
  const { changes } = JSON.parse(out) as { changes: { what: string; about: string; to: unknown }[] };
  expect(changes.filter(({ what }) => what === 'municipality_set')[0]).toMatchObject({
    about: 'eksempel',
    to: { name: 'Eksempel Kommune', cvr: '29189999', from: '2026-01-01', to: null },
  });
});
