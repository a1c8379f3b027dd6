import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { openStore, link, type EventStore } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { projection, type Projection } from '../read-models/projection.js';
import { PLACES, type RowsPlace } from '../read-models/rows-place.spec-support.js';
import { integer, text } from '../read-models/table.js';
import { lookedAt, projected, type Projected } from './projected.spec-support.js';

const HOMES = 60;
const COUNTS = projection({
  name: 'counts',
  version: 1,
  prefix: 'unit-',
  tables: { counted: { unit: text, events: integer } },
  rowsOf: ({ id, recorded }) => ({ counted: [{ unit: id, events: recorded.length }] }),
});

describe.each(PLACES)('on %s', (_place, make) => {
  let store: EventStore;
  let place: RowsPlace;
  let made: Projected;

  beforeEach(async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
    place = await make();
    store = await openStore(file);
    for (let home = 0; home < HOMES; home++) await append(`eksempel.${home}`);
    made = await begun();
  });
  afterEach(async () => {
    await made.close();
    await store.close();
  });

  async function begun(...projections: Projection[]): Promise<Projected> {
    const begins = await projected(store, place.setting, projections.length ? projections : [COUNTS]);
    await begins.readModels.begin();
    return begins;
  }

  /** Appends one event; answers its position. */
  async function append(unit: string): Promise<string> {
    const stream = `unit-${unit}`;
    const head = (await store.readStream(stream)).at(-1);
    const events = link(head, stream, [{ ...draft(), type: 'KeysReturned' }], '2026-06-01T10:00:00.000Z');
    return (await store.append(stream, head?.revision ?? 'noStream', events)).position;
  }

  const counted = (from = made.readModels) =>
    from.rowsOf(COUNTS).selectFrom('counted').select(['unit', 'events']).orderBy('unit').execute();
  const eventsIn = async (from = made.readModels) => (await counted(from)).reduce((sum, { events }) => sum + events, 0);

  test('a rebuild says how many and which streams differ, by table, and puts them right', async () => {
    await place.change("UPDATE counted SET events = 99 WHERE unit = 'eksempel.7'; DELETE FROM counted WHERE unit = 'eksempel.8'");
    await place.change("INSERT INTO counted VALUES ('unit-a.gone', 0, 'a.gone', 1)");
    await place.change("INSERT INTO relet_parked VALUES ('unit-eksempel.9', 'Error: nothing')");
    const { differs } = await made.projector.rebuild();
    expect(differs?.tables).toEqual({ counted: 3, relet_parked: 1 });
    expect(differs?.streams).toEqual(['unit-a.gone', 'unit-eksempel.7', 'unit-eksempel.8', 'unit-eksempel.9']);
    expect([await eventsIn(), await made.readModels.parked()]).toEqual([HOMES, []]);
    expect((await made.projector.rebuild()).differs).toEqual({ streams: [], tables: {} });
  });

  test('whoever keeps what was made of rows is told of those that a rebuild has changed, and of no others', async () => {
    await place.change("UPDATE counted SET events = 99 WHERE unit = 'eksempel.7'");
    const { change } = await made.readModels.changedSince(0);
    const told: (readonly string[])[] = [];
    made.readModels.visible.subscribe(({ streams }) => told.push(streams));
    await made.projector.rebuild();
    expect((await made.readModels.changedSince(change)).streams).toEqual(['unit-eksempel.7']);
    expect(told).toEqual([['unit-eksempel.7']]);
  });

  test('reads never stop, and what is written meanwhile is seen at once and is in the new rows', async () => {
    const other = await lookedAt(store, place.setting, [COUNTS]);
    await other.begin();
    let [done, reads, written] = [false, 0, 0];
    const reading = (async () => {
      while (!done) {
        for (const from of [made.readModels, other]) expect(await counted(from)).toHaveLength(HOMES);
        reads += 1;
        await setImmediate();
      }
    })();
    const writing = (async () => {
      while (!done && written < 200) {
        const position = await append(`eksempel.${written % HOMES}`);
        await made.readModels.reached(position);
        expect(await eventsIn()).toBe(HOMES + ++written);
        await setImmediate();
      }
    })();
    for (let n = 0; n < 3; n++) expect((await made.projector.rebuild()).differs).toEqual({ streams: [], tables: {} });
    done = true;
    await Promise.all([reading, writing]);
    expect([reads > 10, written > 3]).toEqual([true, true]);
    expect(await eventsIn()).toBe(HOMES + written);
    await other.onApplicationShutdown();
  });

  test('a rebuild that fails leaves the rows of before, which go on to follow the log', async () => {
    const second = made.engine.second.bind(made.engine);
    made.engine.second = async () => {
      const version = await second();
      version.takeOver = () => Promise.reject(new Error('no room'));
      return version;
    };
    await expect(made.projector.rebuild()).rejects.toThrow('no room');
    await made.readModels.reached(await append('eksempel.1'));
    expect(await eventsIn()).toBe(HOMES + 1);
    made.engine.second = second;
    expect((await made.projector.rebuild()).differs).toEqual({ streams: [], tables: {} });
    await made.readModels.reached(await append('eksempel.1'));
    expect(await eventsIn()).toBe(HOMES + 2);
  });

  test('a start with another version of a projection reads the rows of before until the new ones take over', async () => {
    const versionTwo = { ...COUNTS, version: 2 };
    await made.close();
    const next = await projected(store, place.setting, [versionTwo]);
    const readAll = store.readAll.bind(store);
    const seen: unknown[] = [];
    store.readAll = async (...page) => {
      seen.push(...(await place.ask('SELECT count(*) FROM counted')).map(Number));
      return readAll(...page);
    };
    await next.readModels.begin();
    expect(new Set(seen)).toEqual(new Set([HOMES]));
    expect(await next.engine.madeFor()).toBe('this version');
    made = next;
  });

  test('a start that ends amid a rebuild leaves the rows of the version before as they were, and the next one begins anew', async () => {
    await made.close();
    const cut = await projected(store, place.setting, [{ ...COUNTS, version: 2 }]);
    await cut.engine.lease();
    const second = await cut.engine.second();
    await second.write(new Map([['unit-eksempel.1', { counted: [{ unit: 'eksempel.1', events: 5 }] }]]));
    await cut.close();
    made = await begun();
    expect([await eventsIn(), made.readModels.position]).toEqual([HOMES, await store.head()]);
    await made.close();
    made = await begun({ ...COUNTS, version: 2 });
    expect(await eventsIn()).toBe(HOMES);
  });
});
