import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, type EventStore } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { settingsFrom } from '../settings.js';
import { Streams } from '../streams.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';

const COUNTS: Projection = {
  name: 'counts',
  version: 1,
  prefix: 'unit-',
  tables: { count: { unit: 'TEXT', events: 'INTEGER' } },
  rowsOf: (unit, recorded) => ({ count: [{ unit, events: recorded.length }] }),
};
let store: EventStore;
let projector: Projector;

beforeEach(async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
  store = await openStore(path);
  const settings = settingsFrom({}, { store: path, log: 'silent' });
  projector = new Projector(store, new Streams(store), [COUNTS], { storeId: 's', clock: 'system' }, settings);
  await projector.start();
});
afterEach(async () => {
  projector.onApplicationShutdown();
  await store.close();
});

/** Appends one event; answers its position. */
async function appended(unit: string): Promise<string> {
  const head = (await store.readStream(`unit-${unit}`)).at(-1);
  const events = link(head, `unit-${unit}`, [{ ...draft(), type: 'KeysReturned' }], '2026-06-01T10:00:00.000Z');
  return (await store.append(`unit-${unit}`, head?.revision ?? 'noStream', events)).position;
}

const rows = () => projector.model.query.prepare('SELECT unit, events FROM count').all();

/** The next writes of the read models do not come through. */
function failWrites(times: number): { tries: number } {
  const seen = { tries: 0 };
  const write = projector.model.write.bind(projector.model);
  projector.model.write = (...page) => {
    if (++seen.tries <= times) throw Object.assign(new Error('no room'), { code: 'SQLITE_FULL' });
    write(...page);
  };
  return seen;
}

test('a page that cannot be written is told of, tried again, and written once', async () => {
  failWrites(3);
  const position = await appended('eksempel.1');
  await expect(projector.reached(position, 150)).rejects.toThrow('has not come that far');
  expect(await projector.standing()).toMatchObject({ upToDate: false, hindered: 'SQLITE_FULL: no room' });
  await projector.reached(position, 5_000);
  expect(rows()).toEqual([{ unit: 'eksempel.1', events: 1 }]);
  expect((await projector.standing()).hindered).toBeUndefined();
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
  await projector.reached(await appended('eksempel.1'), 5_000);
  expect(rows()).toEqual([{ unit: 'eksempel.1', events: 2 }]);
});

test('what it waits for does not keep a server that stops', async () => {
  const seen = failWrites(Number.POSITIVE_INFINITY);
  const position = await appended('eksempel.1');
  await expect(projector.reached(position, 50)).rejects.toThrow('has not come that far');
  projector.onApplicationShutdown();
  const { tries } = seen;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(seen.tries).toBe(tries);
});
