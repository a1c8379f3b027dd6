import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openEngine } from '../read-models/open-engine.js';
import { hasPostgres, sharedPostgres } from '../testing/index.js';
import { Held } from './held.js';
import { LeasesInFile } from '../read-models/sqlite/leases.js';
import { LeasesHere, type Leases } from './leases.js';

const opened: { close(): unknown }[] = [];
const closed = <T extends { close(): unknown }>(each: T): T => (opened.push(each), each);
afterEach(async () => {
  for (const each of opened.splice(0)) await each.close();
});

/** Two processes that share rights, by where these are kept. */
type Place = [string, () => Promise<[Leases, Leases]>];
const FILE: Place = [
  'a file',
  async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'relet-')), 'read.db.leases');
    return [closed(new LeasesInFile(path)), closed(new LeasesInFile(path))];
  },
];
const SERVER: Place = [
  'PostgreSQL',
  async () => {
    const setting = (await sharedPostgres()).setting();
    const engines = [
      await openEngine(setting, { storeId: 'one', projections: [] }),
      await openEngine(setting, { storeId: 'one', projections: [] }),
    ];
    return engines.map((engine) => closed(engine).leases) as [Leases, Leases];
  },
];

describe.each([FILE, ...(hasPostgres ? [SERVER] : [])])('rights in %s', (_, make) => {
  test('are had by one at a time, renewed by the same, given back to the other', async () => {
    const [one, other] = await make();
    expect([await one.take('deadlines', 'a', 30), await other.take('deadlines', 'b', 30)]).toEqual([true, false]);
    expect([await one.take('deadlines', 'a', 30), await other.isTaken('dead')]).toEqual([true, true]);
    await other.giveBack('deadlines', 'b');
    expect(await other.take('deadlines', 'b', 30)).toBe(false);
    await one.giveBack('deadlines', 'a');
    expect([await other.isTaken('dead'), await other.take('deadlines', 'b', 30)]).toEqual([false, true]);
    expect(await one.isTaken('import ')).toBe(false);
  });

  test('pass on when they are not renewed; the one before cannot renew its own any more', async () => {
    const [one, other] = await make();
    expect(await one.take('deadlines', 'a', 0.2)).toBe(true);
    expect(await other.take('deadlines', 'b', 30)).toBe(false);
    await setTimeout(300);
    expect([await other.isTaken('deadlines'), await other.take('deadlines', 'b', 30)]).toEqual([false, true]);
    expect(await one.take('deadlines', 'a', 30)).toBe(false);
  });

  test('taken by many at one instant are had by one', async () => {
    const [one, other] = await make();
    const taken = await Promise.all(Array.from({ length: 20 }, (__, n) => (n % 2 ? one : other).take('deadlines', String(n), 30)));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });
});

test('a process that slept knows by itself that its time is over, also when nobody can be asked', async () => {
  const leases = new LeasesHere();
  const held = new Held(leases, 'deadlines', 0.8);
  expect([await held.take(), held.holds]).toEqual([true, true]);
  leases.take = () => Promise.reject(new Error('away'));
  await setTimeout(350);
  expect(held.holds).toBe(false);
});
