import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link } from './chain.js';
import { openStore } from './open.js';
import type { EventStore } from './port.js';
import { draft } from './testing/index.js';
import { TrialStore } from './trial.js';

let log: EventStore;
beforeEach(async () => void (log = await openStore(join(mkdtempSync(join(tmpdir(), 'relet-')), 'relet.db'))));
afterEach(() => log.close());

async function append(store: EventStore, stream: string, count: number): Promise<void> {
  const last = (await store.readStream(stream)).at(-1);
  const events = link(
    last,
    stream,
    Array.from({ length: count }, (_, n) => draft({ n })),
    '2026-06-01T10:00:00.000Z',
  );
  await store.append(stream, last?.revision ?? 'noStream', events);
}
const revisionsOf = async (store: EventStore, stream: string, from = 0) =>
  (await store.readStream(stream, { from })).map(({ revision }) => revision);

test.each([1, 4, 100])(
  'a trial that keeps %i events of the log in memory goes on from the log as it stood when it first read it',
  async (mayKeep) => {
    for (const stream of ['unit-a.1', 'unit-a.2', 'unit-a.3']) await append(log, stream, 3);
    const trial = new TrialStore(log, mayKeep);
    await append(trial, 'unit-a.1', 2);
    expect(await revisionsOf(trial, 'unit-a.2')).toEqual([0, 1, 2]);
    for (const stream of ['unit-a.1', 'unit-a.2', 'unit-new.1']) await append(log, stream, 1);
    for (const stream of ['unit-a.3', 'unit-a.2', 'unit-a.1']) await revisionsOf(trial, stream);
    expect(await revisionsOf(trial, 'unit-a.1')).toEqual([0, 1, 2, 3, 4]);
    expect(await revisionsOf(trial, 'unit-a.1', 4)).toEqual([4]);
    expect(await revisionsOf(trial, 'unit-a.2')).toEqual([0, 1, 2]);
    await append(trial, 'unit-a.1', 1);
    expect(await revisionsOf(trial, 'unit-a.1', 2)).toEqual([2, 3, 4, 5]);
    expect(await revisionsOf(log, 'unit-a.1')).toEqual([0, 1, 2, 3]);
  },
);

test('a stream that began after a trial first looked for it has not begun for the trial', async () => {
  const trial = new TrialStore(log);
  expect(await revisionsOf(trial, 'unit-a.1')).toEqual([]);
  await append(log, 'unit-a.1', 1);
  expect(await revisionsOf(trial, 'unit-a.1')).toEqual([]);
});
