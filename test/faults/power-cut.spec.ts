import { existsSync, mkdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { backUp, openStore, restore, link, verifyLog, type LogEvent } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { plusDays } from '@relet/domain';
import { give, REGISTRATION, reletApart, serveApart } from '../operations/processes.js';
import { LoopDisk } from './loop-disk.js';
import { count, tell } from './soak.js';

const CUTS = count(3, 30);
const MADE = count(3, 25);
const COPIES = count(3, 25);
const PLAIN = count(3, 10);
const CLIENTS = 8;
const NOW = '2026-06-01T10:00:00.000Z';

const disk = LoopDisk.mounted(96);
afterAll(() => disk?.remove());
const onDisk = disk ? test : test.skip;
const on = (...names: string[]) => join(disk?.folder ?? '', ...names);

/** Makes a store of some homes with one event each. The power may be cut before it is closed. */
async function written(path: string, homes: number, before: () => void = () => undefined): Promise<void> {
  const store = await openStore(path);
  for (let home = 0; home < homes; home++) {
    const stream = `unit-eksempel.${home}`;
    await store.append(stream, 'noStream', link(undefined, stream, [draft()], NOW));
  }
  before();
  await store.close();
}

/** Opens a store like its next writer; answers whether its chain holds, and its events. */
async function found(path: string): Promise<{ ok: boolean; events: readonly LogEvent[] }> {
  const store = await openStore(path);
  const { ok } = await verifyLog(store);
  const { events } = await store.readAll(undefined, { limit: 1_000_000 });
  await store.close();
  return { ok, events };
}

/** Command `n` of a client: it registers a home first, and then always writes two events at once. */
function command(client: number, n: number): [path: string, body: object] {
  const { occupiedSince: _, ...registration } = REGISTRATION;
  if (n === 0) return [`eksempel.${client}`, { ...registration, effective: '1950-01-01' }];
  const day = plusDays('1950-01-01', 2 * n);
  return [`eksempel.${client}/out-of-service`, { effective: day, reason: 'mould', returned: plusDays(day, 1) }];
}

/**
 * Eight clients write until the power is cut at a seeded moment; answers the ids of the events that were acknowledged before it. An answer that comes
 * in while the cut is made does not count, and its command is given again: at that moment the kernel says yes to a flush that it does not carry out
 * (a plain write and fsync of one file loses its last record in one cut of ten on a busy machine).
 */
async function servedUntilCut(store: string, next: number[], cut: number): Promise<string[]> {
  const server = await serveApart(store, { RELET_LOG: 'silent' });
  const acknowledged: string[] = [];
  let cutting = false;
  const clients = next.map(async (_, client) => {
    for (let status = 200; status === 200;) {
      const n = next[client] as number;
      const answer = await give(server.address, ...command(client, n), `${client}-${n}`).catch(() => undefined);
      status = answer?.status ?? 0;
      if (status !== 200 || cutting) break;
      next[client] = n + 1;
      acknowledged.push(...(answer?.body.events ?? []).map(({ id }) => id));
    }
  });
  await setTimeout(200 + ((cut * 7919) % 800));
  cutting = true;
  disk?.cut();
  server.child.kill('SIGKILL');
  await Promise.all([...clients, server.ended]);
  disk?.back();
  return acknowledged;
}

onDisk(
  `${CUTS} power cuts while eight clients write to a server: every acknowledged event is there, no command by halves, the chain holds`,
  async () => {
    const store = on('served', 'relet.db');
    const next = Array.from({ length: CLIENTS }, () => 0);
    const acknowledged: string[] = [];
    for (let cut = 1; cut <= CUTS; cut++) {
      acknowledged.push(...(await servedUntilCut(store, next, cut)));
      const { ok, events } = await found(store);
      const ids = new Set(events.map(({ id }) => id));
      expect([cut, ok, acknowledged.filter((id) => !ids.has(id))]).toEqual([cut, true, []]);
      const pairs = Map.groupBy(
        events.filter(({ type }) => type.endsWith('Service')),
        ({ commandId }) => commandId,
      );
      expect(new Set([...pairs.values()].map(({ length }) => length))).toEqual(new Set([2]));
    }
    tell(`${acknowledged.length} acknowledged events, lost 0`);
    expect(acknowledged.length).toBeGreaterThan(CUTS * CLIENTS);
  },
  300_000,
);

onDisk.each<[string, string, (lost: number) => void]>([
  ['that waits for the disk loses nothing', 'FULL', (lost) => expect(lost).toBe(0)],
  [
    'that does not wait for the disk loses what it has acknowledged: the cut is a real one',
    'NORMAL',
    (lost) => expect(lost).toBeGreaterThan(0),
  ],
])(`a plain log ${'%s'}`, async (_, synchronous, verdict) => {
  let lost = 0;
  for (let round = 0; round < PLAIN; round++) {
    const path = on(`plain-${synchronous}-${round}.db`);
    const db = new Database(path);
    db.pragma('journal_mode = WAL');
    db.exec('CREATE TABLE row (n INTEGER)');
    db.pragma('wal_checkpoint(TRUNCATE)');
    db.pragma(`synchronous = ${synchronous}`);
    for (let n = 0; n < 100; n++) db.prepare('INSERT INTO row VALUES (?)').run(n);
    disk?.cut();
    db.close();
    disk?.back();
    const again = new Database(path);
    lost += 100 - (again.prepare('SELECT count(*) FROM row').pluck().get() as number);
    again.close();
  }
  tell(`${PLAIN * 100} acknowledged rows, lost ${lost}`);
  verdict(lost);
});

onDisk(
  `${MADE} stores, each made and written to just before the cut, in a directory that was new: each is there with its event`,
  async () => {
    for (let n = 0; n < MADE; n++) {
      const path = on(`made-${n}`, 'deep', 'relet.db');
      await written(path, 1, () => disk?.cut());
      disk?.back();
      expect([n, existsSync(path)]).toEqual([n, true]);
      expect(await found(path)).toMatchObject({ ok: true, events: [{ stream: 'unit-eksempel.0' }] });
    }
  },
);

onDisk(
  `${MADE} cuts while a store is made: it is whole, or is made anew`,
  async () => {
    for (let n = 0; n < MADE; n++) {
      const folder = on(`begun-${n}`);
      mkdirSync(folder);
      const path = join(folder, 'relet.db');
      const begun = reletApart('order', 'RegisterUnit', 'eksempel.1', ...FIELDS, '--store', path);
      await cutOnceSeen(folder, (name) => !name.endsWith('.lock'), (n * 7919) % 30);
      await begun;
      disk?.back();
      await written(path, 1);
      expect(await found(path)).toMatchObject({ ok: true });
    }
  },
  120_000,
);

onDisk(`${MADE} backups, and restores of them, each cut just after it was done: each is there, whole`, async () => {
  for (let n = 0; n < MADE; n++) {
    const [path, backup, other] = [on(`copied-${n}.db`), on(`backups-${n}`, 'one'), on(`restored-${n}`, 'relet.db')];
    await written(path, 20);
    await backUp(path, backup);
    disk?.cut();
    disk?.back();
    // A restore reads the mark beside the backup, and refuses one that is not whole.
    expect(await restore(backup, other)).toMatchObject({ events: 20 });
    disk?.cut();
    disk?.back();
    const { ok, events } = await found(other);
    expect([n, ok, events.length]).toEqual([n, true, 20]);
  }
});

onDisk(
  `${COPIES} cuts while a backup is put in the place of a store: the old store is there or the new one, whole`,
  async () => {
    const outcomes: number[] = [];
    for (let n = 0; n < COPIES; n++) {
      const folder = on(`replaced-${n}`);
      const [path, backup] = [join(folder, 'relet.db'), on(`replacing-${n}`)];
      await written(path, 30);
      await written(`${backup}.db`, 20);
      await backUp(`${backup}.db`, backup);
      const restoring = reletApart('restore', backup, '--store', path, '--yes');
      await cutOnceSeen(folder, (name) => name.endsWith('.partial'), (n * 7919) % 30);
      await restoring;
      disk?.back();
      const { ok, events } = await found(path);
      expect([n, ok, [20, 30].includes(events.length)]).toEqual([n, true, true]);
      outcomes.push(events.length);
    }
    tell(
      `the old one ${outcomes.filter((events) => events === 30).length} times, the new one ${outcomes.filter((events) => events === 20).length} times`,
    );
  },
  120_000,
);

const FIELDS = Object.entries(REGISTRATION).map(([name, value]) => `${name}=${value}`);

/** Cuts the power some milliseconds after a file with a matching name has appeared in a folder. */
async function cutOnceSeen(folder: string, is: (name: string) => boolean, after: number): Promise<void> {
  await new Promise<void>((seen) => {
    const watcher = watch(folder, (_, name) => {
      if (!name || !is(name)) return;
      watcher.close();
      seen();
    });
  });
  await setTimeout(after);
  disk?.cut();
}
