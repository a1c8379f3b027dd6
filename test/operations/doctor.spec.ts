import Database from 'better-sqlite3';
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openStore, link } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { relet } from '../acceptance/relet.js';
import { SmallDisk } from '../faults/small-disk.js';
import { storeOfSample } from '../temporary-folder/imported.js';
import { newStore, serveApart } from './processes.js';

interface Found {
  name: string;
  level: 'ok' | 'warn' | 'bad';
  found: string;
  advice?: string;
}

/** The doctor's findings about a store, by the name of the check. */
async function doctor(store: string): Promise<{ exit: number; checks: Map<string, Found> }> {
  const { exit, out } = await relet('doctor', '--store', store, '--json');
  const { checks } = JSON.parse(out) as { checks: Found[] };
  return { exit, checks: new Map(checks.map((check) => [check.name, check])) };
}

const levels = (checks: Map<string, Found>, level: Found['level']) =>
  [...checks.values()].flatMap((c) => (c.level === level ? c.name : []));

const whole = newStore();
beforeAll(() => storeOfSample(whole), 200_000);

function copyOf(): string {
  const store = newStore();
  copyFileSync(whole, store);
  return store;
}

/** Changes a store's file directly, past the store. */
function sql(store: string, statement: string, ...values: unknown[]): void {
  const db = new Database(store);
  db.prepare(statement).run(...values);
  db.close();
}

test('for a healthy store nothing is bad, and every check says what it found', async () => {
  const store = copyOf();
  copyFileSync(whole.replace('.db', '.read.db'), store.replace('.db', '.read.db'));
  const { exit, checks } = await doctor(store);
  expect([exit, levels(checks, 'bad'), levels(checks, 'warn')]).toEqual([0, [], []]);
  const names = [
    'node',
    'store',
    'writer',
    'journal_mode',
    'synchronous',
    'integrity_check',
    'chain',
    'head',
    'read model',
    'parked homes',
  ];
  expect([...checks.keys()]).toEqual([...names, 'directory', 'disk', 'use', 'clock', 'time zone']);
  expect(checks.get('clock')?.found).toContain('set by hand');
  expect(checks.get('time zone')?.found).toContain('Copenhagen');
});

test('beside a server it names the process that writes, and changes nothing', async () => {
  const store = copyOf();
  const server = await serveApart(store);
  const { exit, checks } = await doctor(store);
  expect([exit, checks.get('writer')?.found]).toEqual([0, `process ${server.child.pid} serves it on ${server.address}`]);
  expect(await server.stop()).toBe(0);
});

test('a server that was killed is mentioned', async () => {
  const store = copyOf();
  const server = await serveApart(store);
  server.child.kill('SIGKILL');
  await server.ended;
  const { exit, checks } = await doctor(store);
  expect([exit, checks.get('writer')]).toEqual([
    0,
    expect.objectContaining({ level: 'warn', found: expect.stringContaining('left word') }),
  ]);
});

test('people get one line a check, with what to do', async () => {
  const store = copyOf();
  truncateSync(store, 20_000);
  const { exit, out, talk } = await relet('doctor', '--store', store);
  expect(exit).toBe(6);
  expect(out).toMatch(/^bad {3}store: .* has been cut short.* -> .*restore/m);
  expect(talk).toContain('checks is bad');
});

test.each<[string, number, string, (store: string) => void]>([
  ['cut short', 6, 'store', (store) => truncateSync(store, 20_000)],
  ['no store at all', 1, 'store', (store) => writeFileSync(store, 'Bolig;Fraflyttet\n')],
  [
    'altered in one event',
    6,
    'chain',
    (store) => sql(store, "UPDATE event SET body = replace(body, 'caseworker', 'auditor') WHERE position = 40"),
  ],
  ['without one of its events', 6, 'chain', (store) => sql(store, 'DELETE FROM event WHERE position = 40')],
  ['holding half an event', 6, 'chain', (store) => sql(store, 'UPDATE event SET body = substr(body, 1, 90) WHERE position = 40')],
  ['overwritten in a page of its index', 6, 'integrity_check', spoilIndex],
  ['older than its read model', 1, 'read model', readModelAhead],
])('a store that is %s: exit %i, bad at %s', async (_, exit, name, damage) => {
  const store = copyOf();
  damage(store);
  const found = await doctor(store);
  expect([found.exit, levels(found.checks, 'bad')]).toEqual([exit, expect.arrayContaining([name])]);
  expect(found.checks.get(name)?.advice).toMatch(/restore|rebuild/);
});

