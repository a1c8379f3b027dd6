import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { link, openStore, type EventStore } from '@relet/event-store';
import { draft, EventStoreDbStandIn } from '@relet/event-store/testing';
import { projection } from '../read-models/projection.js';
import { PLACES, type RowsPlace } from '../read-models/rows-place.spec-support.js';
import { integer } from '../read-models/table.js';
import { projected, type Projected } from './projected.spec-support.js';

/** An older copy of a log that has grown again in its place: its end and its positions say nothing. */

const COUNTED = projection({
  name: 'counted',
  version: 1,
  prefix: 'unit-',
  tables: { counted: { events: integer } },
  rowsOf: ({ recorded }) => ({ counted: [{ events: recorded.length }] }),
});
const newFile = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');

/** A log that is open, with its server if it has one. */
interface Log {
  store: EventStore;
  server?: EventStoreDbStandIn;
  close(): Promise<void>;
}

async function inFile(file: string): Promise<Log> {
  const store = await openStore(file);
  return { store, close: () => store.close() };
}

async function onServer(file: string): Promise<Log> {
  const server = await EventStoreDbStandIn.start(await openStore(file));
  const store = await openStore(server.setting);
  return { store, server, close: () => store.close().then(() => server.stop()) };
}

const LOGS = [
  ['SQLite', inFile],
  ['EventStoreDB', onServer],
] as const;

async function append({ store }: Log, ...units: string[]): Promise<void> {
  for (const unit of units) {
    const stream = `unit-${unit}`;
    const head = (await store.readStream(stream)).at(-1);
    await store.append(stream, head?.revision ?? 'noStream', link(head, stream, [draft()], '2026-06-01T10:00:00.000Z'));
  }
}

describe.each(LOGS.flatMap(([log, open]) => PLACES.map(([rows, make]) => [log, rows, open, make] as const)))(
  'a log on %s, its rows on %s',
  (kind, _, open, make) => {
    let place: RowsPlace;
    let file: string;
    let log: Log;
    let made: Projected;
    const begun = async (given: { logAsItIs?: boolean } = {}) => {
      made = await projected(log.store, place.setting, [COUNTED], given);
      await made.readModels.begin();
    };
    const closed = async () => {
      await made.close();
      await log.close();
    };
    const streams = async () =>
      (await made.readModels.rowsOf(COUNTED).selectFrom('counted').select('stream').orderBy('stream').execute()).map(
        ({ stream }) => stream,
      );
    /** The rows have seen a log with `seen`; then a copy of before is put in its place and grows by `grown`. */
    const restored = async (seen: string[], grown: string[]) => {
      file = newFile();
      log = await open(file);
      await append(log, 'a.1', 'a.1');
      await log.close();
      const copy = newFile();
      copyFileSync(file, copy);
      log = await open(file);
      await append(log, ...seen);
      await begun();
      await closed();
      log = await open((file = copy));
      await append(log, ...grown);
    };
    beforeEach(async () => void (place = await make()));
    afterEach(() => closed());

    test.each([
      ['of another home', ['a.2'], ['a.3', 'a.3', 'a.3']],
      ['of the same home', ['a.1', 'a.1'], ['a.1', 'a.1', 'a.1']],
    ])(
      'is refused when it holds another event %s where the rows stand, and taken as it is where that is meant',
      async (__, seen, grown) => {
        await restored(seen, grown);
        await expect(begun()).rejects.toMatchObject({ code: 'STORE_CORRUPT', message: expect.stringContaining('has another event there') });
        await made.close();
        await begun({ logAsItIs: true });
        expect(await streams()).toEqual([...new Set(['unit-a.1', ...grown.map((unit) => `unit-${unit}`)])]);
        await made.close();
        await begun();
      },
    );

    test('is taken as it is by rows of an earlier version, which do not say what they have seen last', async () => {
      await restored(['a.2'], ['a.3']);
      await place.change(kindOfRows(place) === 'file' ? "DELETE FROM relet_meta WHERE key = 'last'" : 'UPDATE relet_meta SET last = NULL');
      await begun();
      expect(await streams()).toEqual(['unit-a.1', 'unit-a.2']);
    });

    test('is known by rows that were made anew, and by rows that have seen nothing new since', async () => {
      await restored([], []);
      await begun();
      await made.projector.rebuild();
      const { last } = await made.engine.checkpoint();
      expect(last).toMatchObject({ stream: 'unit-a.1', revision: 1 });
      await made.close();
      await begun();
      expect((await made.engine.checkpoint()).last).toEqual(last);
    });

    if (kind === 'EventStoreDB') {
      /** Another log begins to be served where the one before was. */
      const served = async (log: Log, of: string) => {
        const port = Number(new URL(log.server?.setting as string).port);
        await log.server?.stop();
        log.server = await EventStoreDbStandIn.start(await openStore(of), port);
      };
      const standing = async (isAnother: boolean) => {
        for (let n = 0; n < 100 && Boolean(made.readModels.another) !== isAnother; n++) await pause(100);
        return made.readModels.standing({ fresh: true });
      };

      test.each([
        ['as it was', []],
        ['grown to the same place', ['a.3']],
      ])(
        'is seen to be another one while it is followed, when an older copy is put in its place %s, until the newer one is back',
        async (_, grown) => {
          await restored([], []);
          const copy = newFile();
          await log.close();
          copyFileSync(file, copy);
          const older = await inFile(copy);
          await append(older, ...grown);
          await older.close();
          log = await open(file);
          await append(log, 'a.2');
          await begun();
          await served(log, copy);
          expect(await standing(true)).toMatchObject({ upToDate: false, hindered: expect.objectContaining({ code: 'STORE_CORRUPT' }) });
          expect(() => made.readModels.mustBeTheirLog()).toThrow('an older copy stands in its place');
          expect(await streams()).toEqual(['unit-a.1', 'unit-a.2']);
          await served(log, file);
          expect(await standing(false)).toMatchObject({ upToDate: true });
          await append(log, 'a.4');
          await made.readModels.caughtUp(10_000);
          expect(await streams()).toEqual(['unit-a.1', 'unit-a.2', 'unit-a.4']);
          await served(log, copy);
          await standing(true);
          await made.projector.rebuild();
          expect(await standing(false)).toMatchObject({ upToDate: true });
          expect(await streams()).toEqual([...new Set(['unit-a.1', ...grown.map((unit) => `unit-${unit}`)])]);
        },
      );

      test.each([['while nobody looked'], ['and the rows know it']])(
        'a home that was deleted on the server tells nothing of another log, %s',
        async (when) => {
          await restored([], ['a.2']);
          await begun();
          const deleting = () => log.server?.log.delete('unit-a.2');
          if (when === 'while nobody looked') await made.close().then(deleting);
          else {
            await deleting();
            await made.readModels.reached((await log.store.head()) as string, 10_000);
            await made.close();
          }
          await begun();
          expect(await made.readModels.parked()).toMatchObject([{ stream: 'unit-a.2' }]);
        },
      );
    }
  },
);

const kindOfRows = ({ setting }: RowsPlace) => (setting.startsWith('postgres') ? 'server' : 'file');
