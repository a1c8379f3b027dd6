import { jest } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link, openStore, type EventStore } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import type { Principal } from './access/index.js';
import { Chains } from './chains.js';
import type { Engine } from './read-models/engine.js';
import { openEngine } from './read-models/open-engine.js';
import { PLACES } from './read-models/rows-place.spec-support.js';
import { StreamsInSight } from './streams-in-sight.js';

const OPERATOR: Principal = { id: 'operator', by: { party: 'administrator', role: 'operator' } };

describe.each(PLACES)('a question beside the process that makes the rows, on %s', (_, make) => {
  let store: EventStore;
  let makes: Engine;
  let asks: Engine;
  let chains: Chains;
  beforeEach(async () => {
    store = await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db'));
    await store.append('unit-a.1', 'noStream', link(undefined, 'unit-a.1', [draft()], '2026-06-01T10:00:00.000Z'));
    const { setting } = await make();
    makes = await openEngine(setting, { storeId: 's', projections: [] });
    asks = await openEngine(setting, { storeId: 's', projections: [], readOnly: true });
    chains = new Chains(store, new StreamsInSight(store));
    chains.keptWith(asks, { madeHere: false });
    jest.spyOn(store, 'readAll');
  });
  afterEach(async () => {
    expect(store.readAll).not.toHaveBeenCalled();
    await Promise.all([asks, makes, store].map((each) => each.close()));
  });

  test('takes what that one has found, and does not look through the log itself', async () => {
    await makes.tellAltered(['unit-a.1']);
    expect(await chains.told(OPERATOR)).toEqual({ altered: ['unit-a.1'] });
  });

  test('waits a moment for one that looks through the log just now', async () => {
    const asked = chains.told(OPERATOR);
    await makes.tellAltered(['unit-a.1']);
    expect(await asked).toEqual({ altered: ['unit-a.1'] });
  });

  test('goes on without what is not found by then, as its own questions do', async () => expect(await chains.told(OPERATOR)).toEqual({}));
});
