import { jest } from '@jest/globals';
import { setTimeout } from 'node:timers/promises';
import { openStore, link, verifyLog, type EventStore, type LogEvent } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { EVENT_STORE, ReadModels } from '@relet/platform';
import { Worker } from '@relet/reletting';
import { serve, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { disagreements } from './agreement.js';
import { give, giveAll, type Answer } from './clients.js';
import { ago, approved, citizen, empty, MANY_OFFERS, offered, yes } from './lettings.js';

const [ONE, OTHER] = [citizen(1), citizen(2)];
const HOME = 'eksempel.1';
const CAST = { citizens: [ONE, OTHER], homes: [HOME, 'eksempel.2'] };

let log: EventStore;
let standIn: EventStoreDbStandIn;
let servers: Server[];
const [first, second] = [() => (servers[0] as Server).address, () => (servers[1] as Server).address];
const start = () => serve({ store: standIn.setting, readModel: newStore(), clock: 'system' });
const typesOf = async (stream: string) => (await log.readStream(stream)).map(({ type }) => type);

beforeEach(async () => {
  log = await openStore(newStore());
  standIn = await EventStoreDbStandIn.start(log);
  servers = await Promise.all([start(), start()]);
  await giveAll(first(), [MANY_OFFERS, approved(ONE), approved(OTHER), empty(HOME), empty('eksempel.2')]);
  await giveAll(first(), [offered(HOME, ONE), offered(HOME, OTHER), offered('eksempel.2', ONE)]);
});
afterEach(async () => {
  jest.restoreAllMocks();
  standIn.faults.beforeAppend = undefined;
  expect(await disagreements(log, CAST)).toEqual([]);
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  for (const server of servers) await server.stop();
  await standIn.stop();
});

/** Holds back appends to a stream on the server. `arrived` resolves when so many are held, `release` lets them go. */
function hold(stream: string, appends = 1): { arrived(count: number): Promise<void>; release(): void } {
  const { promise: released, resolve: release } = Promise.withResolvers<void>();
  const arrivals = Array.from({ length: appends }, () => Promise.withResolvers<void>());
  let waiting = 0;
  standIn.faults.beforeAppend = async (to) => {
    if (to !== stream || waiting >= appends) return;
    arrivals[waiting++]?.resolve();
    await released;
  };
  return { arrived: async (count) => arrivals[count - 1]?.promise, release };
}

/** Lets the second server look for unfinished work as if some seconds had passed, after it has seen all events. */
async function look(seconds: number): Promise<void> {
  const [, server] = servers as [Server, Server];
  await server.part(ReadModels).reached((await server.part<EventStore>(EVENT_STORE).head()) as string);
  const now = performance.now() + seconds * 1_000;
  const later = jest.spyOn(performance, 'now').mockImplementation(() => now);
  // Its right to work is renewed each second; without that it would be one that slept.
  await setTimeout(1_500);
  await server.part(Worker).look();
  later.mockRestore();
}

/** Brings the first server to where it has claimed the citizen and its yes is held back on the way to the home. */
async function yesUnderWay(key = 'yes'): Promise<{ answer: Promise<Answer>; release(): void }> {
  const { arrived, release } = hold(`unit-${HOME}`);
  const answer = give(first(), yes(HOME, ONE, key));
  await arrived(1);
  expect(await typesOf(`citizen-${ONE}`)).toEqual(['CitizenApproved', 'HomeClaimed']);
  return { answer, release };
}

test('two servers that open an empty log at the same moment agree on its first event', async () => {
  const empty = await EventStoreDbStandIn.start(await openStore(newStore()));
  const both = Promise.withResolvers<void>();
  let opening = 0;
  empty.faults.beforeAppend = () => {
    if (++opening === 2) both.resolve();
    return both.promise;
  };
  const settings = () => ({ store: empty.setting, readModel: newStore(), clock: 'system' as const });
  const started = await Promise.all([serve(settings()), serve(settings())]);
  for (const server of started) await server.stop();
  await empty.stop();
});

test('one yes given to both servers at the same moment under one key has one answer, and the chain goes on', async () => {
  const { arrived, release } = hold(`unit-${HOME}`, 2);
  const one = give(first(), yes(HOME, ONE, 'yes'));
  await arrived(1);
  // Each server has its own time of recording, so the hashes of the events that they try to write differ.
  for (const at = Date.now(); Date.now() < at + 2;) await new Promise(setImmediate);
  const same = give(second(), yes(HOME, ONE, 'yes'));
  await arrived(2);
  release();
  const told = (await Promise.all([one, same])).map(({ status, body: { recordedAt: _, ...body } }) => ({ status, body }));
  expect(told[0]).toMatchObject({ status: 200, body: { events: [{ type: 'OfferAccepted' }, { type: 'OfferWithdrawn' }] } });
  expect(told[1]).toEqual(told[0]);
  for (const [n, address] of [second(), first()].entries())
    await giveAll(address, [{ path: `units/${HOME}/rent`, body: { effective: ago(1), rentOere: n + 1 } }]);
});

test('a yes that is overtaken between claim and acceptance is refused, and its claim is released', async () => {
  const { answer, release } = await yesUnderWay();
  expect(await give(second(), yes(HOME, OTHER))).toMatchObject({ status: 200 });
  release();
  expect(await answer).toMatchObject({ status: 409 });
  expect(await typesOf(`citizen-${ONE}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'ClaimReleased']);
});

test('a citizen whose yes is under way at one server cannot say yes to another home at the other', async () => {
  const { answer, release } = await yesUnderWay();
  expect(await give(second(), yes('eksempel.2', ONE))).toMatchObject({ status: 409, body: { code: 'CITIZEN_ALREADY_ACCEPTED' } });
  release();
  expect(await answer).toMatchObject({ status: 200 });
});

test('a yes under way at another server is left alone for 30 seconds, then given again under its own id, and answered once', async () => {
  const { answer, release } = await yesUnderWay();
  await look(0);
  await look(25);
  expect(await typesOf(`unit-${HOME}`)).not.toContain('OfferAccepted');
  await look(32);
  expect(await typesOf(`unit-${HOME}`)).toContain('OfferAccepted');
  release();
  expect(await answer).toMatchObject({ status: 200, body: { events: [{ type: 'OfferAccepted' }, { type: 'OfferWithdrawn' }] } });
});

test('a yes that was claimed is judged by its home alone when it is given again, although the administrator may offer no more', async () => {
  const { answer, release } = await yesUnderWay();
  await giveAll(second(), [{ path: 'policies/eksempel', body: { effective: ago(2), administratorMayOffer: false } }]);
  await look(0);
  await look(32);
  expect(await typesOf(`citizen-${ONE}`)).not.toContain('ClaimReleased');
  release();
  expect(await answer).toMatchObject({ status: 200 });
});

test('a yes under way of a citizen who leaves the list finds its offer withdrawn: it is refused, and its claim is released', async () => {
  const { answer, release } = await yesUnderWay();
  await giveAll(second(), [{ path: `citizens/${ONE}/removal`, body: { effective: ago(0), reason: 'own_wish' }, as: 'eksempel' }]);
  expect((await typesOf(`unit-${HOME}`)).at(-1)).toBe('OfferWithdrawn');
  release();
  expect(await answer).toMatchObject({ status: 409, body: { code: 'OFFER_NOT_PENDING' } });
  expect(await typesOf(`citizen-${ONE}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'RemovedFromList', 'ClaimReleased']);
});

test('a claim that was released while its yes was under way is made again after the yes', async () => {
  const { answer, release } = await yesUnderWay();
  const [, claimed] = await log.readStream(`citizen-${ONE}`);
  const { position: _, ...claim } = claimed as LogEvent;
  const given = { ...claim, id: citizen(99), type: 'ClaimReleased', payload: { unit: HOME, offerId: ONE } };
  await log.append(`citizen-${ONE}`, 1, link(claim, `citizen-${ONE}`, [given], claim.recordedAt));
  release();
  expect(await answer).toMatchObject({ status: 200 });
  expect(await typesOf(`citizen-${ONE}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'ClaimReleased', 'HomeClaimed']);
});
