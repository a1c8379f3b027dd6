import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, type EventStore } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { projection } from '../read-models/projection.js';
import { PLACES } from '../read-models/rows-place.spec-support.js';
import { integer, text } from '../read-models/table.js';
import { projected, type Projected } from './projected.spec-support.js';

const COUNTS = projection({
  name: 'counts',
  version: 1,
  prefix: 'unit-',
  tables: { count: { unit: text, events: integer } },
  rowsOf: ({ id, recorded }) => ({ count: [{ unit: id, events: recorded.length }] }),
});
describe.each(PLACES)('on %s', (_place, make) => {
  let store: EventStore;
  let made: Projected;

  beforeEach(async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
    store = await openStore(path);
    made = await projected(store, (await make()).setting, [COUNTS]);
    await made.readModels.begin();
  });
  afterEach(async () => {
    await made.close();
    await store.close();
  });

  /** Appends one event; answers its position. */
  async function appended(unit: string): Promise<string> {
    const head = (await store.readStream(`unit-${unit}`)).at(-1);
    const events = link(head, `unit-${unit}`, [{ ...draft(), type: 'KeysReturned' }], '2026-06-01T10:00:00.000Z');
    return (await store.append(`unit-${unit}`, head?.revision ?? 'noStream', events)).position;
  }

  const rows = () => made.readModels.rowsOf(COUNTS).selectFrom('count').select(['unit', 'events']).execute();

  /** The next writes of the read models do not come through. */
  function failWrites(times: number): { tries: number } {
    const seen = { tries: 0 };
    const { engine } = made;
    const write = engine.write.bind(engine);
    engine.write = (...page) => {
      if (++seen.tries <= times) return Promise.reject(Object.assign(new Error('no room'), { code: 'SQLITE_FULL' }));
      return write(...page);
    };
    return seen;
  }

  test('a page that cannot be written is told of, tried again, and written once', async () => {
    failWrites(3);
    const position = await appended('eksempel.1');
    await expect(made.readModels.reached(position, 150)).rejects.toThrow('has not come that far');
    expect(await made.readModels.standing()).toMatchObject({ upToDate: false, hindered: { code: 'SQLITE_FULL', message: 'no room' } });
    await made.readModels.reached(position, 5_000);
    expect(await rows()).toEqual([{ unit: 'eksempel.1', events: 1 }]);
    expect((await made.readModels.standing()).hindered).toBeUndefined();
  });

  test('a log that could not be read for a moment is followed again from the same place', async () => {
    const readAll = store.readAll.bind(store);
    let broken = true;
    store.readAll = (...page) => {
      if (!broken) return readAll(...page);
      broken = false;
      return Promise.reject(Object.assign(new Error('away'), { code: 'SQLITE_IOERR_READ' }));
    };
    await appended('eksempel.1');
    await made.readModels.reached(await appended('eksempel.1'), 5_000);
    expect(await rows()).toEqual([{ unit: 'eksempel.1', events: 2 }]);
  });

  test('what it waits for does not keep a server that stops', async () => {
    const seen = failWrites(Number.POSITIVE_INFINITY);
    const position = await appended('eksempel.1');
    await expect(made.readModels.reached(position, 50)).rejects.toThrow('has not come that far');
    made.projector.onApplicationShutdown();
    const { tries } = seen;
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(seen.tries).toBe(tries);
  });
});
