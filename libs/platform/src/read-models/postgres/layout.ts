import { createHash } from 'node:crypto';
import pg from 'pg';
import { BadSetting } from '../../settings.js';
import { RowsUnavailable } from '../../rows-unavailable.js';
import { anotherStore } from '../another-log.js';
import { nameOf, tablesOf, type Opening, type Projection } from '../projection.js';
import { text, type Table, type Tables } from '../table.js';
import type { Address } from './address.js';
import { slowly, type Connection, type Connections } from './connections.js';

/** Ends the names of the tables of a second version while it is written, and of those that are being let go. */
export const NEXT = '__next';
export const OLD = '__old';
/** Streams that were parked have their table in every version, with the rows of the others. */
export const PARKED = 'relet_parked';
/** Who of the analysts may ask, and of which municipality; of all, where none is named. Each reader finds themselves alone in it. */
export const READERS = 'relet_reader';
/** Rights that processes have in turn. */
export const LEASES = 'relet_lease';
const KEPT: readonly string[] = ['relet_meta', 'relet_changed', READERS, LEASES];

/** Steps from one layout of the kept tables to the next: the tables of projections are made anew whenever they change, and need none. */
const STEPS: readonly ((schema: string) => string)[] = [
  (schema) => `
    CREATE TABLE ${schema}.relet_meta (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      layout integer NOT NULL, made_for text NOT NULL, position text, change bigint NOT NULL DEFAULT 0,
      altered text[], lease bigint NOT NULL DEFAULT 0, lease_until timestamptz NOT NULL DEFAULT '-infinity');
    INSERT INTO ${schema}.relet_meta (layout, made_for) VALUES (0, '');
    CREATE TABLE ${schema}.relet_changed (stream text COLLATE "C" PRIMARY KEY, change bigint NOT NULL UNIQUE);`,
  (schema) => `ALTER TABLE ${schema}.relet_meta ADD COLUMN last text`,
  (schema) => `
    CREATE TABLE ${schema}.${READERS} (
      role text COLLATE "C" PRIMARY KEY, municipality text COLLATE "C", made boolean NOT NULL,
      granted_by text NOT NULL, granted_at timestamptz NOT NULL DEFAULT now());
    ALTER TABLE ${schema}.${READERS} ENABLE ROW LEVEL SECURITY;
    CREATE POLICY own ON ${schema}.${READERS} FOR SELECT USING (role = current_user);
    ALTER TABLE ${schema}.relet_meta ADD COLUMN analysts boolean NOT NULL DEFAULT false;`,
  (schema) => `CREATE TABLE ${schema}.${LEASES} (name text COLLATE "C" PRIMARY KEY, holder text NOT NULL, until timestamptz NOT NULL)`,
];

/** A name as SQL takes it, capitals and all. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** All tables of a version with their columns, in the order in which they are compared. */
export const versionOf = (projections: readonly Projection[]): Tables => ({ ...tablesOf(projections), [PARKED]: { reason: text } });

/** Where a row stands in its table. A parked stream stands once. */
export const placeIn = (table: string): string[] => (table === PARKED ? ['stream'] : ['stream', 'ordinal']);

/** Prepares a schema for our rows: whoever starts first makes it, the others wait. Throws BadSetting for what is not ours or newer than this program. */
export async function prepare(connections: Connections, { schema, shown }: Address, opening: Opening): Promise<void> {
  const refused = (why: 'ROWS_FOREIGN' | 'ROWS_NEWER' | 'ROWS_SERVER') => new BadSetting('RELET_READ_MODEL', why, shown);
  await saidAtStart('RELET_READ_MODEL', shown, () =>
    connections.inTransaction(async (connection) => {
      await connection.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockOf(schema)]);
      if (!(await fits(connection))) throw refused('ROWS_SERVER');
      const there = await tablesIn(connection, schema);
      const layout = there.length ? await layoutOf(connection, schema) : 0;
      if (layout === undefined) throw refused('ROWS_FOREIGN');
      if (layout > STEPS.length) throw refused('ROWS_NEWER');
      if (layout < STEPS.length) await step(connection, schema, layout);
      await begin(connection, schema, opening);
    }),
  );
}

/** One number a schema, the same in every process. */
export const lockOf = (schema: string) => createHash('sha256').update(`relet ${schema}`).digest().readBigInt64BE().toString();

/** True for a server that is new enough, and a database that holds every letter. */
export async function fits(connection: Connection): Promise<boolean> {
  const asked = "SELECT current_setting('server_version_num')::int >= 150000 AND current_setting('server_encoding') = 'UTF8' AS fits";
  return (await connection.query<{ fits: boolean }>(asked)).rows[0]?.fits ?? false;
}

