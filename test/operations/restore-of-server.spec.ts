import { copyFileSync } from 'node:fs';
import { openStore, verifyLog } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { reletIn } from '../acceptance/relet.js';
import { give, newStore, REGISTRATION, serveApart, type ServerProcess } from './processes.js';

/** What infra/README.md says about restoring a server of the events, done as it stands there. */

const [data, snapshot, readModel] = [newStore(), newStore(), newStore()];
let standIn: EventStoreDbStandIn;
const port = () => Number(/:(\d+)\?/.exec(standIn.setting)?.[1]);
const given = () => ({ RELET_STORE: standIn.setting, RELET_READ_MODEL: readModel });
const begin = () => serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
const rent = (server: ServerProcess, rentOere: number) =>
  give(server.address, 'eksempel.1/rent', { effective: '2021-01-01', rentOere }, `rent-${rentOere}`);

/** Stops the server of the events, puts other data in the place of its own, and starts it where it was. */
async function withData(from: string, to: string): Promise<void> {
  const where = port();
  await standIn.stop();
  copyFileSync(from, to);
  standIn = await EventStoreDbStandIn.start(await openStore(data), where);
}

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start(await openStore(data));
  const server = await begin();
  await give(server.address, 'eksempel.1', REGISTRATION, 'one');
  expect((await rent(server, 2)).status).toBe(200);
  await server.stop();
  await withData(data, snapshot);
});
afterAll(() => standIn.stop());

test('a snapshot is put back: rows that have seen more stop the start, the rebuild takes the log as it is, and what was lost is written when it is given again', async () => {
  let server = await begin();
  const lost = await rent(server, 3);
  expect(lost.status).toBe(200);
  await fetch(`${server.address}/v1/board?after=${lost.body.position}`, { headers: { authorization: 'Bearer demo-administrator' } });
  await server.stop();
  await withData(snapshot, data);
  await expect(begin()).rejects.toThrow('an older copy stands in its place, or its end is lost');
  const { exit, out } = await reletIn({ env: given() }, 'doctor', '--json');
  expect([exit, out]).toEqual([1, expect.stringMatching(/"read model",\s+"level": "bad"/)]);
  const board = await reletIn({ env: given() }, 'board');
  expect(board).toMatchObject({ exit: 0, talk: expect.stringContaining('have seen more than its log holds') });
  expect(await reletIn({ env: given() }, 'rebuild')).toMatchObject({ exit: 0 });
  server = await begin();
  expect(await rent(server, 2)).toMatchObject({ status: 200, body: { revision: 1 } });
  expect(await rent(server, 3)).toMatchObject({ status: 200, body: { revision: 2 } });
  await server.stop();
  expect(await reletIn({ env: given() }, 'doctor')).toMatchObject({ exit: 0 });
}, 120_000);

test('a snapshot that has grown again since is told by the event where the rows stand', async () => {
  const seen = newStore();
  copyFileSync(readModel, seen);
  const others = () => serveApart(standIn.setting, { RELET_READ_MODEL: seen });
  let server = await begin();
  const { body } = await rent(server, 5);
  await fetch(`${server.address}/v1/board?after=${body.position}`, { headers: { authorization: 'Bearer demo-administrator' } });
  await server.stop();
  await withData(snapshot, data);
  expect(await reletIn({ env: { RELET_STORE: standIn.setting, RELET_READ_MODEL: seen } }, 'rebuild')).toMatchObject({ exit: 0 });
  server = await others();
  for (const rentOere of [6, 7, 8, 9]) expect(await rent(server, rentOere)).toMatchObject({ status: 200 });
  await server.stop();
  await expect(begin()).rejects.toThrow('it has another event there');
  const { exit, out } = await reletIn({ env: given() }, 'doctor', '--json');
  expect([exit, out]).toEqual([1, expect.stringContaining('where the log has another event')]);
  expect(await reletIn({ env: given() }, 'rebuild')).toMatchObject({ exit: 0 });
}, 120_000);

test('an API that makes no rows itself sees while it runs that an older copy was put in the place of the log', async () => {
  const settings = { RELET_READ_MODEL: readModel };
  const projector = await serveApart(standIn.setting, settings, '0', 'projector');
  const api = await serveApart(standIn.setting, settings, '0', 'api');
  const headers = { authorization: 'Bearer demo-administrator' };
  const board = async (after = '') => (await fetch(`${api.address}/v1/board${after}`, { headers })).json();
  const older = newStore();
  copyFileSync(data, older);
  const { body } = await rent(api, 11);
  expect(await board(`?after=${body.position}`)).toMatchObject({ upToDate: true });
  await projector.stop();
  await withData(older, data);
  for (let n = 0; n < 100 && (await fetch(`${api.address}/readyz`)).status === 200; n++) await new Promise((go) => setTimeout(go, 100));
  await new Promise((go) => setTimeout(go, 2_500));
  expect(await board()).toMatchObject({ upToDate: false });
  expect(await rent(api, 12)).toMatchObject({ status: 503, body: { code: 'STORE_CORRUPT' } });
  expect(await (await fetch(`${api.address}/readyz`)).text()).toContain('an older copy stands in its place');
  await api.stop();
  expect(await reletIn({ env: given() }, 'rebuild')).toMatchObject({ exit: 0 });
}, 120_000);

test('rows that have seen less than the log catch up by themselves', async () => {
  await withData(data, newStore());
  copyFileSync(readModel, `${readModel}.old`);
  let server = await begin();
  await rent(server, 4);
  await server.stop();
  copyFileSync(`${readModel}.old`, readModel);
  server = await begin();
  const board = await fetch(`${server.address}/v1/board`, { headers: { authorization: 'Bearer demo-administrator' } });
  expect(await board.json()).toMatchObject({ upToDate: true });
  await server.stop();
  const log = await openStore(standIn.setting, { readOnly: true });
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  await log.close();
}, 120_000);
