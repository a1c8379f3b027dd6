import type { AnalystView, Projection } from '../projection.js';
import type { Connection } from './connections.js';
import { quoted, READERS } from './layout.js';

/** The schema in which analysts ask rows of another one. */
export const analystsSchema = (schema: string): string => (schema === 'relet' ? 'bi' : `${schema}_bi`);

const opened = (projections: readonly Projection[]) => projections.filter(({ analysts }) => analysts);
const tablesOf = (projections: readonly Projection[]) => opened(projections).flatMap(({ tables }) => Object.keys(tables));
const viewsOf = (projections: readonly Projection[]) => opened(projections).flatMap(({ analysts }) => analysts?.views ?? []);

/**
 * Whether analysts have their schema; if so, it is kept from readers until the transaction ends. Their views come before the tables, as every question takes them.
 */
export async function holdAnalysts(connection: Connection, schema: string, projections: readonly Projection[]): Promise<boolean> {
  const asked = `SELECT analysts AND EXISTS (SELECT FROM pg_namespace WHERE nspname = $1) AS there FROM ${quoted(schema)}.relet_meta`;
  const own = analystsSchema(schema);
  const [found] = (await connection.query<{ there: boolean }>(asked, [own])).rows;
  if (!found?.there) return false;
  const named = viewsOf(projections).filter(({ takes }) => takes === undefined);
  const there = `SELECT relname AS name FROM pg_class WHERE relnamespace = $1::regnamespace AND relkind = 'v' AND relname = ANY ($2)`;
  const { rows } = await connection.query<{ name: string }>(there, [quoted(own), named.map(({ name }) => name)]);
  const views = rows.map(({ name }) => `${quoted(own)}.${quoted(name)}`);
  if (views.length) await connection.query(`LOCK TABLE ${views.join(', ')} IN ACCESS EXCLUSIVE MODE`);
  return true;
}

/** Gives analysts what they ask, on the tables that are read now: rows by municipality, views with their definitions, and the rights of every reader. */
export async function dressForAnalysts(connection: Connection, schema: string, projections: readonly Projection[]): Promise<void> {
  const [rows, own] = [quoted(schema), quoted(analystsSchema(schema))];
  const roles = await readersOf(connection, schema);
  const to = roles.map(quoted).join(', ');
  const statements = [
    ...tablesOf(projections).map((table) => byMunicipality(rows, quoted(table))),
    ...viewsOf(projections).flatMap((view) => [view.sql(rows, own), ...definitions(own, view)]),
    ...(to ? rightsOf(schema, projections, `GRANT`, `TO ${to}`) : []),
  ];
  await connection.query(statements.join(';\n'));
}

/** What readers are given, or what is taken from them. */
export function rightsOf(schema: string, projections: readonly Projection[], act: 'GRANT' | 'REVOKE', whom: string): string[] {
  const [rows, own] = [quoted(schema), quoted(analystsSchema(schema))];
  const views = viewsOf(projections).filter(({ takes }) => takes === undefined);
  const read = [...tablesOf(projections), READERS].map((table) => `${rows}.${quoted(table)}`);
  read.push(...views.map(({ name }) => `${own}.${quoted(name)}`));
  return [`${act} USAGE ON SCHEMA ${rows}, ${own} ${whom}`, `${act} SELECT ON ${read.join(', ')} ${whom}`];
}

/** Readers whose role is there still. */
async function readersOf(connection: Connection, schema: string): Promise<string[]> {
  const asked = `SELECT role FROM ${quoted(schema)}.${READERS} JOIN pg_roles ON rolname = role ORDER BY role`;
  return (await connection.query<{ role: string }>(asked)).rows.map(({ role }) => role);
}

/** Rows are shown to readers of their municipality, and of all; who they are is asked once a statement. */
const byMunicipality = (rows: string, table: string) => `ALTER TABLE ${rows}.${table} ENABLE ROW LEVEL SECURITY;
  DROP POLICY IF EXISTS readers ON ${rows}.${table};
  CREATE POLICY readers ON ${rows}.${table} FOR SELECT USING (
    municipality = ANY (ARRAY(SELECT r.municipality FROM ${rows}.${READERS} r WHERE r.role = current_user))
    OR (SELECT bool_or(r.municipality IS NULL) FROM ${rows}.${READERS} r WHERE r.role = current_user))`;

const text = (said: string) => `'${said.replaceAll("'", "''")}'`;

function definitions(own: string, { name, about, columns, takes }: AnalystView): string[] {
  const named = `${own}.${quoted(name)}`;
  if (takes !== undefined) return [`COMMENT ON FUNCTION ${named}(${takes}) IS ${text(about)}`];
  return [
    `COMMENT ON VIEW ${named} IS ${text(about)}`,
    ...Object.entries(columns).map(([column, said]) => `COMMENT ON COLUMN ${named}.${quoted(column)} IS ${text(said)}`),
  ];
}
