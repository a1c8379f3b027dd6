import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, type EventStore } from './index.js';
import { describeEventStoreContract, draft, EventStoreDbStandIn } from './testing/index.js';

const file = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');

describeEventStoreContract('SQLite', () => openStore(file()));

describe('EventStoreDB on the stand-in', () => {
  let standIn: EventStoreDbStandIn;
  beforeAll(async () => {
    standIn = await EventStoreDbStandIn.start(await openStore(file()));
  });
  afterAll(() => standIn.stop());

  describeEventStoreContract('EventStoreDB adapter', () => openStore(standIn.setting));

  describe('when the server fails', () => {
    let store: EventStore;
    const now = '2026-06-01T10:00:00.000Z';
    beforeAll(async () => {
      store = await openStore(standIn.setting);
    });
    afterAll(() => store.close());

    test('when the answer to an append is lost, its events are found in the stream and not written again', async () => {
      standIn.faults.loseAnswers = 1;
      const events = link(undefined, 'unit-lost.1', [draft(), draft()], now);
      expect(await store.append('unit-lost.1', 'noStream', events)).toMatchObject({ revision: 1 });
      expect(await store.readStream('unit-lost.1')).toHaveLength(2);
    });

    test('an append is tried again while the server is away for a moment', async () => {
      standIn.faults.unavailable = 2;
      await store.append('unit-away.1', 'noStream', link(undefined, 'unit-away.1', [draft()], now));
      expect(await store.readStream('unit-away.1')).toHaveLength(1);
    });

    test('a subscriber misses nothing when the server drops the subscription', async () => {
      const seen: number[] = [];
      const before = await store.head();
      const subscription = store.subscribeAll(before, { streamPrefixes: ['unit-drop.1'] }).subscribe(({ events, done }) => {
        seen.push(...events.map(({ revision }) => revision));
        done();
      });
      const events = link(undefined, 'unit-drop.1', [draft(), draft()], now);
      await store.append('unit-drop.1', 'noStream', events.slice(0, 1));
      standIn.dropSubscriptions();
      await store.append('unit-drop.1', 0, events.slice(1));
      for (let n = 0; n < 100 && seen.length < 2; n++) await new Promise((resolve) => setTimeout(resolve, 50));
      subscription.unsubscribe();
      expect(seen).toEqual([0, 1]);
    });
  });
});

const server = process.env['ESDB_URL'];
if (server) describeEventStoreContract(`a real server`, () => openStore(server));
else test.skip('the contract against a real server: skipped, ESDB_URL is not set', () => undefined);
