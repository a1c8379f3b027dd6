import { jest } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fact } from '@relet/domain';
import { Observable } from 'rxjs';
import { openStore, link, type EventStore, type LivePage } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { projection } from '../read-models/projection.js';
import { factsAlone } from '../read-models/stream-facts.js';
import { PLACES } from '../read-models/rows-place.spec-support.js';
import { text } from '../read-models/table.js';
import { projected, type Projected } from './projected.spec-support.js';

const STAGES = projection({
  name: 'stages',
  version: 1,
  prefix: 'unit-',
  tables: { stage: { unit: text, stage: text } },
  rowsOf: (stream) => ({ stage: [{ unit: stream.id, stage: stream.state().stage }] }),
});
type Stages = typeof STAGES;
const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 1, occupiedSince: '2020-01-01' };
const now = '2026-06-01T10:00:00.000Z';

describe.each(PLACES)('on %s', (_place, make) => {
  let store: EventStore;
  let made: Projected;
  let setting: string;
  /** Opens the read models and begins to project. */
  async function open(stages: Stages = STAGES, log: EventStore = store): Promise<void> {
    made = await projected(log, setting, [stages]);
    await made.readModels.begin();
  }
  const append = async (unit: string, ...events: { type: string; payload?: Fact['payload'] | object }[]) => {
    const stream = `unit-${unit}`;
    const head = (await store.readStream(stream)).at(-1);
    const drafts = events.map(({ type, payload = {} }) => ({ ...draft(payload as never), type }));
    const { position } = await store.append(stream, head?.revision ?? 'noStream', link(head, stream, drafts, now));
    await made.readModels.reached(position);
  };
  const rows = () => made.readModels.rowsOf(STAGES).selectFrom('stage').select(['unit', 'stage']).orderBy('unit').execute();
  const checksum = () => made.readModels.checksum();
  /** Makes all rows anew; answers their checksum. */
  const anew = () => made.projector.rebuild().then(checksum);

  beforeEach(async () => {
    store = await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db'));
    ({ setting } = await make());
    await open();
  });
  afterEach(async () => {
    await made.close();
    await store.close();
  });

  test('rows follow the log, and rebuilding twice gives the same rows', async () => {
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
    await append(
      'eksempel.1',
      { type: 'NoticeGiven', payload: { by: 'resident' } },
      { type: 'Vacated', payload: { reason: 'notice', direct: false } },
    );
    expect(await rows()).toEqual([{ unit: 'eksempel.1', stage: 'clearing' }]);
    const live = await checksum();
    expect([await anew(), await anew()]).toEqual([live, live]);
  });

  test('a row that keeps its facts keeps the same of them live and made anew: no actor, no hash, no position', async () => {
    await made.close();
    await open({
      ...STAGES,
      version: 2,
      rowsOf: ({ id, recorded }) => ({ stage: [{ unit: id, stage: JSON.stringify(factsAlone(recorded)) }] }),
    });
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
    const live = await checksum();
    expect((await rows())[0]?.stage).not.toMatch(/"(actor|hash|position)"/);
    expect(await anew()).toBe(live);
  });

  test('a poison event parks its home with the reason; the others go on, and repair reads it again', async () => {
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
    await append('eksempel.1', { type: 'RoofBlownOff' });
    await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
    const parked = await made.readModels.parked();
    expect(parked).toEqual([{ stream: 'unit-eksempel.1', reason: expect.stringContaining('RoofBlownOff v1') }]);
    expect(await rows()).toContainEqual({ unit: 'eksempel.2', stage: 'occupied' });
    expect(await made.projector.repair()).toHaveLength(1);
  });

  test.each<[string, Pick<Stages, 'rowsOf'>]>([
    ['a projection stumbles over', { rowsOf: ({ recorded }) => ({ stage: [{ unit: (recorded[9] as Fact).id, stage: '' }] }) }],
    ['no table takes', { rowsOf: () => ({ stage: [{ unit: {} as never, stage: '' }] }) }],
    [
      'no table takes behind one that it takes',
      {
        rowsOf: ({ id }) => ({
          stage: [
            { unit: id, stage: '' },
            { unit: {} as never, stage: '' },
          ],
        }),
      },
    ],
    ['leaves a cell empty that may not be', { rowsOf: () => ({ stage: [{ unit: 'eksempel.1', stage: null as never }] }) }],
  ])('a history that %s is parked without its rows, live and made anew, and the others go on', async (_, stumbling) => {
    await made.close();
    await open({ ...STAGES, version: 3, rowsOf: (stream) => (stream.recorded.length > 1 ? stumbling : STAGES).rowsOf(stream) });
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
    await append('eksempel.1', { type: 'NoticeGiven', payload: { by: 'resident' } });
    await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
    const [live, parked] = [await checksum(), await made.readModels.parked()];
    expect([await rows(), parked]).toMatchObject([[{ unit: 'eksempel.2' }], [{ stream: 'unit-eksempel.1' }]]);
    expect(await anew()).toBe(live);
  });

  test('another version of a projection is made anew from the log, and goes on from there', async () => {
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
    await made.close();
    await open({ ...STAGES, version: 2 });
    expect(await rows()).toEqual([{ unit: 'eksempel.1', stage: 'occupied' }]);
  });

  test.each([
    [999, 'follow it, for a second version of them costs more', 0],
    [1_001, 'are made anew', 1],
  ])('the first rows of a log of %i events %s', async (events, _, seconds) => {
    const rents = Array.from({ length: events - 1 }, (__, n) => ({ type: 'RentSet', payload: { rentOere: n } }));
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration }, ...rents);
    const live = await checksum();
    await made.close();
    ({ setting } = await make());
    made = await projected(store, setting, [STAGES]);
    const second = jest.spyOn(made.engine, 'second');
    await made.readModels.begin();
    expect([await checksum(), second.mock.calls.length]).toEqual([live, seconds]);
  });

  test('pages that come twice, or again after later ones, and events of a page in another order, change nothing', async () => {
    await append('eksempel.1', { type: 'UnitRegistered', payload: registration });
    await append('eksempel.1', { type: 'Vacated', payload: { reason: 'eviction', direct: false } });
    await append('eksempel.2', { type: 'UnitRegistered', payload: registration });
    await append('eksempel.2', { type: 'NoticeGiven', payload: { by: 'resident' } });
    const [live, { position }] = [await checksum(), made.readModels];
    await made.close();
    ({ setting } = await make());
    const { log, over } = mixedUp(store, position as string);
    await open(STAGES, log);
    await over;
    expect([await checksum(), made.readModels.position]).toEqual([live, position]);
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
    await expect(made.readModels.reached('999', 50)).rejects.toThrow('has not come that far');
  });
});