/** Zeroes the entries of one page of the index; no event is on that page. */
function spoilIndex(store: string): void {
  const db = new Database(store);
  const size = db.pragma('page_size', { simple: true }) as number;
  const root = db.prepare("SELECT rootpage FROM sqlite_schema WHERE name = 'event_by_stream'").pluck().get() as number;
  db.close();
  const bytes = readFileSync(store);
  bytes.fill(0, (root - 1) * size + size / 2, root * size);
  writeFileSync(store, bytes);
}

function readModelAhead(store: string): void {
  const path = store.replace('.db', '.read.db');
  copyFileSync(whole.replace('.db', '.read.db'), path);
  sql(path, "UPDATE relet_meta SET value = '999999' WHERE key = 'position'");
}

test('a parked home is a warning that names it', async () => {
  const store = copyOf();
  const path = store.replace('.db', '.read.db');
  copyFileSync(whole.replace('.db', '.read.db'), path);
  sql(path, "INSERT INTO relet_parked VALUES ('unit-eksempel.101', 'Error: RoofBlownOff')");
  const { exit, checks } = await doctor(store);
  expect([exit, checks.get('parked homes')]).toEqual([0, expect.objectContaining({ level: 'warn', found: '1: unit-eksempel.101' })]);
});

test("a clock behind the last time of recording is bad for a store with the machine's clock", async () => {
  const store = newStore();
  expect((await relet('order', 'RegisterUnit', 'eksempel.1', ...REGISTRATION, '--store', store)).exit).toBe(0);
  expect((await doctor(store)).checks.get('clock')).toMatchObject({ level: 'ok' });
  const log = await openStore(store);
  await log.append('unit-eksempel.2', 'noStream', link(undefined, 'unit-eksempel.2', [draft()], '2999-01-01T10:00:00.000Z'));
  await log.close();
  const { exit, checks } = await doctor(store);
  expect([exit, checks.get('clock')?.level, checks.get('clock')?.advice]).toEqual([1, 'bad', expect.stringContaining('NTP')]);
});

test('where there is no store, the advice is to name one', async () => {
  const { exit, checks } = await doctor(join(dirname(newStore()), 'none.db'));
  expect([exit, checks.get('store')?.advice]).toEqual([1, expect.stringContaining('RELET_STORE')]);
});

const REGISTRATION = [
  'effective=2020-01-01',
  'kind=care_home',
  'municipality=eksempel',
  'building=A',
  'rentOere=1',
  'occupiedSince=2020-01-01',
];

const disk = SmallDisk.mounted('20m');
afterAll(() => disk?.remove());

(disk ? test : test.skip)('a disk that is nearly full, or cannot be written, is bad', async () => {
  const store = join(disk?.folder as string, 'relet.db');
  copyFileSync(whole, store);
  const full = await doctor(store);
  expect([full.exit, full.checks.get('disk')?.level]).toEqual([1, 'bad']);
  disk?.remount('ro');
  expect((await doctor(store)).checks.get('directory')).toMatchObject({ level: 'bad' });
  disk?.remount('rw');
});

test('a store that cannot be opened, and a chain that is broken, are told in Danish', async () => {
  const text = newStore();
  writeFileSync(text, 'no store');
  expect((await relet('doctor', '--store', text, '--lang', 'da')).out).toContain(`fejl  lager: ${text} er ikke et hændelseslager.`);
  const store = copyOf();
  sql(store, "UPDATE event SET body = replace(body, 'caseworker', 'auditor') WHERE position = 40");
  for (const command of ['doctor', 'verify'])
    expect((await relet(command, '--store', store, '--lang', 'da')).out).toMatch(
      / nummer \d+(,|:) indholdet svarer ikke til sin hashværdi/,
    );
});
