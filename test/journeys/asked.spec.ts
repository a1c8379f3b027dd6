import { spawn, spawnSync } from 'node:child_process';
import { resolve } from 'node:path';
import { relet } from '../acceptance/relet.js';
import { fileOf, timeline } from '../import/importing.js';
import { newStore, reletApart, serveApart } from '../operations/processes.js';

const HOME = ['kind=care_home', 'municipality=eksempel', 'building=Solgaarden', 'rentOere=600000', 'occupiedSince=2020-01-01'];
const SHEET = 'Bolig;Fraflyttet;Klarmeldt;Indflyttet\neksempel.7;01-03-2021;02-03-2021;02-03-2021\neksempel.7;04-03-2021;;\n';

/** A store with one home that somebody lives in. */
async function newHome(): Promise<string> {
  const store = newStore();
  await relet('order', 'RegisterUnit', 'eksempel.1', 'effective=2020-01-01', ...HOME, '--store', store);
  return store;
}
const leave = (store: string) => ['order', 'GiveNotice', 'eksempel.1', 'effective=2024-01-01', 'by=resident', '--store', store];
const typesIn = async (unit: string, store: string) => (await timeline(unit, store)).map(([, type]) => type);

test('where nobody can be asked, an order that is unlikely is told and not written, and the exit code is 2', async () => {
  const store = await newHome();
  const { exit, out, talk } = await reletApart(...leave(store), '--lang', 'da', '--json');
  expect(exit).toBe(2);
  expect(talk).toMatch(/Er du sikker\?.*\(W_OLD_FACT\)\nIntet er registreret\..*--yes/s);
  expect(JSON.parse(out)).toMatchObject({ dryRun: true, warnings: [{ code: 'W_OLD_FACT', type: 'NoticeGiven' }] });
  expect(await typesIn('eksempel.1', store)).toEqual(['UnitRegistered']);
}, 120_000);

test('with --yes it is told and written, also by a running server', async () => {
  const store = await newHome();
  const server = await serveApart(store);
  const unsure = await relet(...leave(store));
  const sure = await relet(...leave(store), '--yes');
  await server.stop();
  expect([unsure.exit, sure.exit]).toEqual([2, 0]);
  expect([unsure.talk, sure.talk]).toEqual([expect.stringContaining('W_OLD_FACT'), expect.stringContaining('W_OLD_FACT')]);
  expect(await typesIn('eksempel.1', store)).toEqual(['UnitRegistered', 'NoticeGiven']);
}, 120_000);

test('an order that is likely asks nobody', async () => {
  const store = await newHome();
  const { exit, talk } = await relet('order', 'SetRent', 'eksempel.1', 'effective=2026-01-02', 'rentOere=610000', '--store', store);
  expect([exit, talk]).toEqual([0, '']);
}, 120_000);

test('an import is told and not written without --yes, here and by a running server', async () => {
  const file = fileOf('unlikely.csv', SHEET);
  const store = newStore();
  const expected = [2, expect.stringMatching(/line 3, .*W_SHORT_STAY/s)];
  const here = await relet('import', file, '--store', store);
  expect([here.exit, here.talk]).toEqual(expected);
  const server = await serveApart(store);
  const there = await relet('import', file, '--store', store);
  expect([there.exit, there.talk]).toEqual(expected);
  const sure = await relet('import', file, '--store', store, '--yes');
  expect([sure.exit, sure.out]).toEqual([0, expect.stringContaining('events written')]);
  await server.stop();
  expect(await typesIn('eksempel.7', store)).toContain('MovedIn');
}, 120_000);

test('an event file whose bad rows are set aside asks, too', async () => {
  const row = { command: 'RegisterUnit', unit: 'eksempel.9', effective: '2020-01-01', kind: 'care_home', building: 'Hus', rentOere: 1 };
  const file = fileOf('unlikely.ndjson', JSON.stringify(row));
  const { exit, talk } = await relet('import', file, '--set-aside', '--store', newStore());
  expect([exit, talk]).toEqual([2, expect.stringContaining('W_LONG_VACANCY')]);
}, 120_000);

/** Types into a command line that sits at a terminal. */
function typed(answer: string, argv: readonly string[]): Promise<number | null> {
  const command = [process.execPath, resolve('dist/program/relet.js'), ...argv].join(' ');
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: { ...process.env, NODE_OPTIONS: '' } });
  terminal.stdout.on('data', (text: Buffer) => text.toString().includes('(yes/no)') && terminal.stdin.write(`${answer}\n`));
  return new Promise((ended) => terminal.on('exit', ended));
}

/** A terminal is made by a program that a machine may not have. */
const atTerminal = spawnSync('script', ['--version']).status === 0 ? test : test.skip;

atTerminal(
  'at a terminal it is asked, and written once somebody says yes',
  async () => {
    const store = await newHome();
    expect(await typed('no', leave(store))).toBe(2);
    expect(await typesIn('eksempel.1', store)).toEqual(['UnitRegistered']);
    expect(await typed('yes', leave(store))).toBe(0);
    expect(await typesIn('eksempel.1', store)).toEqual(['UnitRegistered', 'NoticeGiven']);
  },
  120_000,
);

atTerminal(
  'at a terminal a correction is always asked, by the same answers',
  async () => {
    const store = await newHome();
    const undo = ['undo', 'eksempel.1', '--store', store];
    expect(await typed('no', undo)).toBe(2);
    expect(await typesIn('eksempel.1', store)).toEqual(['UnitRegistered']);
    expect(await typed('y', undo)).toBe(0);
    expect(await typesIn('eksempel.1', store)).toEqual(['UnitRegistered', 'EventRetracted']);
  },
  120_000,
);
