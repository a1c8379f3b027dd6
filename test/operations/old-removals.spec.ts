import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link, openStore, type StoredEvent } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { relet } from '../acceptance/relet.js';
import { give, giveAll, type Order } from '../faults/clients.js';
import { ago, approved, citizen, empty, offered, yes } from '../faults/lettings.js';
import { eventsOf, storeWith } from '../histories/before/log.js';
import { serve } from '../journeys/server.js';
import { newStore, serveApart } from './processes.js';

const [ANNA, BENT, CARL, DORA] = [citizen(1), citizen(2), citizen(3), citizen(4)];
const HOMES = ['eksempel.1', 'eksempel.2', 'eksempel.3', 'eksempel.4'] as const;
const left = (pseudonym: string, reason: string): Order => ({
  path: `citizens/${pseudonym}/removal`,
  body: { effective: ago(10), reason },
  as: 'eksempel',
});

let before: StoredEvent[];
/** What version 0.1 has written: who left the list has left nothing else. Nothing in its log says that removals are followed. */
beforeAll(async () => {
  const server = await serve();
  await server.post('/v1/deadlines/run', {}, { authorization: 'Bearer demo-operator', 'relet-now': ago(2) });
  const [one, two, three, four] = HOMES;
  await giveAll(server.address, [...[ANNA, BENT, CARL, DORA].map(approved), ...HOMES.map(empty)]);
  await giveAll(server.address, [offered(one, ANNA), offered(two, BENT), offered(four, DORA)]);
  await giveAll(server.address, [{ path: `units/${three}/reservation`, body: { effective: ago(20), citizen: CARL }, as: 'eksempel' }]);
  await giveAll(server.address, [{ ...yes(two, BENT), body: { effective: ago(15) } }]);
  await giveAll(server.address, [left(ANNA, 'own_wish'), left(BENT, 'died'), left(CARL, 'housed')]);
  await server.stop();
  const store = await openStore(server.settings.store, { readOnly: true });
  before = (await eventsOf(store)).filter(({ type }) => type !== 'RemovalsFollowed');
  await store.close();
});

/** The log of version 0.1 in a store whose clock is the machine's, as most are. */
async function oldStore(): Promise<string> {
  const path = newStore();
  const [first, ...rest] = before as [StoredEvent, ...StoredEvent[]];
  const opened = link(undefined, first.stream, [{ ...first, payload: { ...first.payload, clock: 'system' } }], first.recordedAt);
  await storeWith(path, [...opened, ...rest]);
  return path;
}

const lastIn = async (path: string) => {
  const store = await openStore(path, { readOnly: true });
  const types = await Promise.all(HOMES.map(async (home) => (await store.readStream(`unit-${home}`)).at(-1)?.type));
  await store.close();
  return types;
};
const storeEvents = async (path: string) => {
  const store = await openStore(path, { readOnly: true });
  const events = await store.readStream('store-relet');
  await store.close();
  return events;
};
const LEFT = ['OfferMade', 'OfferAccepted', 'Reserved', 'OfferMade'];
const ENDED = [
  { unit: 'eksempel.1', command: 'WithdrawOffer', offer: ANNA, effective: ago(10) },
  { unit: 'eksempel.2', command: 'CancelAcceptance', offer: BENT, effective: ago(10) },
  { unit: 'eksempel.3', command: 'ReleaseReservation', offer: null, effective: ago(10) },
];

