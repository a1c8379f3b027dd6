import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { relet, reletIn } from '../acceptance/relet.js';
import { storeOfSample } from '../temporary-folder/imported.js';
import { serve } from '../journeys/server.js';
import { newStore, REGISTRATION } from './processes.js';

const PERIOD = ['--from', '2026-01-01', '--to', '2026-06-30', '--group-by', 'building'];
const store = newStore();
const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'log.ndjson');
const figures = async (...where: string[]) =>
  (JSON.parse((await relet('vacancy', ...PERIOD, '--json', ...where)).out) as { groups: object[] }).groups;

beforeAll(async () => {
  await storeOfSample(store);
  expect(await relet('export', 'events', file, '--store', store)).toMatchObject({ exit: 0, talk: expect.stringContaining('2,160 events') });
}, 200_000);

test('a log goes to a new store and to a server, and gives the same figures there', async () => {
  const copy = newStore();
  expect(await relet('import', 'events', file, '--store', copy)).toMatchObject({ exit: 0, out: expect.stringContaining('2,160 events') });
  expect(await figures('--store', copy)).toEqual(await figures('--store', store));
  const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  const there = { RELET_STORE: standIn.setting, RELET_READ_MODEL: join(newStore(), '..', 'read.db') };
  expect(await reletIn({ env: there }, 'import', 'events', file)).toMatchObject({ exit: 0 });
  const { out } = await reletIn({ env: there }, 'vacancy', ...PERIOD, '--json');
  expect((JSON.parse(out) as { groups: object[] }).groups).toEqual(await figures('--store', store));
  await standIn.stop();
}, 120_000);

test('a log comes through a pipe, too', () => {
  const copy = newStore();
  const argv = [resolve('dist/program/relet.js'), 'import', 'events', '-', '--store', copy];
  const env = { ...process.env, NODE_OPTIONS: '' };
  expect(execFileSync(process.execPath, argv, { input: readFileSync(file), env }).toString()).toContain('2,160 events');
}, 60_000);

test('an export goes on with a file that was cut off or that the log has outgrown, and leaves any other file as it is', async () => {
  const whole = readFileSync(file, 'utf8');
  const cut = join(file, '..', 'cut.ndjson');
  // Also within a letter of two bytes.
  const letter = Buffer.from(whole).indexOf('ø') + 1;
  for (const size of [0, 10_000, letter, Buffer.byteLength(whole) - 1]) {
    writeFileSync(cut, whole);
    truncateSync(cut, size);
    expect(await relet('export', 'events', cut, '--store', store)).toMatchObject({ exit: 0 });
    expect(readFileSync(cut, 'utf8')).toBe(whole);
  }
  appendFileSync(cut, '{"another":"line"}\n');
  const before = readFileSync(cut, 'utf8');
  expect(await relet('export', 'events', cut, '--store', store)).toMatchObject({
    exit: 2,
    talk: expect.stringContaining('something else'),
  });
  expect(readFileSync(cut, 'utf8')).toBe(before);
  const { out } = await relet('export', 'events', '--store', store);
  expect(out).toBe(whole);
}, 120_000);

test('a log that was altered is refused, and one of another store too', async () => {
  const altered = join(file, '..', 'altered.ndjson');
  writeFileSync(altered, readFileSync(file, 'utf8').replace('"reason":"death"', '"reason":"notice"'));
  expect(await relet('import', 'events', altered, '--store', newStore())).toMatchObject({
    exit: 6,
    talk: expect.stringContaining('STORE_CORRUPT'),
  });
  const other = newStore();
  await relet('init', '--store', other);
  expect(await relet('import', 'events', file, '--store', other)).toMatchObject({ exit: 3, talk: expect.stringContaining('LOG_DIFFERS') });
}, 120_000);

test('a file beside other rows, and a second file, are refused', async () => {
  expect(await relet('export', 'phases', 'x.csv', ...PERIOD.slice(0, 4), '--store', store)).toMatchObject({ exit: 2 });
  expect(await relet('import', 'a.csv', 'b.csv', '--store', store)).toMatchObject({ exit: 2 });
  expect(await relet('import', 'events', file, '--dry-run', '--store', newStore())).toMatchObject({ exit: 2 });
  expect(await relet('export', 'events', '--from', '2026-01-01', '--store', store)).toMatchObject({ exit: 2 });
});

test.each([
  ['for ever', 'tombstone'],
  ['so that it could be begun anew', 'delete'],
] as const)(
  'a log of which a home was deleted on the server %s: the rest is copied, and the home is named',
  async (_, how) => {
    const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
    const there = { RELET_STORE: standIn.setting, RELET_READ_MODEL: join(newStore(), '..', 'read.db') };
    const server = await serve({ store: there.RELET_STORE, readModel: there.RELET_READ_MODEL, clock: 'system' });
    for (const home of ['eksempel.1', 'eksempel.2']) expect((await server.post(`/v1/units/${home}`, REGISTRATION)).status).toBe(200);
    await standIn.log[how]('unit-eksempel.1');
    expect((await server.post('/v1/units/eksempel.2/rent', { effective: '2021-01-01', rentOere: 2 })).status).toBe(200);
    await server.stop();
    const out = join(newStore(), '..', 'log.ndjson');
    const named = { exit: 6, talk: expect.stringContaining('Deleted on the server of the events: unit-eksempel.1.') };
    expect(await reletIn({ env: there }, 'export', 'events', out)).toMatchObject({ ...named, talk: expect.stringContaining('4 events') });
    expect(await reletIn({ env: there }, 'export', 'events', out)).toMatchObject(named);
    const lines = readFileSync(out, 'utf8').trim().split('\n');
    expect(lines).toHaveLength(5);
    expect(lines).toContain('{"deleted":"unit-eksempel.1"}');
    expect(lines.at(-1)).toContain('"rentOere":2');
    // A last line that was cut off is that of the deletion, too.
    writeFileSync(out, `${lines.slice(0, 3).join('\n')}\n${lines[3]?.slice(0, 9)}`);
    expect(await reletIn({ env: there }, 'export', 'events', out)).toMatchObject(named);
    expect(readFileSync(out, 'utf8').trim().split('\n')).toEqual(lines);
    const copy = newStore();
    for (let times = 0; times < 2; times++) expect(await relet('import', 'events', out, '--store', copy)).toMatchObject(named);
    expect(await relet('verify', '--store', copy)).toMatchObject({ exit: 0 });
    expect(await relet('history', 'eksempel.1', '--store', copy, '--as', 'auditor')).toMatchObject({ exit: 0 });
    expect(await relet('migrate', standIn.setting, newStore())).toMatchObject({
      exit: 3,
      talk: expect.stringContaining('HISTORY_DELETED'),
    });
    await standIn.stop();
  },
  120_000,
);
