import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { foldUnit, liveFacts, type Fact } from '#domain';
import { openStore, seal, type EventStore } from '#event-store';
import { draft } from '#event-store/testing';
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
const open = (projection: Projection = STAGES) => {
  const settings = settingsFrom({}, { store: path, readModel: `${path}.read.db` });
  return new Projector(store, new Streams(store), [projection], { storeId: 's', clock: 'system' }, settings);
};
const append = async (unit: string, ...events: { type: string; payload?: Fact['payload'] | object }[]) => {
  const stream = `unit-${unit}`;
  const head = (await store.readStream(stream)).at(-1);
  const drafts = events.map(({ type, payload = {} }) => ({ ...draft(payload as never), type }));
  const { position } = await store.append(stream, head?.revision ?? 'noStream', seal(head, stream, drafts, now));
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

test('a poison event parks its home with the reason; the others go on, and repair reads it again', async () => {
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  await append('eksempel.1', { type: 'RoofBlownOff' });
  await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
  const { parked } = await projector.standing();
  expect(parked).toEqual([{ stream: 'unit-eksempel.1', reason: expect.stringContaining('RoofBlownOff v1') }]);
  expect(rows()).toContainEqual({ unit: 'eksempel.2', stage: 'occupied' });
  expect(await projector.repair()).toHaveLength(1);
});

test('another version of a projection is made anew from the log, and goes on from there', async () => {
  await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
  projector.onApplicationShutdown();
  projector = open({ ...STAGES, version: 2 });
  await projector.start();
  expect(rows()).toEqual([{ unit: 'eksempel.1', stage: 'occupied' }]);
});

test('a position that is not there yet is waited for, and then refused', async () => {
  await expect(projector.reached('999', 50)).rejects.toThrow('has not come that far');
});
