import Database from 'better-sqlite3';
import { mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@relet/event-store';
import { projection } from '../projection.js';
import { text } from '../table.js';
import { SqliteEngine } from './engine.js';

const NAMES = projection({ name: 'names', version: 1, prefix: 'unit-', tables: { name: { unit: text } }, rowsOf: () => ({}) });
const file = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'read.db');
const open = (path: string) => SqliteEngine.open(path, { storeId: 'one', projections: [NAMES] });

/** Read models that have come to position 7, closed again. */
async function made(path = file()): Promise<string> {
  const model = open(path);
  const homes = Array.from({ length: 500 }, (_, n) => [`unit-eksempel.${n}`, { name: [{ unit: `eksempel.${n}` }] }] as const);
  await model.write(new Map(homes), null, '7');
  await model.close();
  return path;
}

async function foundIn(path: string) {
  const model = open(path);
  const { position } = await model.checkpoint();
  const madeFor = await model.madeFor();
  await model.close();
  return [position, madeFor];
}

test.each([5_000, 20_000])('a file of read models cut to %i bytes is made anew: rows can always be rebuilt', async (bytes) => {
  const path = await made();
  truncateSync(path, bytes);
  expect(await foundIn(path)).toEqual([null, 'this version']);
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

test('a second process that would make the same rows is refused, and says which setting gives it rows of its own', async () => {
  const path = await made();
  const first = open(path);
  expect(() => open(path)).toThrow('RELET_READ_MODEL: another process makes the rows');
  await first.close();
  await open(path).close();
});

describe('rows are compared with those that were written last', () => {
  const named = (...names: string[]) => new Map([['unit-eksempel.1', { name: names.map((unit) => ({ unit })) }]]);
  let [path, model] = ['', undefined as unknown as SqliteEngine];
  const found = async () =>
    (await model.rows.selectFrom('name').select('unit').where('stream', '=', 'unit-eksempel.1').execute()).map(({ unit }) => unit);

  beforeEach(async () => {
    path = await made();
    model = open(path);
    await model.write(named('one', 'two'), '7', '8');
  });
  afterEach(() => model.close());

  test('another process has written since: its rows are replaced like any others', async () => {
    const other = new Database(path);
    other.exec("DELETE FROM name WHERE stream = 'unit-eksempel.1'; UPDATE relet_meta SET value = '9' WHERE key = 'position'");
    other.close();
    await expect(model.write(named('one', 'two'), '8', '9')).rejects.toThrow('Another projector');
    await model.write(named('one', 'two'), '9', '10');
    expect(await found()).toEqual(['one', 'two']);
  });
});
