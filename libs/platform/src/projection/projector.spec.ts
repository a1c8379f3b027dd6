import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldUnit, liveFacts, type Fact } from '@relet/domain';
import { Observable } from 'rxjs';
import { openStore, link, type EventStore, type LivePage } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { settingsFrom } from '../settings.js';
import { Streams } from '../streams.js';
import type { Projection } from './projection.js';
import { Projector } from './projector.js';

const STAGES: Projection = {
  name: 'stages',
  version: 1,
  prefix: 'unit-',
  tables: { stage: { unit: 'TEXT', stage: 'TEXT' } },
  rowsOf: (unit, recorded) => ({ stage: [{ unit, stage: foldUnit(liveFacts(recorded)).stage }] }),
};
const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 1, occupiedSince: '2020-01-01' };
const now = '2026-06-01T10:00:00.000Z';

let store: EventStore;
let projector: Projector;
let path: string;
const open = (projection: Projection = STAGES, log: EventStore = store) => {
  const settings = settingsFrom({}, { store: path, readModel: `${path}.read.db` });
  return new Projector(log, new Streams(log), [projection], { storeId: 's', clock: 'system' }, settings);
};
const append = async (unit: string, ...events: { type: string; payload?: Fact['payload'] | object }[]) => {
  const stream = `unit-${unit}`;
  const head = (await store.readStream(stream)).at(-1);
  const drafts = events.map(({ type, payload = {} }) => ({ ...draft(payload as never), type }));
  const { position } = await store.append(stream, head?.revision ?? 'noStream', link(head, stream, drafts, now));
  await projector.reached(position);
};
const rows = () => projector.model.query.prepare('SELECT unit, stage FROM stage ORDER BY unit').all();

beforeEach(async () => {
  path = join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
  store = await openStore(path);
  projector = open();
  await projector.start();
});
afterEach(async () => {
  projector.onApplicationShutdown();
  await store.close();
});

test('rows follow the log, and rebuilding twice gives the same rows', async () => {
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  await append(
    'eksempel.1',
    { type: 'NoticeGiven', payload: { by: 'resident' } },
    { type: 'Vacated', payload: { reason: 'notice', direct: false } },
  );
  expect(rows()).toEqual([{ unit: 'eksempel.1', stage: 'clearing' }]);
  const live = projector.model.checksum();
  const { checksum } = await projector.rebuild();
  expect([checksum, (await projector.rebuild()).checksum]).toEqual([live, live]);
});

test('a row that keeps its facts keeps the same of them live and made anew: no actor, no hash, no position', async () => {
  projector.onApplicationShutdown();
  const rowsOf: Projection['rowsOf'] = (unit, recorded) => ({ stage: [{ unit, stage: JSON.stringify(recorded) }] });
  projector = open({ ...STAGES, version: 2, rowsOf });
  await projector.start();
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  const live = projector.model.checksum();
  expect((rows()[0] as { stage: string }).stage).not.toMatch(/"(actor|hash|position)"/);
  expect((await projector.rebuild()).checksum).toBe(live);
});

test('a poison event parks its home with the reason; the others go on, and repair reads it again', async () => {
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  await append('eksempel.1', { type: 'RoofBlownOff' });
  await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
  const { parked } = await projector.standing();
  expect(parked).toEqual([{ stream: 'unit-eksempel.1', reason: expect.stringContaining('RoofBlownOff v1') }]);
  expect(rows()).toContainEqual({ unit: 'eksempel.2', stage: 'occupied' });
  expect(await projector.repair()).toHaveLength(1);
});

test.each<[string, Partial<Projection>]>([
  ['a projection stumbles over', { rowsOf: (_, recorded) => ({ stage: [{ unit: (recorded[9] as Fact).id }] }) }],
  ['no table takes', { rowsOf: () => ({ stage: [{ unit: {} as never }] }) }],
])('a history that %s is set aside without its rows, live and made anew, and the others go on', async (_, stumbling) => {
  projector.onApplicationShutdown();
  const rowsOf: Projection['rowsOf'] = (unit, recorded) => ({ ...STAGES, ...(recorded.length > 1 && stumbling) }).rowsOf(unit, recorded);
  projector = open({ ...STAGES, version: 3, rowsOf });
  await projector.start();
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  await append('eksempel.1', { type: 'NoticeGiven', payload: { by: 'resident' } });
  await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
  const [live, { parked }] = [projector.model.checksum(), await projector.standing()];
  expect([rows(), parked]).toMatchObject([[{ unit: 'eksempel.2' }], [{ stream: 'unit-eksempel.1' }]]);
  expect((await projector.rebuild()).checksum).toBe(live);
});

test('another version of a projection is made anew from the log, and goes on from there', async () => {
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  projector.onApplicationShutdown();
  projector = open({ ...STAGES, version: 2 });
  await projector.start();
  expect(rows()).toEqual([{ unit: 'eksempel.1', stage: 'occupied' }]);
});

test('pages that come twice, or again after later ones, and events of a page in another order, change nothing', async () => {
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  await append('eksempel.1', { type: 'Vacated', payload: { reason: 'eviction', direct: false } });
  await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
  await append('eksempel.2', { type: 'NoticeGiven', payload: { by: 'resident' } });
  const [live, position] = [projector.model.checksum(), projector.model.progress().position];
  projector.onApplicationShutdown();
  path = `${path}.again`;
  const { log, over } = mixedUp(store, position as string);
  projector = open(STAGES, log);
  await projector.start();
  await over;
  expect([projector.model.checksum(), projector.model.progress().position]).toEqual([live, position]);
});

/** Hands out pages of two events, each backwards and twice, with the page before once more between and behind; over behind the last. */
function mixedUp(log: EventStore, last: string): { log: EventStore; over: Promise<void> } {
  const { promise: over, resolve } = Promise.withResolvers<void>();
  const subscribeAll = (after: string | undefined) =>
    new Observable<LivePage>((subscriber) => {
      let before: LivePage | undefined;
      return log.subscribeAll(after, { pageSize: 2 }).subscribe((page) => {
        const waiting = [page, before, page, before].filter((each) => each !== undefined);
        const done = () => {
          const each = waiting.shift();
          if (each) subscriber.next({ ...each, events: [...each.events].reverse(), done });
          else if (page.next === last) resolve();
          else page.done();
        };
        before = page;
        done();
      });
    });
  // Without a head nothing is rebuilt at the start: all comes by pages.
  return { log: Object.assign(Object.create(log) as EventStore, { head: () => Promise.resolve(undefined), subscribeAll }), over };
}

test('a position that is not there yet is waited for, and then refused', async () => {
  await expect(projector.reached('999', 50)).rejects.toThrow('has not come that far');
});
