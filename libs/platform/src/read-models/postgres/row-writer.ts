import { cellsOf, columnsOf } from '../cells.js';
import { tablesOf, type Projection, type Rows } from '../projection.js';
import type { Cell, Column, Table } from '../table.js';
import { takesNot, type Connection } from './connections.js';
import { PARKED, quoted } from './layout.js';

/** The rows of some streams, ready to be written: a parked one has none. */
export interface Made {
  stream: string;
  /** Why it is parked, if it is. */
  parked?: string;
  /** Cells by table. */
  tables: ReadonlyMap<string, readonly Cell[][]>;
}

/** Writes the rows of streams into the tables of one version; only rows that differ are written. */
export class RowWriter {
  /** By what the names of streams begin with: the tables of their rows, and the statement that replaces them in one round. */
  private readonly groups: ReadonlyMap<string, { tables: readonly WrittenTable[]; sql: string }>;

  constructor(schema: string, projections: readonly Projection[], end = '') {
    const named = (table: string) => `${quoted(schema)}.${quoted(table + end)}`;
    this.groups = new Map(
      [...Map.groupBy(projections, ({ prefix }) => prefix)].map(([prefix, own]) => {
        const tables = Object.entries(tablesOf(own)).map(([name, table]) => new WrittenTable(name, named(name), table));
        return [prefix, { tables, sql: statementFor(named(PARKED), tables) }];
      }),
    );
  }

  /** What is to be written of a stream. A row that its table does not take parks the stream. */
  made(stream: string, rows: Rows | Error): Made {
    if (rows instanceof Error) return parked(stream, rows);
    try {
      const tables = this.groupOf(stream)?.tables ?? [];
      return { stream, tables: new Map(tables.map((table) => [table.name, table.cellsOf(rows[table.name] ?? [])])) };
    } catch (error) {
      if (error instanceof TypeError) return parked(stream, error);
      throw error;
    }
  }

  /** Replaces the rows of all streams at once. Throws when the server does not take one of them: what was written in this transaction is lost then. */
  async put(connection: Connection, all: readonly Made[]): Promise<void> {
    for (const [prefix, made] of Map.groupBy(all, ({ stream }) => prefixIn(stream))) {
      const group = this.groups.get(prefix);
      if (group) await connection.query(group.sql, valuesFor(group.tables, made));
    }
  }

  /** The same stream by stream: one that the server does not take is parked, and no other. */
  async putEach(connection: Connection, all: readonly Made[]): Promise<void> {
    for (const made of all) {
      await connection.query('SAVEPOINT stream');
      try {
        await this.put(connection, [made]);
      } catch (error) {
        if (!takesNot(error)) throw error;
        await connection.query('ROLLBACK TO SAVEPOINT stream');
        await this.put(connection, [parked(made.stream, new TypeError(`The server takes no such value (${error.code}).`))]);
      }
      await connection.query('RELEASE SAVEPOINT stream');
    }
  }

  private groupOf(stream: string) {
    return this.groups.get(prefixIn(stream));
  }
}

const prefixIn = (stream: string) => stream.slice(0, stream.indexOf('-') + 1);
const parked = (stream: string, { name, message }: Error): Made => {
  // A zero byte is the one character that the server does not take.
  return { stream, parked: `${name}: ${message}`.replaceAll('\0', ''), tables: new Map() };
};

/** One table of one version. */
class WrittenTable {
  readonly columns: (readonly [name: string, column: Column])[];

  constructor(
    readonly name: string,
    readonly full: string,
    table: Table,
  ) {
    this.columns = columnsOf(table);
  }

  cellsOf(rows: Rows[string]): Cell[][] {
    return rows.map((row) => cellsOf(this.name, this.columns, row));
  }
}

/**
 * One statement for all tables: lists of streams, of their rows' number, and of the rows by column. Rows behind the last one go, those that differ are replaced, and
 * new ones are added.
 */
function statementFor(parkedTable: string, tables: readonly WrittenTable[]): string {
  let n = 3;
  const next = (type: string) => `$${++n}::${type}[]`;
  const parts = tables.flatMap(({ full, columns }, at) => {
    const names = columns.map(([name]) => quoted(name));
    const cut = `cut_${at} AS (DELETE FROM ${full} t USING unnest($1::text[], ${next('bigint')}) AS w (stream, rows)
      WHERE t.stream = w.stream AND t.ordinal >= w.rows)`;
    const lists = ['text', 'bigint', ...columns.map(([, { kind }]) => (kind === 'text' ? 'text' : 'bigint'))].map(next);
    const differs = `(${names.map((name) => `t.${name}`).join(', ')}) IS DISTINCT FROM (${names.map((name) => `excluded.${name}`).join(', ')})`;
    const put = `put_${at} AS (INSERT INTO ${full} AS t (stream, ordinal, ${names.join(', ')}) SELECT * FROM unnest(${lists.join(', ')})
      ON CONFLICT (stream, ordinal) DO UPDATE SET ${names.map((name) => `${name} = excluded.${name}`).join(', ')} WHERE ${differs})`;
    return [cut, put];
  });
  const unpark = `unpark AS (DELETE FROM ${parkedTable} WHERE stream = ANY ($1) AND NOT stream = ANY ($2))`;
  const park = `INSERT INTO ${parkedTable} AS t SELECT * FROM unnest($2::text[], $3::text[])
    ON CONFLICT (stream) DO UPDATE SET reason = excluded.reason WHERE t.reason IS DISTINCT FROM excluded.reason`;
  return `WITH ${[unpark, ...parts].join(',\n')}\n${park}`;
}

function valuesFor(tables: readonly WrittenTable[], all: readonly Made[]): unknown[] {
  const out = all.filter(({ parked: why }) => why !== undefined);
  const values: unknown[] = [all.map(({ stream }) => stream), out.map(({ stream }) => stream), out.map(({ parked: why }) => why)];
  for (const { name, columns } of tables) {
    const rows = all.map(({ stream, tables: own }) => ({ stream, cells: own.get(name) ?? [] }));
    values.push(rows.map(({ cells }) => cells.length));
    values.push(rows.flatMap(({ stream, cells }) => cells.map(() => stream)));
    values.push(rows.flatMap(({ cells }) => cells.map((_, ordinal) => ordinal)));
    columns.forEach((_, n) => values.push(rows.flatMap(({ cells }) => cells.map((row) => row[n]))));
  }
  return values;
}
