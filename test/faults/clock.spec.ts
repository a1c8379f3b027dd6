import { openStore, verifyLog, type EventStore, type LogEvent } from '@relet/event-store';
import { give, newStore } from '../operations/processes.js';
import { serveAt, type ClockedServer } from './clocked.js';

/** The last day of an offer, the instant at which the next day begins in Copenhagen, and that next day. */
type Night = [lastDay: string, midnight: string, next: string];
const NIGHTS: Night[] = [
  ['2026-03-28', '2026-03-28T23:00:00.000Z', '2026-03-29'],
  ['2026-03-29', '2026-03-29T22:00:00.000Z', '2026-03-30'],
  ['2026-10-24', '2026-10-24T22:00:00.000Z', '2026-10-25'],
  ['2026-10-25', '2026-10-25T23:00:00.000Z', '2026-10-26'],
  ['2026-12-31', '2026-12-31T23:00:00.000Z', '2027-01-01'],
  ['2028-02-28', '2028-02-28T23:00:00.000Z', '2028-02-29'],
  ['2028-02-29', '2028-02-29T23:00:00.000Z', '2028-03-01'],
];
const COPENHAGEN = 'Europe/Copenhagen';

let server: ClockedServer;
let reader: EventStore;
let store: string;
async function startAt(now: string, zone = COPENHAGEN, on = newStore()): Promise<void> {
  store = on;
  server = await serveAt(store, now, zone);
  reader = await openStore(store, { readOnly: true });
}
async function stop(): Promise<void> {
  await reader.close();
  expect(await server.stop()).toBe(0);
}
afterEach(stop);

let keys = 0;
const ask = (path: string, body: object) => give(server.address, path, body, `key-${++keys}`);

