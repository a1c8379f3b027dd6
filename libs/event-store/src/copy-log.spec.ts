import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { link, linesOfLog, moveLog, openStore, takeLog, verifyLog, type EventStore, type StoredEvent } from './index.js';
import { draft, EventStoreDbStandIn } from './testing/index.js';

const file = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
const NOW = '2026-06-01T10:00:00.000Z';

/** A log of three streams whose events lie between each other. */
async function aLog(): Promise<EventStore> {
  const store = await openStore(file());
  const heads = new Map<string, StoredEvent>();
  for (let n = 0; n < 60; n++) {
    const stream = ['store-relet', 'unit-eksempel.1', 'unit-eksempel.2'][n === 0 ? 0 : 1 + (n % 2)] as string;
    const [event] = link(heads.get(stream), stream, [draft({ n })], NOW) as [StoredEvent];
    await store.append(stream, heads.get(stream)?.revision ?? 'noStream', [event]);
    heads.set(stream, event);
  }
  return store;
}

async function linesIn(store: EventStore): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of linesOfLog(store)) lines.push(line);
  return lines;
}
async function* of(lines: readonly string[]) {
  yield* lines;
}

let lines: string[];
beforeAll(async () => {
  const log = await aLog();
  lines = await linesIn(log);
  await log.close();
});

test('a log is copied into an empty store line by line, and is the same there', async () => {
  const copy = await openStore(file());
  expect(await takeLog(of(lines), copy)).toEqual({ events: 60, streams: 3, known: 0 });
  expect(await linesIn(copy)).toEqual(lines);
  expect(await verifyLog(copy)).toMatchObject({ ok: true, events: 60 });
  await copy.close();
});

test('a copy that was cut off goes on where it was, and a whole one changes nothing', async () => {
  const copy = await openStore(file());
  await takeLog(of(lines.slice(0, 25)), copy);
  expect(await takeLog(of(lines), copy)).toEqual({ events: 60, streams: 3, known: 25 });
  expect(await takeLog(of(lines), copy)).toEqual({ events: 60, streams: 3, known: 60 });
  expect(await linesIn(copy)).toEqual(lines);
  await copy.close();
});

test('from one engine to the other and back, the lines stay the same', async () => {
  const standIn = await EventStoreDbStandIn.start(await openStore(file()));
  const server = await openStore(standIn.setting);
  await takeLog(of(lines), server);
  const told = await linesIn(server);
  expect([...told].sort()).toEqual([...lines].sort());
  const back = await openStore(file());
  await takeLog(of(told), back);
  expect((await back.readStream('unit-eksempel.1')).map(({ hash }) => hash)).toHaveLength(29);
  for (const store of [server, back]) await store.close();
  await standIn.stop();
});

test.each<[string, (all: string[]) => string[], string]>([
  ['an event is missing', (all) => all.filter((_, n) => n !== 10), 'STORE_CORRUPT'],
  ['an event was altered', (all) => all.map((line, n) => (n === 10 ? line.replace('"n":10', '"n":11') : line)), 'STORE_CORRUPT'],
  ['a line is no event', (all) => [...all.slice(0, 5), '{"n":1}'], 'STORE_CORRUPT'],
  ['a line was cut off', (all) => [...all.slice(0, 5), (all[5] as string).slice(0, 40)], 'STORE_CORRUPT'],
  ['a line says more than an event', (all) => [(all[0] as string).replace(/}$/, ',"z":1}')], 'STORE_CORRUPT'],
])('where %s, it is refused', async (_, spoiled, code) => {
  const copy = await openStore(file());
  await expect(takeLog(of(spoiled(lines)), copy)).rejects.toMatchObject({ code });
  await copy.close();
});

test('a store with another history is left as it is', async () => {
  const [other, mine] = [await aLog(), await linesIn(await aLog())];
  const before = await linesIn(other);
  await expect(takeLog(of(mine), other)).rejects.toMatchObject({ code: 'LOG_DIFFERS' });
  expect(await linesIn(other)).toEqual(before);
  await other.close();
});

test('a store that holds more than the log is told as that', async () => {
  const copy = await openStore(file());
  await takeLog(of(lines), copy);
  await copy.append('unit-eksempel.more', 'noStream', link(undefined, 'unit-eksempel.more', [draft()], '2026-06-01T10:00:00.000Z'));
  await expect(takeLog(of(lines), copy)).rejects.toMatchObject({ code: 'LOG_DIFFERS', message: expect.stringContaining('more') });
  await copy.close();
});

test('a log that grows while it is copied is said to grow, and not to be another one', async () => {
  const [from, to] = [await aLog(), await openStore(file())];
  let growing: Promise<unknown> | undefined;
  const grow = () => {
    growing ??= from.append('unit-eksempel.9', 'noStream', link(undefined, 'unit-eksempel.9', [draft()], NOW));
  };
  await expect(moveLog(from, to, grow)).rejects.toMatchObject({ code: 'LOG_GROWS' });
  await growing;
  expect(await moveLog(from, to)).toMatchObject({ events: 61, known: 60 });
  await Promise.all([from.close(), to.close()]);
});
