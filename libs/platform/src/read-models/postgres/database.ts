import type { Database, Layout, Statements } from '../../database.js';
import { BadSetting } from '../../settings.js';
import { RowsUnavailable } from '../../rows-unavailable.js';
import { addressOf, type Address } from './address.js';
import { Connections, type Connection } from './connections.js';
import { fits, lockOf, quoted, saidAtStart, tablesIn } from './layout.js';

/** In each schema that is kept so: what it is, and how far its layout has come. */
const KEPT = 'relet_kept';
/** So many connections a process has at most to each database: some read, others write. */
const MOST = { readers: 10, writers: 3 };

/** Tables in a schema of their own, apart from the rows that are made of the log: they are made of nothing else. */
export class PostgresDatabase implements Database {
  readonly schema: string;
  readonly shown: string;

  private constructor(
    private readonly connections: Connections,
    { schema, shown }: Address,
    readonly id: string,
  ) {
    this.schema = quoted(schema);
    this.shown = shown;
  }

  static async open(setting: string, layout: Layout): Promise<PostgresDatabase> {
    return PostgresDatabase.with(setting, layout, (connection, address) =>
      prepared(connection, address, layout),
    ) as Promise<PostgresDatabase>;
  }

  static lookInto(setting: string, layout: Layout): Promise<PostgresDatabase | undefined> {
    return PostgresDatabase.with(setting, layout, async (connection, { schema }) => (await kept(connection, schema))?.id);
  }

  private static async with(
    setting: string,
    { variable, schema }: Layout,
    idOf: (connection: Connection, address: Address) => Promise<string | undefined>,
  ): Promise<PostgresDatabase | undefined> {
    const address = addressOf(setting, { variable, schema });
    // Names without a schema are those of these tables.
    const client = { ...address.client, options: `-c search_path=${address.schema}` };
    const connections = new Connections({ ...address, client }, MOST);
    try {
      const id = await saidAtStart(variable, address.shown, () => connections.inTransaction((connection) => idOf(connection, address)));
      if (id !== undefined) return new PostgresDatabase(connections, address, id);
    } catch (error) {
      await connections.close();
      throw error;
    }
    await connections.close();
    return undefined;
  }

  ask<R extends object>(sql: string, values: unknown[] = []): Promise<R[]> {
    return this.connections.ask<R>(sql, values);
  }

  change(sql: string, values: unknown[] = []): Promise<number> {
    return this.inTransaction((statements) => statements.change(sql, values));
  }

  inTransaction<T>(act: (statements: Statements) => Promise<T>): Promise<T> {
    return this.connections.inSafeTransaction((connection) => act(statementsOf(connection)));
  }

  async writeAnew(tables: readonly string[]): Promise<boolean> {
    try {
      await this.connections.vacuum(tables.map((table) => `${this.schema}.${quoted(table)}`));
      return true;
    } catch (error) {
      if (error instanceof RowsUnavailable && (error.cause as { code?: string }).code === LOCKED) return false;
      throw error;
    }
  }

  close(): Promise<void> {
    return this.connections.close();
  }
}

/** A lock was not given in time. */
const LOCKED = '55P03';

const statementsOf = (connection: Connection): Statements => ({
  ask: async <R extends object>(sql: string, values: unknown[] = []) => (await connection.query<R>(sql, values)).rows,
  change: async (sql, values = []) => (await connection.query(sql, values)).rowCount ?? 0,
});

interface Kept {
  kind: string;
  id: string;
  layout: number;
}

/** The id of the tables, once they are as this program needs them. Whoever starts first makes them, the others wait. */
async function prepared(connection: Connection, { schema, shown }: Address, layout: Layout): Promise<string> {
  const { variable, kind, steps, apartFrom = [] } = layout;
  const refused = (why: 'ROWS_FOREIGN' | 'ROWS_NEWER' | 'ROWS_SERVER' | 'KEPT_TOGETHER') => new BadSetting(variable, why, shown);
  await connection.query('SELECT pg_advisory_xact_lock($1::bigint)', [lockOf(schema)]);
  if (!(await fits(connection))) throw refused('ROWS_SERVER');
  if ((await idsIn(connection)).some((id) => apartFrom.includes(id))) throw refused('KEPT_TOGETHER');
  const there = await kept(connection, schema);
  if (there ? there.kind !== kind : (await tablesIn(connection, schema)).length) throw refused('ROWS_FOREIGN');
  if ((there?.layout ?? 0) > steps.length) throw refused('ROWS_NEWER');
  const { id } = there ?? (await begun(connection, schema, kind));
  for (const step of steps.slice(there?.layout ?? 0)) await connection.query(step(quoted(schema)));
  await connection.query(`UPDATE ${quoted(schema)}.${KEPT} SET layout = $1`, [steps.length]);
  return id;
}

async function begun(connection: Connection, schema: string, kind: string): Promise<Kept> {
  // Asked for first: a user who may not make schemas can be given one.
  const { rowCount } = await connection.query('SELECT 1 FROM pg_namespace WHERE nspname = $1', [schema]);
  if (!rowCount) await connection.query(`CREATE SCHEMA ${quoted(schema)}`);
  await connection.query(`CREATE TABLE ${quoted(schema)}.${KEPT} (
    one boolean PRIMARY KEY DEFAULT true CHECK (one), kind text NOT NULL, id text NOT NULL DEFAULT gen_random_uuid()::text, layout integer NOT NULL)`);
  const begin = `INSERT INTO ${quoted(schema)}.${KEPT} (kind, layout) VALUES ($1, 0) RETURNING kind, id, layout`;
  return (await connection.query<Kept>(begin, [kind])).rows[0] as Kept;
}

async function kept(connection: Connection, schema: string): Promise<Kept | undefined> {
  const there = await connection.query('SELECT FROM pg_class WHERE oid = to_regclass($1)', [`${quoted(schema)}.${KEPT}`]);
  if (!there.rowCount) return undefined;
  return (await connection.query<Kept>(`SELECT kind, id, layout FROM ${quoted(schema)}.${KEPT}`)).rows[0];
}

/** The ids of all that is kept so in this database, as far as this user may see it. */
async function idsIn(connection: Connection): Promise<string[]> {
  const asked = `SELECT nspname AS schema FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE relname = $1 AND has_schema_privilege(n.oid, 'USAGE') AND has_table_privilege(c.oid, 'SELECT')`;
  const ids: string[] = [];
  for (const { schema } of (await connection.query<{ schema: string }>(asked, [KEPT])).rows) {
    const there = await kept(connection, schema);
    if (there) ids.push(there.id);
  }
  return ids;
}
