import Database from 'better-sqlite3';
import { writeFileSync } from 'node:fs';
import { openStore, shownStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { reletIn } from '../acceptance/relet.js';
import { serve, type Server } from '../journeys/server.js';
import { newStore } from './processes.js';

interface Told {
  store: string;
  checks: { name: string; level: string; found: string; advice?: string }[];
}

let standIn: EventStoreDbStandIn;
let server: Server;
let readModel: string;
beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  readModel = newStore();
  server = await serve({ store: standIn.setting, readModel });
  const home = { effective: '1970-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 1 };
  await server.post('/v1/units/eksempel.1', home);
  await server.get(`/v1/board?after=${server.position}`);
});
afterAll(async () => {
  await server.stop();
  await standIn.stop();
});

async function examined(setting = standIn.setting): Promise<{ exit: number } & Told> {
  const { exit, out } = await reletIn({ env: { RELET_STORE: setting, RELET_READ_MODEL: readModel } }, 'doctor', '--json');
  return { exit, ...(JSON.parse(out) as Told) };
}

test('a server that is well: version, rights, chain, rows and clock', async () => {
  const { exit, store, checks } = await examined();
  expect(exit).toBe(0);
  expect(store).toBe(standIn.setting.replace('?tls=false', ''));
  expect(checks.map(({ name, level }) => `${name} ${level}`)).toEqual([
    ...['node ok', 'store ok', 'version ok', 'rights ok', 'chain ok', 'head ok', 'read model ok', 'parked homes ok', 'use ok', 'clock ok'],
  ]);
  expect(await server.get('/v1/board')).toMatchObject({ body: { homes: [{ unit: 'eksempel.1' }] } });
});

test('a server that refuses who asks is told as that, with what to do, and nothing of a password', async () => {
  standIn.faults.denied = true;
  const { exit, checks } = await examined();
  standIn.faults.denied = false;
  expect([exit, checks.at(-1)]).toMatchObject([1, { name: 'store', level: 'bad', advice: expect.stringContaining('password') }]);
  standIn.faults.denied = true;
  const danish = await reletIn({ env: { RELET_STORE: standIn.setting, RELET_READ_MODEL: readModel } }, 'doctor', '--lang', 'da');
  standIn.faults.denied = false;
  expect(danish.out).toContain('Hændelsesserveren afviser');
  for (const command of ['doctor', 'init']) {
    const secret = await reletIn({ env: { RELET_STORE: 'esdb://relet:hemmelig@127.0.0.1:1', RELET_READ_MODEL: readModel } }, command);
    expect([command, secret.exit === 0, secret.out + secret.talk]).toEqual([command, false, expect.not.stringContaining('hemmelig')]);
  }
}, 60_000);

test('rows that have seen a place which the log does not have are told as that, before a start is refused for it', async () => {
  const mine = readModel;
  readModel = newStore();
  const rows = new Database(mine, { readonly: true });
  await rows.backup(readModel);
  rows.close();
  const file = new Database(readModel);
  file.prepare(`UPDATE relet_meta SET value = '17/17' WHERE key = 'position'`).run();
  file.close();
  const { exit, checks } = await examined().finally(() => (readModel = mine));
  expect([exit, checks.find(({ name }) => name === 'read model')]).toMatchObject([
    1,
    { level: 'bad', found: 'at 17/17, a place that the log does not have', advice: expect.stringContaining('relet rebuild') },
  ]);
}, 60_000);

test('a history that was deleted on the server breaks the log, and its home is parked', async () => {
  await standIn.log.tombstone('unit-eksempel.1');
  for (let n = 0; n < 50 && !(await examined()).checks.some(({ name, level }) => name === 'parked homes' && level === 'warn'); n++);
  const { exit, checks } = await examined();
  expect(exit).toBe(6);
  const advice = expect.stringContaining('snapshot') as string;
  expect(checks).toContainEqual(expect.objectContaining({ name: 'chain', level: 'bad', advice }));
  expect(checks).toContainEqual(expect.objectContaining({ name: 'parked homes', found: '1: unit-eksempel.1' }));
}, 60_000);

test('a store that was made on a server is named without who asks', () =>
  expect(['esdb://relet:hemmelig@a:2113,b:2113?tls=true', 'esdb://127.0.0.1:2113?tls=false', 'data/my.db'].map(shownStore)).toEqual([
    ...['esdb://a:2113,b:2113', 'esdb://127.0.0.1:2113', 'data/my.db'],
  ]));

test('rows that are no file of read models are told as that', async () => {
  const [mine, readable] = [newStore(), readModel];
  writeFileSync(mine, 'no database at all, whatever its name says');
  readModel = mine;
  const { checks } = await examined();
  readModel = readable;
  expect(checks).toContainEqual(expect.objectContaining({ name: 'read model', level: 'bad' }));
}, 60_000);