/** An empty home with an offer that may be answered through a day. */
async function offered(unit: string, respondBy: string, made = respondBy): Promise<void> {
  const home = { effective: '2020-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 1 };
  expect(await ask(unit, home)).toMatchObject({ status: 200 });
  expect(await ask(`${unit}/offers`, { effective: made, offerId: 'o', respondBy, direct: true })).toMatchObject({ status: 200 });
}

const eventsOf = (unit: string) => reader.readStream(`unit-${unit}`);
const expiriesOf = async (unit: string) => (await eventsOf(unit)).filter(({ type }) => type === 'OfferExpired');

/** Resolves once an offer of the home has expired by itself. */
async function expired(unit: string): Promise<LogEvent[]> {
  for (let look = 0; look < 500; look++) {
    const expiries = await expiriesOf(unit);
    if (expiries.length) return expiries;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`The offer of ${unit} has not expired.`);
}

const justBefore = (instant: string) => new Date(Date.parse(instant) - 1).toISOString();

test.each([COPENHAGEN, 'Pacific/Kiritimati', 'America/Los_Angeles'])(
  'on a machine in %s offers expire once, at midnight in Copenhagen: in both nights of the clock change, on the leap day, at New Year',
  async (zone) => {
    await startAt('2026-03-01T12:00:00.000Z', zone);
    for (const [n, [lastDay, midnight, next]] of NIGHTS.entries()) {
      const unit = `eksempel.${n}`;
      await server.set(`${lastDay}T12:00:00.000Z`);
      await offered(unit, lastDay);
      await server.set(justBefore(midnight));
      expect(await ask(`${unit}/offers/o/expiry`, {})).toMatchObject({ status: 409, body: { code: 'NOT_EXPIRED' } });
      await server.set(midnight);
      expect([lastDay, await expired(unit)]).toMatchObject([lastDay, [{ effective: next, recordedAt: midnight }]]);
    }
    for (const n of NIGHTS.keys()) expect(await expiriesOf(`eksempel.${n}`)).toHaveLength(1);
  },
  60_000,
);

test('a clock that goes back across midnight expires nothing again and undoes nothing', async () => {
  await startAt('2026-10-24T12:00:00.000Z');
  await offered('eksempel.1', '2026-10-24');
  const jumps = [
    ['2026-10-24T21:00:00.000Z', 'NOT_EXPIRED'],
    ['2026-10-23T22:00:00.000Z', 'NOT_EXPIRED'],
    ['2025-10-24T22:00:00.000Z', 'OFFER_NOT_PENDING'],
  ] as const;
  for (const [n, [back, code]] of jumps.entries()) {
    await server.set('2026-10-24T22:00:00.000Z');
    await expired('eksempel.1');
    await server.set(back);
    // Another offer is due then: once it has expired, the server has looked.
    await offered(`eksempel.back${n}`, '2025-10-01');
    await expired(`eksempel.back${n}`);
    // By the clock that went back, the day of the expiry or of the offer lies in the future: nothing is due, and nothing is lost.
    expect(await ask('eksempel.1/offers/o/expiry', {})).toMatchObject({ status: 409, body: { code } });
    expect((await eventsOf('eksempel.1')).map(({ type }) => type)).toEqual(['UnitRegistered', 'OfferMade', 'OfferExpired']);
  }
});

test('when the clock goes back an hour, a day or a year, no event is recorded before its predecessor, and the order is that of the revisions', async () => {
  await startAt('2026-06-01T12:00:00.000Z');
  await offered('eksempel.1', '2026-06-20', '2026-06-01');
  const recorded: string[] = [];
  for (const [n, now] of [
    '2026-06-01T11:00:00.000Z',
    '2026-05-31T12:00:00.000Z',
    '2025-06-01T12:00:00.000Z',
    '2026-06-02T12:00:00.000Z',
  ].entries()) {
    await server.set(now);
    expect(await ask('eksempel.1/rent', { effective: '2021-01-01', rentOere: n + 2 })).toMatchObject({
      status: 200,
      body: { revision: n + 2 },
    });
    recorded.push((await eventsOf('eksempel.1')).at(-1)?.recordedAt ?? '');
  }
  expect(recorded).toEqual([...Array<string>(3).fill('2026-06-01T12:00:00.000Z'), '2026-06-02T12:00:00.000Z']);
  expect((await eventsOf('eksempel.1')).slice(2).map(({ payload }) => payload['rentOere'])).toEqual([2, 3, 4, 5]);
  expect(await verifyLog(reader)).toMatchObject({ ok: true });
});

test('when the clock goes forward a year, each due offer expires on the day on which it fell due', async () => {
  await startAt('2026-06-01T12:00:00.000Z');
  const due = ['2026-06-01', '2026-10-25', '2027-02-28', '2027-05-31'];
  for (const [n, day] of due.entries()) await offered(`eksempel.${n}`, day, '2026-06-01');
  await offered('eksempel.later', '2027-06-02', '2026-06-01');
  await server.set('2027-06-01T12:00:00.000Z');
  const days = [];
  for (const n of due.keys()) days.push(...(await expired(`eksempel.${n}`)).map(({ effective, recordedAt }) => [effective, recordedAt]));
  expect(days).toEqual(['2026-06-02', '2026-10-26', '2027-03-01', '2027-06-01'].map((day) => [day, '2027-06-01T12:00:00.000Z']));
  expect(await expiriesOf('eksempel.later')).toEqual([]);
});

test('a server on a machine whose clock is a day behind the log serves it and appends after what is there', async () => {
  await startAt('2026-10-24T12:00:00.000Z');
  await offered('eksempel.1', '2026-10-24');
  await server.set('2026-10-24T22:00:00.000Z');
  await expired('eksempel.1');
  await stop();
  await startAt('2026-10-23T22:00:00.000Z', COPENHAGEN, store);
  expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  expect(await ask('eksempel.1/rent', { effective: '2021-01-01', rentOere: 2 })).toMatchObject({ status: 200 });
  const events = (await eventsOf('eksempel.1')).map(({ type, recordedAt }) => [type, recordedAt]);
  expect(events.slice(-2)).toEqual([
    ['OfferExpired', '2026-10-24T22:00:00.000Z'],
    ['RentSet', '2026-10-24T22:00:00.000Z'],
  ]);
});