test('what citizens who left the list in an earlier version have left open is told at each start, ended by `relet repair --removals` alone, and then told no more', async () => {
  const path = await oldStore();
  let server = await serveApart(path);
  expect(server.said.out).toMatch(
    /3 of theirs stand: WithdrawOffer eksempel\.1, CancelAcceptance eksempel\.2, ReleaseReservation eksempel\.3\. `relet repair --removals`/,
  );
  const run = async () => (await give(server.address, { path: 'deadlines/run', body: {}, as: 'operator' })).body;
  expect(await run()).toMatchObject({ ended: [], refused: [], expired: [] });
  expect([await storeEvents(path), await lastIn(path)]).toMatchObject([[{ type: 'StoreOpened' }], LEFT]);

  // A removal of this version is followed, and those before it still are not.
  await giveAll(server.address, [left(DORA, 'moved_away')]);
  expect(await run()).toMatchObject({ ended: [], refused: [], expired: [] });
  expect(await lastIn(path)).toEqual([...LEFT.slice(0, 3), 'OfferWithdrawn']);
  expect(await storeEvents(path)).toMatchObject([
    { type: 'StoreOpened' },
    { type: 'RemovalsFollowed', payload: { except: { length: 3 } } },
  ]);
  await server.stop();

  server = await serveApart(path);
  expect(server.said.out).toMatch(/3 of theirs stand/);
  expect(await run()).toMatchObject({ ended: [], refused: [] });
  const repair = await relet('repair', '--removals', '--json', '--store', path);
  expect([repair.exit, JSON.parse(repair.out)]).toEqual([0, { ended: ENDED, refused: [] }]);
  expect(await lastIn(path)).toEqual(['OfferWithdrawn', 'AcceptanceCancelled', 'ReservationReleased', 'OfferWithdrawn']);
  expect(JSON.parse((await relet('repair', '--removals', '--json', '--store', path)).out)).toEqual({ ended: [], refused: [] });
  await server.stop();
  server = await serveApart(path);
  expect(server.said.out).not.toMatch(/of theirs stand/);
  await server.stop();
}, 60_000);

test('without a server `relet repair --removals` ends it in the store; a log that says since when removals are followed verifies, is examined, backed up and restored', async () => {
  const path = await oldStore();
  expect(JSON.parse((await relet('repair', '--removals', '--json', '--store', path)).out)).toEqual({ ended: ENDED, refused: [] });
  const removal = await relet('order', 'RemoveFromList', DORA, `effective=${ago(9)}`, 'reason=died', '--store', path, '--as', 'eksempel');
  expect([removal.exit, await lastIn(path)]).toEqual([
    0,
    ['OfferWithdrawn', 'AcceptanceCancelled', 'ReservationReleased', 'OfferWithdrawn'],
  ]);
  expect(await storeEvents(path)).toMatchObject([{ type: 'StoreOpened' }, { type: 'RemovalsFollowed', payload: { except: [] } }]);
  const [backup, other] = [join(mkdtempSync(join(tmpdir(), 'relet-')), 'backup.db'), newStore()];
  for (const argv of [
    ['verify', '--store', path],
    ['doctor', '--store', path],
    ['backup', backup, '--store', path],
    ['restore', backup, '--store', other],
    ['verify', '--store', other],
    ['doctor', '--store', other],
    ['rebuild', '--store', other],
    ['portfolio', '--store', other],
  ])
    expect([argv[0], (await relet(...argv)).exit]).toEqual([argv[0], 0]);
  const [, followed] = await storeEvents(other);
  expect(await storeEvents(path)).toMatchObject([{}, { hash: followed?.hash }]);
}, 60_000);

test('two servers of an old log on EventStoreDB agree on which removals are followed, and a third reads it', async () => {
  const log = await openStore(await oldStore());
  const standIn = await EventStoreDbStandIn.start(log);
  const started = () => serve({ store: standIn.setting, readModel: newStore(), clock: 'system' });
  const servers = await Promise.all([started(), started()]);
  const both = Promise.withResolvers<void>();
  let saying = 0;
  standIn.faults.beforeAppend = (stream) => {
    if (stream === 'store-relet' && ++saying === 2) both.resolve();
    return stream === 'store-relet' ? both.promise : undefined;
  };
  const [first, second] = servers as [(typeof servers)[0], (typeof servers)[0]];
  await giveAll(first.address, [approved(citizen(5))]);
  await Promise.all([giveAll(first.address, [left(DORA, 'died')]), giveAll(second.address, [left(citizen(5), 'died')])]);
  expect((await log.readStream('store-relet')).map(({ type }) => type)).toEqual(['StoreOpened', 'RemovalsFollowed']);
  expect((await log.readStream('unit-eksempel.4')).at(-1)?.type).toBe('OfferWithdrawn');
  for (const server of servers) await server.stop();
  const third = await started();
  expect((await give(third.address, { path: 'deadlines/run', body: {}, as: 'operator' })).body).toMatchObject({ ended: [], expired: [] });
  await third.stop();
  await standIn.stop();
}, 60_000);
