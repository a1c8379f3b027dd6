import { jest } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, type EventStore } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { lookedAt, projected, type Projected } from '../projector/projected.spec-support.js';
import { projection } from './projection.js';
import type { ReadModels, Visible } from './read-models.js';
import { PLACES } from './rows-place.spec-support.js';
import { integer, text } from './table.js';

const COUNTS = projection({
  name: 'counts',
  version: 1,
  prefix: 'unit-',
  tables: { counted: { unit: text, events: integer } },
  rowsOf: ({ id, recorded }) => ({ counted: [{ unit: id, events: recorded.length }] }),
});

describe.each(PLACES)('on %s', (_place, make) => {
  let store: EventStore;
  let projecting: Projected;
  let other: ReadModels;
  let setting: string;

  /** The rows as a process sees them that does not project. */
  beforeEach(async () => {
    const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
    ({ setting } = await make());
    store = await openStore(file);
    projecting = await projected(store, setting, [COUNTS]);
    await projecting.readModels.begin();
    other = await lookedAt(store, setting, [COUNTS]);
    await other.begin();
  });
  afterEach(async () => {
    await other.onApplicationShutdown();
    await projecting.close();
    await store.close();
  });

  async function append(unit: string, type = 'KeysReturned'): Promise<string> {
    const stream = `unit-${unit}`;
    const head = (await store.readStream(stream)).at(-1);
    const events = link(head, stream, [{ ...draft(), type }], '2026-06-01T10:00:00.000Z');
    return (await store.append(stream, head?.revision ?? 'noStream', events)).position;
  }

  const counted = () => other.rowsOf(COUNTS).selectFrom('counted').select(['unit', 'events']).orderBy('unit').execute();

  test('a read waits for what another process projects, and sees it', async () => {
    await other.reached(await append('eksempel.1'));
    expect(await counted()).toEqual([{ unit: 'eksempel.1', events: 1 }]);
    expect(await other.standing()).toMatchObject({ upToDate: true, position: await store.head() });
  });

  test('a read that waits in vain is told so, and what is read is called old once it lags for seconds', async () => {
    projecting.projector.onApplicationShutdown();
    const position = await append('eksempel.1');
    await expect(other.reached(position, 150)).rejects.toThrow('has not come that far');
    expect(await other.standing({ fresh: true })).toMatchObject({ upToDate: true, age: 0, head: position });
    const later = performance.now() + 10_000;
    jest.spyOn(performance, 'now').mockReturnValue(later);
    expect(await other.standing()).toMatchObject({ upToDate: false, age: 10 });
    jest.restoreAllMocks();
  });

  test('which streams have changed is told, and can be asked for later, in the order of their changes', async () => {
    const told: Visible[] = [];
    other.visible.subscribe((news) => told.push(news));
    const { change } = await other.changedSince(0);
    for (const unit of ['eksempel.3', 'eksempel.1', 'eksempel.2']) await append(unit);
    await other.reached(await append('eksempel.1'));
    expect((await other.changedSince(change)).streams).toEqual(['unit-eksempel.3', 'unit-eksempel.2', 'unit-eksempel.1']);
    expect(new Set(told.flatMap(({ streams }) => streams))).toEqual(new Set(['unit-eksempel.1', 'unit-eksempel.2', 'unit-eksempel.3']));
    expect(told.at(-1)?.position).toBe(await store.head());
  });

  test('a parked stream is known as such here as well', async () => {
    await other.reached(await append('eksempel.1', 'RoofBlownOff'));
    await expect(other.mustNotBeParked('unit-eksempel.1')).rejects.toThrow('cannot be read');
    expect(await other.parked()).toMatchObject([{ stream: 'unit-eksempel.1' }]);
  });

  test('rows of another version of the program are not passed off as its own', async () => {
    const position = await append('eksempel.1');
    await other.reached(position);
    await projecting.close();
    projecting = await projected(store, setting, [{ ...COUNTS, version: 2 }]);
    await projecting.readModels.begin();
    const later = await append('eksempel.1');
    await projecting.readModels.reached(later);
    await expect(other.reached(later, 150)).rejects.toThrow('has not come that far');
    expect(await other.standing()).toMatchObject({ upToDate: false, hindered: { fault: 'rowsOfAnotherVersion' } });
  });
});
