import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link, openStore, type EventStore } from '../index.js';
import { draft, EventStoreDbStandIn, WELL } from '../testing/index.js';

/** What the client and its servers are known to do wrong (docs/decisions/0005): that none of it reaches whoever uses the store. */

const NOW = '2026-06-01T10:00:00.000Z';
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const started = async (port?: number) =>
  EventStoreDbStandIn.start(await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db')), port);

let standIn: EventStoreDbStandIn;
let store: EventStore;
let streams = 0;
const events = (own: string, count = 1) =>
  link(
    undefined,
    own,
    Array.from({ length: count }, () => draft()),
    NOW,
  );
const append = (to: EventStore, own = `unit-trap.${++streams}`) => to.append(own, 'noStream', events(own));

beforeAll(async () => {
  standIn = await started();
  store = await openStore(standIn.setting);
  await append(store);
});
afterEach(() => void Object.assign(standIn.faults, WELL));
afterAll(async () => {
  await store.close();
  await standIn.stop();
});

test('a read that is given up is cancelled on the server, too', async () => {
  standIn.faults.slow = 600_000;
  await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  for (let n = 0; n < 50 && standIn.reading.now; n++) await pause(20);
  expect(standIn.reading.now).toBe(0);
});

test('no more calls are on their way than the server and the connection bear, however many ask', async () => {
  standIn.faults.busy = 20;
  standIn.reading.most = standIn.appending.most = 0;
  await Promise.all(Array.from({ length: 400 }, () => append(store)));
  await Promise.all(Array.from({ length: 200 }, () => store.readStream('unit-trap.1')));
  // 128 and 24; the stand-in hears of a call's end after whoever has made it, on a busy machine long after.
  for (const [most, bound, asked] of [
    [standIn.appending.most, 128, 400],
    [standIn.reading.most, 24, 200],
  ] as const)
    expect([most > bound / 2, most < asked * 0.6]).toEqual([true, true]);
});

test('a cluster that was not found at first is found once it is there', async () => {
  const later = await started();
  const port = Number(/:(\d+)\?/.exec(later.setting)?.[1]);
  await later.stop();
  const cluster = await openStore(`esdb://127.0.0.1:${port},127.0.0.1:1?tls=false&maxDiscoverAttempts=2&discoveryInterval=10`);
  await expect(cluster.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
  const appending = append(cluster);
  await pause(300);
  const again = await started(port);
  expect(await appending).toMatchObject({ revision: 0 });
  expect(await cluster.version?.()).toBe(WELL.version);
  await cluster.close();
  await again.stop();
});

test('what happens to one server of two fails no append to the other one', async () => {
  const other = await started();
  const otherStore = await openStore(other.setting);
  await append(otherStore);
  standIn.faults.busy = other.faults.busy = 50;
  const here = Array.from({ length: 50 }, () => append(store));
  const there = Array.from({ length: 50 }, () => append(otherStore).catch(() => 'failed'));
  await pause(10);
  other.down();
  await otherStore.close();
  expect((await Promise.all(here)).every(({ revision }) => revision === 0)).toBe(true);
  await Promise.all(there);
  await other.stop();
});

test('to read on from a place that the log does not have is an error of its own', async () => {
  const own = `unit-trap.${++streams}`;
  await append(store, own);
  await expect(store.readAll('17/17')).rejects.toMatchObject({ code: 'POSITION_UNKNOWN' });
});

test('reading on begins after the place that it is given, and a subscriber is told nothing twice', async () => {
  const before = (await append(store)).position;
  const own = `unit-trap.${++streams}`;
  await append(store, own);
  expect((await store.readAll(before)).events.map(({ stream }) => stream)).toEqual([own]);
  const seen: string[] = [];
  const following = store.subscribeAll(before).subscribe(({ events: page, done }) => {
    seen.push(...page.map(({ stream }) => stream));
    done();
  });
  for (let n = 0; n < 50 && !seen.length; n++) await pause(20);
  following.unsubscribe();
  expect(seen).toEqual([own]);
});

test('an append of nothing is an error of whoever asks for it: a server would say yes', async () =>
  expect(store.append('unit-trap.nothing', 'noStream', [])).rejects.toThrow(RangeError));

describe('somebody waits for each call', () => {
  let brief: EventStore;
  beforeAll(async () => {
    brief = await openStore(standIn.setting);
    await append(brief);
    brief.beBrief?.();
  });
  afterAll(() => brief.close());
  // That a server was not there is believed for a moment.
  beforeEach(() => pause(600));
  const told = async (call: () => Promise<unknown>) => {
    const begun = performance.now();
    const outcome = await call().then(
      () => 'done',
      (error: { code: string }) => error.code,
    );
    return { outcome, ms: performance.now() - begun };
  };

  test.each([
    ['hangs', () => void (standIn.faults.slow = 600_000)],
    ['refuses every call', () => void (standIn.faults.unavailable = 1_000)],
  ])('while the server %s, reads and appends are given up within 2 s, however many wait', async (_, fail) => {
    fail();
    const calls = Array.from({ length: 100 }, (_, n) => told(() => (n % 2 ? append(brief) : brief.readStream('unit-trap.1'))));
    const all = await Promise.all(calls);
    expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['STORE_UNAVAILABLE']));
    // 2 s are promised, and 1.5 s meant: the machine is shared.
    expect(Math.max(...all.map(({ ms }) => ms))).toBeLessThan(3_000);
  });

  test('while a cluster has no leader, appends are given up within 2 s, and it heals by itself', async () => {
    standIn.faults.leaderless = true;
    const appends = await Promise.all(Array.from({ length: 20 }, () => told(() => append(brief))));
    expect(new Set(appends.map(({ outcome }) => outcome))).toEqual(new Set(['STORE_UNAVAILABLE']));
    // 2 s are promised, and 1.5 s meant: the machine is shared.
    expect(Math.max(...appends.map(({ ms }) => ms))).toBeLessThan(3_000);
    await pause(600);
    expect((await told(() => brief.readStream('unit-trap.1'))).outcome).toBe('done');
    standIn.faults.leaderless = false;
    expect((await told(() => append(brief))).outcome).toBe('done');
  });

  test('a leader that hangs is left, and the one that is chosen in its place is found', async () => {
    const log = await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db'));
    const [leader, other] = await Promise.all([EventStoreDbStandIn.start(log), EventStoreDbStandIn.start(log)]);
    const [port, otherPort] = [leader, other].map(({ setting }) => Number(/:(\d+)\?/.exec(setting)?.[1]));
    other.faults.leads = port;
    const cluster = await openStore(`esdb://127.0.0.1:${port},127.0.0.1:${otherPort}?tls=false`);
    const own = (await append(cluster), `unit-trap.${streams}`);
    cluster.beBrief?.();
    leader.faults.slow = 600_000;
    const [writing, reading] = await Promise.all([told(() => append(cluster)), told(() => cluster.readStream(own))]);
    expect([writing.outcome, reading.outcome]).toEqual(['STORE_UNAVAILABLE', 'STORE_UNAVAILABLE']);
    // 2 s are promised, and 1.5 s meant: the machine is shared.
    expect(Math.max(writing.ms, reading.ms)).toBeLessThan(3_000);
    other.faults.leads = undefined;
    const begun = performance.now();
    let found = await told(() => append(cluster));
    while (found.outcome !== 'done' && performance.now() - begun < 15_000) {
      await pause(100);
      found = await told(() => append(cluster));
    }
    expect([found.outcome, (await told(() => cluster.readStream(own))).outcome]).toEqual(['done', 'done']);
    expect(performance.now() - begun).toBeLessThan(8_000);
    await cluster.close();
    other.down();
    await leader.stop();
  }, 40_000);

  test('a server that is only slow is waited for', async () => {
    standIn.faults.busy = 2_500;
    const all = await Promise.all([told(() => append(brief)), told(() => brief.readStream('unit-trap.1'))]);
    expect(all.map(({ outcome }) => outcome)).toEqual(['done', 'done']);
  });

  test('a server that has just started and stalls a burst of reads is waited for', async () => {
    standIn.faults.readsAtOnce = 16;
    const all = await Promise.all(Array.from({ length: 60 }, () => told(() => brief.readStream('unit-trap.1'))));
    expect(new Set(all.map(({ outcome }) => outcome))).toEqual(new Set(['done']));
  });

  test('without that a start waits for a server that comes back', async () => {
    const patient = await openStore(standIn.setting);
    standIn.down();
    const reading = told(() => patient.readStream('unit-trap.1'));
    await pause(2_500);
    await standIn.up();
    expect((await reading).outcome).toBe('done');
    await patient.close();
  });
});
