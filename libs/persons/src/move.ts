import { isDeepStrictEqual } from 'node:util';
import { lockForWriting } from '@relet/event-store';
import { BadSetting, PersonsError, type Database, type PersonsSettings, type Settings, type Statements } from '@relet/platform';
import { monthsIn, READS, type Read } from './access-log/access-log.js';
import { REVIEWS, reviewsIn, type ReviewEntry } from './access-log/reviews.js';
import { ERASURE_TABLES, ERASURES, mustReach, type ErasureEntry } from './erasing/ledger.js';
import { headIn, missingFrom } from './files.js';
import { mustBelongTo, registerSetting } from './files-on-server.js';
import type { Chain, Line } from './kept/chain.js';
import { asItIs, brokenAt, ChainedFile, oneFile, type Files } from './kept/chained-file.js';
import { ChainedTable } from './kept/chained-table.js';
import { KeptTables, MOVING, openTables } from './kept/on-server.js';
import { isKept, type KeptFile } from './kept/sqlite-file.js';
import { KeyFile } from './keys/key-file.js';
import { KEY_TABLES } from './keys/key-table.js';
import { RegisterFile } from './register/register-file.js';
import { REGISTER_TABLES, RegisterTable } from './register/register-table.js';

/** Tables of the register and of the keys, with their columns. */
const REGISTER = {
  subject: ['id', 'kind', 'about', 'municipality', 'state', 'command', 'changedOn'],
  value: ['subject', 'field', 'sealed', 'at', 'writer'],
  given: ['command', 'subject', 'proof'],
  found: ['mark', 'subject'],
  hold: ['kind', 'about', 'since', 'writer', 'ground'],
  setting: ['municipality', 'cpr', 'retentionMonths'],
} as const;
const KEYS = { wrapped_key: ['owner', 'version', 'wrapped'] } as const;
/** Rows that are written by one statement. */
const PAGE = 500;

type Tables = Readonly<Record<string, readonly string[]>>;
type Row = Record<string, unknown>;

/** What was moved of persons. */
export interface PersonsMoved {
  persons: number;
  keys: number;
  readings: number;
  erasures: number;
}

/** Where persons go: keys and record of erasures, each in a database; the register lies with the rows. */
export type MoveTo = Record<'keys' | 'erasures', string>;

/**
 * Copies what is kept of persons from files to servers, and looks whether the same is there. One that was cut off is begun again and finished; nobody serves it
 * until then. Throws STORE_LOCKED while a server keeps the files, ERASURES_LOST and BadSetting for files that are not whole, and BadSetting for a target that holds anything else.
 */
export async function movePersons(settings: Pick<Settings, 'persons' | 'readModel'>, to: MoveTo): Promise<PersonsMoved> {
  const { register } = settings.persons;
  if (!isKept(register)) throw new BadSetting('RELET_PERSONS', 'NOTHING_TO_MOVE', register);
  const lock = lockForWriting(register);
  try {
    return await moved(settings, to);
  } finally {
    lock.release();
  }
}

async function moved(settings: Pick<Settings, 'persons' | 'readModel'>, to: MoveTo): Promise<PersonsMoved> {
  const opened: { close(): Promise<void> }[] = [];
  const closed = <T extends { close(): Promise<void> }>(each: T): T => (opened.unshift(each), each);
  try {
    const { persons } = settings;
    const from = {
      register: closed(new RegisterFile(persons.register, { readOnly: true })),
      keys: closed(new KeyFile(persons.keys, { readOnly: true })),
      erasures: closed(await ChainedFile.open<ErasureEntry>(oneFile(persons.erasures), ERASURES)),
      reads: closed(await ChainedFile.open<Read>(monthsIn(persons.accessLog), READS)),
      reviews: closed(await ChainedFile.open<ReviewEntry>(reviewsIn(persons.accessLog), REVIEWS)),
    };
    await mustBeWhole(from, persons);
    const rows = closed(await openTables(await registerSetting(settings), REGISTER_TABLES));
    const keys = closed(await openTables(to.keys, { ...KEY_TABLES, apartFrom: [rows.id] }));
    const erasures = closed(await openTables(to.erasures, { ...ERASURE_TABLES, apartFrom: [rows.id, keys.id] }));
    const chains = [
      [from.erasures, new ChainedTable(erasures, 'erasure', ERASURES)],
      [from.reads, new ChainedTable(rows, 'read', READS)],
      [from.reviews, new ChainedTable(rows, 'review', REVIEWS)],
    ] as unknown as [ChainedFile<object>, ChainedTable<object>][];
    await claimed(rows, keys, chains, await markOf(from.erasures));
    await mustBelongTo(rows, KEY_TABLES, keys);
    await mustBelongTo(rows, ERASURE_TABLES, erasures);
    for (const [source, target] of chains) await target.takeOver(source.lines());
    await copied(from.keys, keys, KEYS);
    await copied(from.register, rows, REGISTER);
    if (await from.register.isMarked()) await new RegisterTable(rows).setMarked();
    for (const [source, target] of chains)
      if (!isDeepStrictEqual(await target.head(), await source.head()) || (await target.brokenAt()) !== undefined)
        throw new BadSetting('RELET_READ_MODEL', 'NOT_WHOLE', rows.shown);
    await rows.change(`DELETE FROM ${rows.schema}.meta WHERE name = $1`, [MOVING]);
    return {
      persons: (await from.register.subjects('live')).length,
      keys: await from.keys.count(),
      readings: (await from.reads.head()).n,
      erasures: (await from.erasures.head()).n,
    };
  } finally {
    for (const each of opened) await each.close();
  }
}

