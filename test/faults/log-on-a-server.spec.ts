import { existsSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, verifyLog, type EventStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { EVENT_STORE, Projector } from '@relet/platform';
import { reletIn } from '../acceptance/relet.js';
import { as, serve, type Answer, type Server } from '../journeys/server.js';
import { give, newStore, REGISTRATION, serveApart } from '../operations/processes.js';
import { ago, empty } from './lettings.js';
import { writeLongLog } from './long-log.js';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const folder = () => mkdtempSync(join(tmpdir(), 'relet-'));
const rows = () => join(folder(), 'read.db');
const rent = (server: Server, home: string, rentOere: number, key: string) =>
  server.post(`/v1/units/${home}/rent`, { effective: ago(1), rentOere }, { 'idempotency-key': key });

let standIn: EventStoreDbStandIn;
beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
});
afterEach(() => standIn.stop());

describe('two processes on one log', () => {
  test('the same command given to both at once is written once, and both answer the same', async () => {
    const [one, other] = await Promise.all(
      [rows(), rows()].map((readModel) => serve({ store: standIn.setting, readModel, clock: 'system' })),
    );
    const servers = [one, other] as [Server, Server];
    await servers[0].post(`/v1/${empty('eksempel.1').path}`, empty('eksempel.1').body);
    for (let n = 1; n <= 25; n++) {
      const answers: Answer[] = await Promise.all([...servers, ...servers].map((server) => rent(server, 'eksempel.1', n, `key-${n}`)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    }
    for (const server of servers) await server.stop();
    const log = await openStore(standIn.setting);
    expect(await log.readStream('unit-eksempel.1')).toHaveLength(26);
    await log.close();
  });

  test('what the other one has written is never passed over by one whose rows lag: nothing is refused or called unchanged on what was last seen', async () => {
    const [one, other] = (await Promise.all(
      [rows(), rows()].map((readModel) => serve({ store: standIn.setting, readModel, clock: 'system' })),
    )) as [Server, Server];
    const home = empty('eksempel.1');
    const { position } = (await one.post(`/v1/${home.path}`, home.body)).body;
    await other.get(`/v1/board?after=${String(position)}`);
    await rent(other, 'eksempel.1', 5, 'own');
    await other.get(`/v1/board?after=${String(other.position)}`);
    (Reflect.get(other.part(Projector), 'subscription') as { unsubscribe(): void }).unsubscribe();
    expect((await rent(one, 'eksempel.1', 7, 'a')).body['events']).toHaveLength(1);
    expect((await rent(other, 'eksempel.1', 5, 'b')).body['events']).toHaveLength(1);
    expect((await rent(one, 'eksempel.1', 9, 'c')).body['events']).toHaveLength(1);
    expect((await rent(other, 'eksempel.1', 9, 'd')).body['events']).toEqual([]);
    for (const server of [one, other]) await server.stop();
  });

  test('with the same file of rows the second one is refused, says why, and the first goes on', async () => {
    const given = { RELET_READ_MODEL: rows() };
    const first = await serveApart(standIn.setting, given);
    await expect(serveApart(standIn.setting, given)).rejects.toThrow('RELET_READ_MODEL: another process makes the rows');
    const { position } = (await give(first.address, 'eksempel.1', REGISTRATION, 'one')).body;
    const board = await fetch(`${first.address}/v1/board?after=${position}`, { headers: as('administrator') });
    expect(await board.json()).toMatchObject({ homes: [{ unit: 'eksempel.1' }] });
    await first.stop();
  }, 120_000);
});

/** Events that are read from the server meanwhile. */
async function readBy(act: () => Promise<unknown>): Promise<number> {
  const before = standIn.log.read;
  await act();
  return standIn.log.read - before;
}

describe('the command line beside a running server', () => {
  test('goes through it, reads what it has made, and takes nothing of it away', async () => {
    const given = { RELET_STORE: standIn.setting, RELET_READ_MODEL: rows() };
    const server = await serveApart(standIn.setting, given);
    const registered = ['effective=2020-01-01', 'kind=care_home', 'municipality=eksempel', 'building=Solgaarden', 'rentOere=500000'];
    expect(await reletIn({ env: given }, 'order', 'RegisterUnit', 'eksempel.1', ...registered, '--json', '--yes')).toMatchObject({
      exit: 0,
    });
    const bad = join(folder(), 'bad.csv');
    writeFileSync(bad, 'Bolig;Fraflyttet\neksempel.2;ca. 2024\n');
    expect(await reletIn({ env: given }, 'import', bad)).toMatchObject({ exit: 3 });
    expect(existsSync(given.RELET_READ_MODEL)).toBe(true);
    const { exit, out } = await reletIn({ env: given }, 'board', '--json');
    expect([exit, JSON.parse(out)]).toMatchObject([0, { upToDate: true, homes: [{ unit: 'eksempel.1' }] }]);
    await server.stop();
    expect(await reletIn({ env: given }, 'import', bad)).toMatchObject({ exit: 3 });
    expect(existsSync(given.RELET_READ_MODEL)).toBe(true);
  }, 120_000);

  test('takes from it which chains are broken, and does not look through the log once more', async () => {
    const given = { RELET_STORE: standIn.setting, RELET_READ_MODEL: rows() };
    await writeLongLog(standIn.setting, 3_000);
    await standIn.log.tombstone('unit-eksempel.1');
    const server = await serveApart(standIn.setting, given);
    let told: unknown;
    // The server looks through the log while it serves: a question that comes sooner is told as much as that one tells by then.
    for (let n = 0; n < 20 && told === undefined; n++) {
      told = (JSON.parse((await reletIn({ env: given }, 'board', '--json')).out) as { altered?: string[] }).altered;
    }
    expect(told).toEqual(['unit-eksempel.1']);
    expect(await readBy(() => reletIn({ env: given }, 'board', '--json'))).toBeLessThan(1_000);
    await server.stop();
  }, 120_000);

  test('takes from its rows that a municipality has no home, and reads no more than what has come since', async () => {
    const given = { RELET_STORE: standIn.setting, RELET_READ_MODEL: rows() };
    await writeLongLog(standIn.setting, 3_000, 1_000);
    const server = await serveApart(standIn.setting, given);
    const history = (of: string) => reletIn({ env: given }, 'history', of, '--json', '--as', 'administrator');
    let [unknown, known] = [{ exit: 0 }, { exit: 1, out: '' }];
    // The server itself looks through the log at its start: it is waited for.
    expect((await reletIn({ env: given }, 'board', '--json')).exit).toBe(0);
    for (let n = 0, before = -1; n < 100 && before !== standIn.log.read; n++) {
      before = standIn.log.read;
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    expect(await readBy(async () => (unknown = await history('nosuch')))).toBeLessThan(1_000);
    expect(await readBy(async () => (known = await history('eksempel')))).toBeLessThan(1_000);
    expect([unknown.exit === 0, known]).toMatchObject([false, { exit: 0, out: expect.stringContaining('"events": []') }]);
    await server.stop();
  }, 120_000);

  test('a server that nobody has written to takes a demonstration with its own clock, also after what was refused there', async () => {
    const given = { RELET_STORE: standIn.setting, RELET_READ_MODEL: rows() };
    const file = join(folder(), 'events.ndjson');
    const order = { command: 'RegisterUnit', unit: 'eksempel.1', recordedOn: '2020-01-01', ...REGISTRATION };
    const { recordedOn: _, ...spoiled } = { ...order, rentOere: -1 };
    writeFileSync(file, `${JSON.stringify(spoiled)}\n`);
    expect(await reletIn({ env: given }, 'import', file)).toMatchObject({ exit: 3 });
    const ordered = await reletIn({ env: given }, 'order', 'SetRent', 'eksempel.1', 'rentOere=1', 'effective=2020-01-01');
    expect(ordered).toMatchObject({ exit: 4 });
    expect(existsSync(given.RELET_READ_MODEL)).toBe(false);
    writeFileSync(file, `${JSON.stringify(order)}\n`);
    const tried = await reletIn({ env: given }, 'import', file, '--dry-run', '--clock', 'manual');
    expect(tried).toMatchObject({ exit: 0 });
    expect(await reletIn({ env: given }, 'import', file, '--clock', 'manual')).toMatchObject({ exit: 0 });
    const log = await openStore(standIn.setting, { readOnly: true });
    expect((await log.readStream('store-relet'))[0]?.payload).toMatchObject({ clock: 'manual' });
    await log.close();
  }, 120_000);

  test.each([
    ['a user who is refused', () => void (standIn.faults.denied = true), 'STORE_DENIED'],
    ['a version that loses events', () => void (standIn.faults.version = '24.2.0.0'), 'STORE_VERSION'],
    ['nobody there', () => standIn.down(), 'STORE_UNAVAILABLE'],
  ])(
    '%s is told by its own code and sentence',
    async (_, fail, code) => {
      fail();
      const { exit, out, talk } = await reletIn(
        { env: { RELET_STORE: standIn.setting, RELET_READ_MODEL: rows() } },
        'history',
        'eksempel.1',
        '--json',
      );
      expect([exit, out + talk]).toEqual([7, expect.stringContaining(code)]);
    },
    120_000,
  );
});

describe.each([
  ['for ever', (gone: string) => standIn.log.tombstone(gone)],
  ['so that it could be begun anew', (gone: string) => standIn.log.delete(gone)],
])('a home whose history somebody deletes on the server, %s', (_, remove) => {
  test('is parked while the server runs and after a start, and all others go on', async () => {
    const given = { store: standIn.setting, clock: 'system' as const };
    let server = await serve({ ...given, readModel: rows() });
    for (const home of ['eksempel.1', 'eksempel.2']) await server.post(`/v1/${empty(home).path}`, empty(home).body);
    await server.get(`/v1/board?after=${server.position}`);
    await remove('unit-eksempel.1');
    await pause(1_500);
    await othersGoOn(server);
    await server.stop();
    server = await serve({ ...given, readModel: rows() });
    await othersGoOn(server);
    expect(await verifyLog(server.part<EventStore>(EVENT_STORE))).toMatchObject({ ok: false });
    await server.stop();
  });
});

async function othersGoOn(server: Server): Promise<void> {
  const seen = await rent(server, 'eksempel.2', Date.now() % 100_000, String(Date.now()));
  expect(seen.status).toBe(200);
  expect(await server.get(`/v1/board?after=${String(seen.body['position'])}`)).toMatchObject({
    status: 200,
    body: { homes: [{ unit: 'eksempel.2' }], parked: ['unit-eksempel.1'] },
  });
  expect(await rent(server, 'eksempel.1', 7, 'deleted')).toMatchObject({ status: 409, body: { code: 'HISTORY_UNREADABLE' } });
}
