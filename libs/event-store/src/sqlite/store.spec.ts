import { mkdtempSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, verifyStream, type EventDraft } from '../index.js';

const file = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'store.db');
export const draft = (n: number): EventDraft => ({
  id: `00000000-0000-5000-8000-${String(n).padStart(12, '0')}`,
  type: 'KeysReturned',
  v: 1,
  effective: '2026-06-01',
  actor: 'a',
  role: 'caseworker',
  party: 'administrator',
  municipality: 'eksempel',
  commandId: 'c',
  commandHash: 'h',
  correlationId: 'c',
  causationId: 'c',
  payload: { n },
});
const now = '2026-06-01T10:00:00.000Z';

test('what was appended is read back, chained and verified, after the file was opened again', async () => {
  const path = file();
  const store = await openStore(path);
  const events = link(undefined, 'unit-a.1', [draft(1), draft(2)], now);
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

test('a file that is no store, or cut short, is refused', async () => {
  const path = file();
  writeFileSync(path, 'Bolig;Fraflyttet\n');
  await expect(openStore(path)).rejects.toMatchObject({ code: 'NOT_A_STORE' });
  const other = file();
  const store = await openStore(other);
  await store.append('unit-a.1', 'noStream', link(undefined, 'unit-a.1', [draft(1)], now));
  await store.close();
  truncateSync(other, 5000);
  await expect(openStore(other)).rejects.toMatchObject({ code: 'STORE_CORRUPT' });
});
