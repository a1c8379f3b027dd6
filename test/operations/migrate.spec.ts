import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openStore, type EventStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { relet } from '../acceptance/relet.js';
import { as, serve } from '../journeys/server.js';
import { storeOfSample } from '../temporary-folder/imported.js';
import { newStore } from './processes.js';

const [store, whole] = [newStore(), newStore()];
/** The beginning of the demo's log. */
const EVENTS = 300;
const headOf = async (setting: string) => {
  const { exit, out } = await relet('verify', '--json', '--store', setting, '--as', 'auditor');
  expect(exit).toBe(0);
  return (JSON.parse(out) as { head: { root: string } }).head.root;
};
const linesOf = async (setting: string, inAnyOrder = true) => {
  const { out } = await relet('export', 'events', '--store', setting);
  const lines = out.trim().split('\n');
  return inAnyOrder ? lines.sort() : lines;
};
/** A server of events, and the log behind it. */
const server = async () => {
  const log = await openStore(newStore());
  return { log, standIn: await EventStoreDbStandIn.start(log) };
};
const countIn = async (log: EventStore) => (await log.readAll(undefined, { limit: 10_000 })).events.length;

beforeAll(async () => {
  const lines = await linesOf(await storeOfSample(whole), false);
  const file = join(mkdtempSync(join(tmpdir(), 'relet-')), 'log.ndjson');
  writeFileSync(file, lines.slice(0, EVENTS).join('\n'));
  expect(await relet('import', 'events', file, '--store', store)).toMatchObject({ exit: 0 });
}, 200_000);

test('a newcomer moves a store from a file to a server and back, and sees the same head', async () => {
  const { standIn } = await server();
  const back = newStore();
  expect(await relet('migrate', store, standIn.setting)).toMatchObject({ exit: 0, out: expect.stringContaining(`${EVENTS} events`) });
  expect(await relet('migrate', standIn.setting, back)).toMatchObject({ exit: 0 });
  const head = await headOf(store);
  expect([await headOf(standIn.setting), await headOf(back)]).toEqual([head, head]);
  expect(await linesOf(back)).toEqual(await linesOf(store));
  const { out } = await relet('migrate', store, back, '--json');
  expect(JSON.parse(out)).toMatchObject({ events: EVENTS, known: EVENTS, root: head });
  await standIn.stop();
}, 120_000);

test.each([
  ['a server', store, EVENTS],
  ['a file', whole, 2160],
] as const)(
  'a copy to %s that is killed goes on where it was',
  async (kind, from, events) => {
    const { standIn, log } = await server();
    const to = kind === 'a file' ? newStore() : standIn.setting;
    const count = () => (kind === 'a file' ? countOfFile(to) : countIn(log));
    const child = fork(resolve('dist/program/relet.js'), ['migrate', from, to], {
      ...{ env: { ...process.env, NODE_OPTIONS: '' }, execArgv: [], stdio: ['ignore', 'ignore', 'ignore', 'ipc'] },
    });
    const ended = once(child, 'exit');
    while (child.exitCode === null && (await count()) === 0) await setTimeout(10);
    child.kill('SIGKILL');
    await ended;
    const there = await count();
    expect([there > 0, there < events]).toEqual([true, true]);
    const { exit, out } = await relet('migrate', from, to, '--json');
    expect([exit, JSON.parse(out)]).toMatchObject([0, { events, known: expect.any(Number), root: await headOf(from) }]);
    expect((JSON.parse(out) as { known: number }).known).toBeGreaterThanOrEqual(there);
    await standIn.stop();
  },
  120_000,
);

test('a store that holds anything else is refused, and nothing is written into it', async () => {
  const other = newStore();
  await relet('init', '--clock', 'manual', '--store', other);
  const { standIn } = await server();
  expect(await relet('migrate', other, standIn.setting)).toMatchObject({ exit: 0 });
  for (const to of [other, standIn.setting]) {
    const before = await linesOf(to);
    expect(await relet('migrate', store, to)).toMatchObject({ exit: 3, talk: expect.stringContaining('LOG_DIFFERS') });
    expect(await linesOf(to)).toEqual(before);
  }
  await standIn.stop();
  // A part of a copy that has gone on by itself is no copy any more, although it begins as the log does.
  const [part, file] = [newStore(), join(mkdtempSync(join(tmpdir(), 'relet-')), 'log.ndjson')];
  writeFileSync(file, (await linesOf(store, false)).slice(0, 100).join('\n'));
  await relet('import', 'events', file, '--store', part);
  const home = [
    'effective=2020-01-01',
    'kind=care_home',
    'municipality=eksempel',
    'building=Solgaarden',
    'rentOere=1',
    'occupiedSince=2020-01-01',
  ];
  const ordered = await relet('order', 'RegisterUnit', 'eksempel.998', ...home, '--yes', '--as', 'administrator', '--store', part);
  expect(ordered).toMatchObject({ exit: 0 });
  const before = await linesOf(part);
  expect(await relet('migrate', store, part)).toMatchObject({ exit: 3, talk: expect.stringContaining('LOG_DIFFERS') });
  expect(await linesOf(part)).toEqual(before);
}, 120_000);

test('a log that was altered is refused, and so is a store that is not there or named twice', async () => {
  expect(await relet('migrate', join(store, '..', 'nothing.db'), newStore())).toMatchObject({ exit: 7 });
  expect(await relet('migrate', store, store)).toMatchObject({ exit: 2 });
  expect(await relet('migrate', store, newStore(), '--store', store)).toMatchObject({ exit: 2 });
});

test('the server goes on from the store that it was moved to', async () => {
  const { standIn } = await server();
  await relet('migrate', store, standIn.setting);
  const one = await serve({ store, readModel: newStore() });
  const other = await serve({ store: standIn.setting, readModel: newStore() });
  const asked = '/v1/vacancy?from=2026-01-01&to=2026-06-30&groupBy=building';
  expect((await other.get(asked, as('analyst'))).body['groups']).toEqual((await one.get(asked, as('analyst'))).body['groups']);
  expect((await other.post('/v1/policies/eksempel', { effective: '2027-01-01', answerDays: 9 })).status).toBeLessThan(300);
  await Promise.all([one.stop(), other.stop()]);
  // Rows tell places of their own engine: those of before are not taken for rows of this log.
  await expect(serve({ store: standIn.setting, readModel: one.settings.readModel })).rejects.toThrow('relet rebuild');
  await standIn.stop();
}, 120_000);

async function countOfFile(file: string): Promise<number> {
  try {
    const log = await openStore(file, { readOnly: true });
    try {
      return await countIn(log);
    } finally {
      await log.close();
    }
  } catch {
    return 0;
  }
}
