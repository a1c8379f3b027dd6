import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdtempSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import Database from 'better-sqlite3';
import { openStore, link, verifyStream, type StoredEvent } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { count } from './soak.js';

const CUTS = count(20, 200);
const FLIPS = count(20, 1_000);
const folder = mkdtempSync(join(tmpdir(), 'relet-damage-'));
const whole = join(folder, 'whole.db');
const STREAMS = 20;
const EACH = 12;

beforeAll(async () => {
  const store = await openStore(whole);
  for (let n = 0; n < STREAMS; n++) {
    const stream = `unit-eksempel.${n}`;
    const drafts = Array.from({ length: EACH }, (_, event) => draft({ text: `number ${event} of ${n}` }));
    await store.append(stream, 'noStream', link(undefined, stream, drafts, '2026-06-01T10:00:00.000Z'));
  }
  await store.close();
  const db = new Database(whole);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
});

/** True when opening, reading or verifying a file says that something is wrong with it. */
async function found(path: string): Promise<boolean> {
  try {
    const store = await openStore(path, { readOnly: true });
    try {
      for (let n = 0; n < STREAMS; n++) {
        const events = (await store.readStream(`unit-eksempel.${n}`)).map(({ position: _, ...event }): StoredEvent => event);
        if (events.length !== EACH || verifyStream(events)) return true;
      }
      return false;
    } finally {
      await store.close();
    }
  } catch {
    return true;
  }
}

test('nothing is found wrong with the undamaged file', async () => expect(await found(whole)).toBe(false));

test(`a file cut short is refused at the start, or the loss is found, at ${CUTS} places`, async () => {
  const size = statSync(whole).size;
  for (let n = 1; n <= CUTS; n++) {
    const path = join(folder, `cut-${n}.db`);
    copyFileSync(whole, path);
    truncateSync(path, Math.floor((size * n) / (CUTS + 1)));
    expect([n, await found(path)]).toEqual([n, true]);
  }
});

test(`a byte flipped inside an event is found by the chain, ${FLIPS} times`, async () => {
  const bytes = readFileSync(whole);
  for (let n = 1; n <= FLIPS; n++) {
    const path = join(folder, `flip-${n}.db`);
    const damaged = Buffer.from(bytes);
    // SQLite may leave old copies of a row in unused parts of the file. Every copy is flipped, so that the one in use is among them.
    const text = `number ${n % EACH} of ${n % STREAMS}"`;
    for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) damaged[at] = (damaged[at] as number) ^ 1;
    expect(damaged.equals(bytes)).toBe(false);
    writeFileSync(path, damaged);
    expect([n, await found(path)]).toEqual([n, true]);
  }
});

test('a second process that wants to write is refused with a clear sentence, and the first goes on', async () => {
  const path = join(folder, 'locked.db');
  const store = await openStore(path);
  const relet = resolve('dist/program/relet.js');
  expect(existsSync(relet)).toBe(true);
  const second = () =>
    execFileSync(process.execPath, [relet, 'serve', '--store', path, '--port', '0'], {
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: 'pipe',
    });
  expect(second).toThrow('Another process writes to');
  await store.append('unit-a.1', 'noStream', link(undefined, 'unit-a.1', [draft()], '2026-06-01T10:00:00.000Z'));
  await store.close();
});
