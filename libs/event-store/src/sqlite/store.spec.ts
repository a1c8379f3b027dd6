import Database from 'better-sqlite3';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { openStore, link, verifyStream } from '../index.js';
import { draft } from '../testing/index.js';

const file = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
const now = '2026-06-01T10:00:00.000Z';

test('events are read back, and their chain holds, after the file was closed and opened again', async () => {
  const path = file();
  const store = await openStore(path);
  const events = link(undefined, 'unit-a.1', [draft({ n: 1 }), draft({ n: 2 })], now);
  await store.append('unit-a.1', 'noStream', events);
  await store.close();
  const again = await openStore(path);
  const read = await again.readStream('unit-a.1');
  expect(read.map(({ position: _, ...event }) => event)).toEqual(events);
  expect(verifyStream(read)).toBeUndefined();
  await again.close();
});

test('a second writer on the same file is refused with a clear sentence', async () => {
  const path = file();
  const store = await openStore(path);
  await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_LOCKED' });
  await store.close();
  await (await openStore(path)).close();
});

test('what is no file, or another file, is refused before a lock is put beside it: a folder, a pipe, a text, another database', async () => {
  const [folder, pipe, text, other] = [file(), file(), file(), file()];
  mkdirSync(folder);
  execFileSync('mkfifo', [pipe]);
  writeFileSync(text, 'Bolig;Fraflyttet\n');
  const db = new Database(other);
  db.exec('CREATE TABLE rows (a)');
  db.close();
  for (const [path, says] of [
    [folder, 'is a folder'],
    [pipe, 'is no plain file'],
    [text, 'is not a store of events'],
    [other, 'is a database, but not a store of events'],
  ] as const)
    for (const readOnly of [false, true]) {
      await expect(openStore(path, { readOnly })).rejects.toMatchObject({
        code: 'NOT_A_STORE',
        message: expect.stringContaining(says) as string,
      });
      expect(readdirSync(dirname(path))).toEqual([basename(path)]);
    }
});

test('a file that is no store, or cut short, is refused', async () => {
  const path = file();
  writeFileSync(path, 'Bolig;Fraflyttet\n');
  await expect(openStore(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' });
  const other = file();
  const store = await openStore(other);
  await store.append('unit-a.1', 'noStream', link(undefined, 'unit-a.1', [draft({ n: 1 })], now));
  await store.close();
  truncateSync(other, 5000);
  await expect(openStore(other)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
});
