import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@relet/event-store';
import type { Projection } from './projection.js';
import { ReadModel } from './read-model.js';

const NAMES: Projection = { name: 'names', version: 1, prefix: 'unit-', tables: { name: { unit: 'TEXT' } }, rowsOf: () => ({}) };
const file = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'read.db');
const open = (path: string, storeId = 'one', fromAnyStore = false) => new ReadModel(path, storeId, [NAMES], fromAnyStore);

/** Read models that have come to position 7, closed again. */
function made(path = file()): string {
  const model = open(path);
  const homes = Array.from({ length: 500 }, (_, n) => [`unit-eksempel.${n}`, { name: [{ unit: `eksempel.${n}` }] }] as const);
  model.write(new Map(homes), null, '7');
  model.close();
  return path;
}

function positionIn(path: string, ...as: [storeId?: string, fromAnyStore?: boolean]): string | null {
  const model = open(path, ...as);
  const { position } = model.progress();
  model.close();
  return position;
}

test('read models go on where they were', () => expect(positionIn(made())).toBe('7'));

test.each([5_000, 20_000])('a file of read models cut to %i bytes is made anew: rows can always be rebuilt', (bytes) => {
  const path = made();
  truncateSync(path, bytes);
  expect(positionIn(path)).toBe(null);
});

test('a file that is something else is refused by its setting, and left as it is', () => {
  const path = file();
  writeFileSync(path, 'Bolig;Fraflyttet\n'.repeat(100));
  expect(() => open(path)).toThrow('RELET_READ_MODEL');
  expect(readFileSync(path, 'utf8')).toContain('Bolig;Fraflyttet');
});

test('a store is never taken for a file of read models', async () => {
  const path = file();
  await (await openStore(path)).close();
  expect(() => open(path)).toThrow('RELET_READ_MODEL');
  const db = new Database(path, { readonly: true });
  expect(db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(0);
  db.close();
});

test('read models of another store are refused, unless that store has just been begun or is to be taken as it is', () => {
  const path = made();
  expect(() => open(path, 'another')).toThrow('have seen another store than this one');
  expect(positionIn(path)).toBe('7');
  expect(positionIn(path, 'another', true)).toBe(null);
});