async function layoutOf(connection: Connection, schema: string): Promise<number | undefined> {
  const asked = "SELECT 1 FROM information_schema.columns WHERE table_schema = $1 AND table_name = 'relet_meta' AND column_name = 'layout'";
  if (!(await connection.query(asked, [schema])).rowCount) return undefined;
  return (await connection.query<{ layout: number }>(`SELECT layout FROM ${quoted(schema)}.relet_meta`)).rows[0]?.layout;
}

async function step(connection: Connection, schema: string, from: number): Promise<void> {
  // Asked for first: a user who may not make schemas can be given one.
  const { rowCount } = await connection.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (!rowCount) await connection.query(`CREATE SCHEMA ${quoted(schema)}`);
  for (const each of STEPS.slice(from)) await connection.query(each(quoted(schema)));
  await connection.query(`UPDATE ${quoted(schema)}.relet_meta SET layout = $1`, [STEPS.length]);
}

/** A new schema gets empty tables. Those of another version stay as they are until new ones take over; those of another store only where that is meant. */
async function begin(connection: Connection, schema: string, opening: Opening): Promise<void> {
  const meta = `${quoted(schema)}.relet_meta`;
  const [{ made_for: made, position } = { made_for: '', position: null }] = (
    await connection.query<{ made_for: string; position: string | null }>(`SELECT made_for, position FROM ${meta}`)
  ).rows;
  if (made !== '' && !made.startsWith(`${opening.storeId} `) && !opening.fromAnyStore) throw anotherStore();
  if (made !== '' || position !== null || (await tablesIn(connection, schema)).length > KEPT.length) return;
  await createVersion(connection, schema, opening.projections, '');
  for (const table of Object.keys(versionOf(opening.projections))) await addKey(connection, schema, table, '');
  await connection.query(`UPDATE ${meta} SET made_for = $1`, [nameOf(opening)]);
}

/** Makes the empty tables of a version, without keys; `end` is added to their names. Texts are compared by their bytes, as elsewhere. */
export async function createVersion(
  connection: Connection,
  schema: string,
  projections: readonly Projection[],
  end: string,
): Promise<void> {
  for (const [name, columns] of Object.entries(versionOf(projections)))
    await connection.query(
      `CREATE TABLE ${quoted(schema)}.${quoted(name + end)} (${[...placeColumns(name), ...listed(columns)].join(', ')})`,
    );
}

const placeColumns = (name: string) => placeIn(name).map((column) => (column === 'stream' ? TEXT : `ordinal ${TYPES.integer} NOT NULL`));
const TYPES = { text: 'text COLLATE "C"', integer: 'bigint' } as const;
const TEXT = `stream ${TYPES.text} NOT NULL`;
const listed = (columns: Table) =>
  Object.entries(columns).map(([name, { kind, mayBeEmpty }]) => `${quoted(name)} ${TYPES[kind]}${mayBeEmpty ? '' : ' NOT NULL'}`);

/** Gives a table its key: later than its rows where they are many, for that is quicker. */
export async function addKey(connection: Connection, schema: string, table: string, end: string): Promise<void> {
  await connection.query(slowly(`ALTER TABLE ${quoted(schema)}.${quoted(table + end)} ADD PRIMARY KEY (${placeIn(table).join(', ')})`));
}

/** Tables whose names end so; without an end those of the version that is read, and those that are kept once. */
export async function tablesIn(connection: Connection, schema: string, end?: string): Promise<string[]> {
  const asked = `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE n.nspname = $1 AND c.relkind IN ('r', 'p', 'v', 'm', 'f') ORDER BY c.relname`;
  const names = (await connection.query<{ name: string }>(asked, [schema])).rows.map(({ name }) => name);
  if (end === undefined) return names;
  return names.filter((name) => (end ? name.endsWith(end) : !KEPT.includes(name) && !name.endsWith(NEXT) && !name.endsWith(OLD)));
}

/** What keeps a start from its rows is said by the setting, without what the server says of user and password. */
export async function saidAtStart<T>(variable: string, shown: string, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof RowsUnavailable || error instanceof pg.DatabaseError)) throw error;
    const { code = '', message } = (error.cause ?? error) as Error & { code?: string };
    const denied = /^(28|42501|3D000)|SELF_SIGNED|CERT|ERR_TLS/.test(code) || /^SASL|support SSL/.test(message);
    throw new BadSetting(variable, denied ? 'ROWS_DENIED' : 'ROWS_AWAY', `${shown} (${code || 'no answer'})`);
  }
}
