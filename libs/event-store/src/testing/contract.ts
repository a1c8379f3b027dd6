import { firstValueFrom, take, toArray, tap } from 'rxjs';
import { link, verifyStream } from '../chain.js';
import type { EventDraft, EventStore, LogEvent, StoredEvent } from '../port.js';

let counter = 0;

/** A draft with an id of its own. */
export function draft(payload: EventDraft['payload'] = {}): EventDraft {
  const id = `00000000-0000-5000-8000-${String(++counter).padStart(12, '0')}`.replace(/^0{8}/, process.pid.toString(16).padStart(8, '0'));
  return {
    id,
    type: 'KeysReturned',
    v: 1,
    effective: '2026-06-01',
    actor: 'a',
    role: 'caseworker',
    party: 'administrator',
    municipality: 'eksempel',
    commandId: id,
    commandHash: 'h',
    correlationId: id,
    causationId: id,
    payload,
  };
}

const NOW = '2026-06-01T10:00:00.000Z';
const linked = (stream: string, count: number, head?: StoredEvent) =>
  link(
    head,
    stream,
    Array.from({ length: count }, (_, n) => draft({ n })),
    NOW,
  );
const plain = (events: readonly LogEvent[]) => events.map(({ position: _, ...event }) => event);

/** The tests that every engine must pass. The store may hold other streams already. */
export function describeEventStoreContract(name: string, open: () => Promise<EventStore>): void {
  describe(`the contract of the store: ${name}`, () => {
    let store: EventStore;
    let run = 0;
    const stream = () => `contract-${process.pid}_${Date.now()}.${++run}`;
    beforeAll(async () => {
      store = await open();
    });
    afterAll(() => store.close());

    test('what is appended is read back unchanged and its chain verifies', async () => {
      const own = stream();
      const events = link(
        undefined,
        own,
        [draft({ text: 'æøå "\\ 😀', number: -3, list: [1, null, true], deep: { a: { b: 'c' } } }), draft()],
        NOW,
      );
      await store.append(own, 'noStream', events);
      const read = await store.readStream(own);
      expect(plain(read)).toEqual(events);
      expect(verifyStream(plain(read))).toBeUndefined();
    });

    test('an unknown stream is empty', async () => expect(await store.readStream(stream())).toEqual([]));

    test('an append at a revision where the stream does not stand is a conflict that names the actual revision, and writes nothing', async () => {
      const own = stream();
      const events = linked(own, 2);
      await store.append(own, 'noStream', events);
      await expect(store.append(own, 'noStream', linked(own, 1))).rejects.toMatchObject({ code: 'VERSION_CONFLICT', actual: 1 });
      await expect(store.append(own, 0, linked(own, 1, events[0]))).rejects.toMatchObject({ code: 'VERSION_CONFLICT', actual: 1 });
      const none = stream();
      await expect(store.append(none, 3, linked(none, 1))).rejects.toMatchObject({ code: 'VERSION_CONFLICT', actual: 'noStream' });
      expect(await store.readStream(own)).toHaveLength(2);
    });

    test('when many append at the same revision, one of them wins', async () => {
      const own = stream();
      const results = await Promise.allSettled(Array.from({ length: 16 }, () => store.append(own, 'noStream', linked(own, 1))));
      expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
      expect(await store.readStream(own)).toHaveLength(1);
    });

    test('a stream is read from and to a revision', async () => {
      const own = stream();
      await store.append(own, 'noStream', linked(own, 7));
      expect((await store.readStream(own, { from: 2, to: 4 })).map(({ revision }) => revision)).toEqual([2, 3, 4]);
      expect(await store.readStream(own, { from: 7 })).toEqual([]);
    });

    test('each page of the log begins where the one before it ended', async () => {
      const own = stream();
      const before = await store.head();
      await store.append(own, 'noStream', linked(own, 10));
      const seen: LogEvent[] = [];
      for (let after = before, end = false; !end;) {
        const page = await store.readAll(after, { limit: 3, streamPrefixes: [own] });
        seen.push(...page.events);
        ({ next: after, end } = page);
      }
      expect(seen.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
      const rest = await store.readAll(seen[6]?.position, { streamPrefixes: [own] });
      expect(rest.events.map(({ revision }) => revision)).toEqual([7, 8, 9]);
      for (let n = 1; n < seen.length; n++)
        expect(store.comparePositions((seen[n - 1] as LogEvent).position, (seen[n] as LogEvent).position)).toBeLessThan(0);
    });

    test('a subscriber is given every event once, first those written before and then those that many writers append', async () => {
      const prefix = stream();
      const before = await store.head();
      const append = (n: number) => store.append(`${prefix}_${n}`, 'noStream', linked(`${prefix}_${n}`, 2));
      await Promise.all(Array.from({ length: 10 }, (_, n) => append(n)));
      const ids = new Set<string>();
      const all = new Promise<void>((resolve) => {
        const subscription = store.subscribeAll(before, { streamPrefixes: [prefix], pageSize: 7 }).subscribe(({ events, done }) => {
          for (const { id } of events) expect(ids.size).toBeLessThan(ids.add(id).size + 1);
          if (ids.size === 60) {
            subscription.unsubscribe();
            resolve();
          }
          setTimeout(done, 1);
        });
      });
      await Promise.all(Array.from({ length: 20 }, (_, n) => append(n + 10)));
      await all;
      expect(ids.size).toBe(60);
    });

    test('the next page comes when the subscriber is done with the one before', async () => {
      const own = stream();
      const before = await store.head();
      await store.append(own, 'noStream', linked(own, 4));
      let open = 0;
      const pages = await firstValueFrom(
        store.subscribeAll(before, { streamPrefixes: [own], pageSize: 2 }).pipe(
          tap(({ done }) => {
            expect(++open).toBe(1);
            setTimeout(() => (open--, done()), 5);
          }),
          take(2),
          toArray(),
        ),
      );
      expect(pages.flatMap(({ events }) => events)).toHaveLength(4);
    });

    test('a large payload comes back whole', async () => {
      const own = stream();
      const text = 'ø'.repeat(200_000);
      await store.append(own, 'noStream', link(undefined, own, [draft({ text })], NOW));
      expect((await store.readStream(own))[0]?.payload).toEqual({ text });
    });

    test('a closed store answers nothing', async () => {
      const other = await open();
      await other.close();
      await expect(other.readStream('unit-x')).rejects.toMatchObject({ code: 'STORE_CLOSED' });
      await expect(other.append('unit-x', 'noStream', linked('unit-x', 1))).rejects.toMatchObject({ code: 'STORE_CLOSED' });
    });
  });
}
