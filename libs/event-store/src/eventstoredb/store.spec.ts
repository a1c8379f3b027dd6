import { jest } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, type EventStore } from '../index.js';
import { draft, EventStoreDbStandIn, StandInLog } from '../testing/index.js';

const NOW = '2026-06-01T10:00:00.000Z';
let standIn: EventStoreDbStandIn;
let store: EventStore;
let streams = 0;
const stream = () => `unit-eksempel.${++streams}`;
const written = async (own: string, count = 2) => {
  await store.append(
    own,
    'noStream',
    link(
      undefined,
      own,
      Array.from({ length: count }, () => draft()),
      NOW,
    ),
  );
  return own;
};

beforeAll(async () => {
  standIn = await EventStoreDbStandIn.start(await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db')));
  store = await openStore(standIn.setting);
});
afterEach(() =>
  Object.assign(standIn.faults, { loseAnswers: 0, unavailable: 0, slow: 0, readsAtOnce: Infinity, denied: false, version: '26.0.1' }),
);
afterAll(async () => {
  await store.close();
  await standIn.stop();
});

describe('reads', () => {
  test('a stream that never was is asked once whether it was deleted, and again once it has been there', async () => {
    const own = stream();
    const asked = jest.spyOn(StandInLog.prototype, 'ofStream');
    const askedOfItself = () => asked.mock.calls.filter(([name]) => name === `$$${own}`).length;
    for (const _ of [1, 2, 3]) expect(await store.readStream(own)).toEqual([]);
    expect(askedOfItself()).toBe(1);
    await written(own);
    await standIn.log.delete(own);
    await expect(store.readStream(own)).rejects.toMatchObject({ code: 'HISTORY_DELETED' });
    asked.mockRestore();
  });

  test('a burst of them is answered by a server that has just started and serves few at once', async () => {
    const own = await written(stream());
    standIn.faults.readsAtOnce = 24;
    const read = await Promise.all(Array.from({ length: 300 }, () => store.readStream(own)));
    expect(read.every(({ length }) => length === 2)).toBe(true);
  });

  test('one that fails is made again', async () => {
    const own = await written(stream());
    standIn.faults.unavailable = 3;
    expect(await store.readStream(own)).toHaveLength(2);
  });

  test('a question for the head is given up within its patience while the server is silent', async () => {
    standIn.faults.slow = 600_000;
    const begun = performance.now();
    await expect(store.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', message: expect.stringContaining('in time') });
    // Far below the patience of other reads: no measure of speed.
    expect(performance.now() - begun).toBeLessThan(5_000);
  });
});

describe('causes are told apart, and only what may be over in a moment is tried again', () => {
  test('a user who may not', async () => {
    const own = await written(stream());
    standIn.faults.denied = true;
    await expect(store.readStream(own)).rejects.toMatchObject({ code: 'STORE_DENIED' });
    await expect(store.append(own, 1, link(undefined, own, [draft()], NOW))).rejects.toMatchObject({ code: 'STORE_DENIED' });
  });

  test('a version that is known to lose events is refused before anything is written', async () => {
    standIn.faults.version = '24.2.0.0';
    await expect(openStore(standIn.setting)).rejects.toMatchObject({ code: 'STORE_VERSION', message: expect.stringContaining('24.2.0') });
  });

  test('nobody at that address', async () => {
    const nobody = await openStore('esdb://127.0.0.1:1?tls=false');
    await expect(nobody.ping()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    await nobody.close();
  });
});

describe('an append', () => {
  test('gives each event an id of its own on the server, so that the same command at two processes waits for nobody', async () => {
    const [own, other] = [stream(), await openStore(standIn.setting)];
    const events = link(undefined, own, [draft()], NOW);
    const late = link(
      undefined,
      own,
      events.map((event) => ({ ...event })),
      '2026-06-01T10:00:01.000Z',
    );
    const begun = performance.now();
    const outcomes = await Promise.allSettled([store.append(own, 'noStream', events), other.append(own, 'noStream', late)]);
    await other.close();
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'VERSION_CONFLICT', actual: 0 } });
    // A server would hold the second one for two seconds.
    expect(performance.now() - begun).toBeLessThan(1_500);
  });

  test('of more than the server takes is refused as too large', async () => {
    const own = stream();
    const events = link(undefined, own, [draft({ text: 'x'.repeat(1_100_000) })], NOW);
    await expect(store.append(own, 'noStream', events)).rejects.toMatchObject({ code: 'APPEND_TOO_LARGE' });
    expect(await store.readStream(own)).toEqual([]);
  });
});

test('a server that nobody has written to has a head all the same: its own events', async () => {
  const empty = await EventStoreDbStandIn.start(await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db')));
  const opened = await openStore(empty.setting);
  expect(await opened.head()).toMatch(/^\d+\/\d+$/);
  expect(await opened.readAll(undefined)).toMatchObject({ events: [], end: true });
  await opened.close();
  await empty.stop();
});

describe('a history that somebody deletes on the server', () => {
  const after = async (act: (own: string) => Promise<void>) => {
    const own = await written(stream());
    const before = await store.head();
    await act(own);
    const { events } = await store.readAll(before);
    return { own, told: events.map(({ stream: of, payload }) => [of, typeof payload]) };
  };

  test('for ever: reading and writing it are errors of their own, and the log tells of it', async () => {
    const { own, told } = await after((gone) => standIn.log.tombstone(gone));
    expect(told).toEqual([[own, 'string']]);
    await expect(store.readStream(own)).rejects.toMatchObject({ code: 'HISTORY_DELETED' });
    await expect(store.append(own, 1, link(undefined, own, [draft()], NOW))).rejects.toMatchObject({ code: 'HISTORY_DELETED' });
  });

  test('so that it could be begun anew: it is never taken for one that was not there, and the log tells of it', async () => {
    const { own, told } = await after((gone) => standIn.log.delete(gone));
    expect(told).toEqual([[own, 'string']]);
    for (const from of [0, 2]) await expect(store.readStream(own, { from })).rejects.toMatchObject({ code: 'HISTORY_DELETED' });
    expect(await store.readStream(stream())).toEqual([]);
  });
});