interface From {
  register: RegisterFile;
  keys: KeyFile;
  erasures: Chain<ErasureEntry>;
  reads: Chain<Read>;
  reviews: Chain<ReviewEntry>;
}

/** Whether the files are as they were written to their very ends, and reach as far as each of them knows of the others. */
async function mustBeWhole({ register, keys, reads }: From, { erasures, accessLog }: PersonsSettings): Promise<void> {
  await mustReach(asItIs(erasures), [await headIn(register), await headIn(keys)]);
  const known = [await headIn(register, 'reads'), await headIn(keys, 'reads')];
  const filesOf = (files: Files) => files.parts().map((part) => files.fileOf(part));
  const missing = missingFrom(await reads.head(), known);
  const broken = [missing, await brokenAt(filesOf(monthsIn(accessLog))), await brokenAt(filesOf(reviewsIn(accessLog)))];
  if (broken.some((n) => n !== undefined)) throw new BadSetting('RELET_ACCESS_LOG', 'NOT_WHOLE', accessLog);
}

/** What tells this register from all others: the first line of its record of erasures. */
async function markOf(erasures: Chain<ErasureEntry>): Promise<string> {
  for await (const { hash } of erasures.lines() as AsyncIterable<Line<ErasureEntry>>) return hash;
  throw new PersonsError('ERASURES_LOST', 'The record of erasures is missing.');
}

/** Empty tables are ours from here on; those that a move of this register has begun are. Throws BadSetting for all others. */
async function claimed(rows: Database, keys: Database, chains: readonly [unknown, ChainedTable<object>][], mark: string): Promise<void> {
  const register = new KeptTables(rows);
  if ((await register.meta(MOVING)) === mark) return;
  for (const [database, tables] of [[rows, REGISTER] as const, [keys, KEYS] as const])
    for (const table of Object.keys(tables))
      if ((await database.ask(`SELECT FROM ${database.schema}.${table} LIMIT 1`)).length) throw notEmpty(database);
  for (const [, chain] of chains) if ((await chain.head()).n) throw notEmpty(rows);
  await rows.change(`INSERT INTO ${rows.schema}.meta VALUES ($1, $2) ON CONFLICT DO NOTHING`, [MOVING, mark]);
  if ((await register.meta(MOVING)) !== mark) throw notEmpty(rows);
}

const notEmpty = ({ shown }: Database) => new BadSetting('RELET_READ_MODEL', 'NOT_EMPTY', shown);

/** Copies whole tables in one transaction, in the place of what one that was cut off has left, and compares what lies there with what was to be copied. */
async function copied(from: KeptFile, to: Database, tables: Tables): Promise<void> {
  await to.inTransaction(async (statements) => {
    for (const [table, columns] of Object.entries(tables)) {
      const name = `${to.schema}.${table}`;
      const rows = from.allOf(table, columns);
      await statements.change(`TRUNCATE ${name}`);
      for (let n = 0; n < rows.length; n += PAGE) await written(statements, name, columns, rows.slice(n, n + PAGE));
      const there = await statements.ask<Row>(`SELECT ${columns.map((column) => `"${column}"`).join(', ')} FROM ${name}`);
      if (asText(there, columns) !== asText(rows, columns)) throw new BadSetting('RELET_READ_MODEL', 'NOT_WHOLE', to.shown);
    }
    await statements.change(`DELETE FROM ${to.schema}.meta WHERE name NOT LIKE 'id of %' AND name <> $1`, [MOVING]);
    const words = from.allOf('meta', ['name', 'value']).filter(({ name }) => name !== 'marked');
    if (words.length) await written(statements, `${to.schema}.meta`, ['name', 'value'], words);
  });
}

async function written({ change }: Statements, table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
  const places = rows.map((_, row) => `(${columns.map((__, n) => `$${row * columns.length + n + 1}`).join(', ')})`);
  const names = columns.map((column) => `"${column}"`).join(', ');
  await change(
    `INSERT INTO ${table} (${names}) VALUES ${places.join(', ')}`,
    rows.flatMap((row) => columns.map((column) => (column === 'cpr' ? Boolean(row[column]) : row[column]))),
  );
}

/** Rows as they are compared: one text, whatever their order and whatever the engine calls true. */
const asText = (rows: readonly Row[], columns: readonly string[]): string =>
  rows
    .map((row) => JSON.stringify(columns.map((column) => told(row[column]))))
    .sort()
    .join();
function told(value: unknown): unknown {
  if (ArrayBuffer.isView(value)) return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  return typeof value === 'boolean' ? Number(value) : value;
}
