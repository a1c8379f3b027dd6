import type Database from 'better-sqlite3';
import type { Projection, Rows } from '../projection.js';
import type { Cell, Table } from '../table.js';
import { PARKED } from './tables.js';

/** Writes the rows of streams into the tables of one version; only rows that differ are written. */
export class RowWriter {
  private readonly tables: readonly { prefix: string; name: string; table: TableWriter }[];
  private readonly park: Database.Statement;
  private readonly unpark: Database.Statement;

  constructor(db: Database.Database, projections: readonly Projection[], end = '') {
    this.tables = projections.flatMap(({ prefix, tables }) =>
      Object.entries(tables).map(([name, columns]) => ({ prefix, name, table: new TableWriter(db, `${name}${end}`, columns) })),
    );
    this.park = db.prepare(`INSERT INTO ${PARKED}${end} VALUES (?, ?)`);
    this.unpark = db.prepare(`DELETE FROM ${PARKED}${end} WHERE stream = ?`);
  }

  /** A new stream has no rows yet: none are looked for. Rows that no table takes park their stream, and no other; a disk that takes nothing is another matter. */
  put(stream: string, rows: Rows | Error, isNew = false): void {
    try {
      this.replace(stream, rows, isNew);
    } catch (error) {
      // Without a code it is a value that SQLite cannot hold.
      const { code = 'SQLITE_CONSTRAINT', message } = error as { code?: string; message: string };
      if (!code.startsWith('SQLITE_CONSTRAINT')) throw error;
      // Rows of it that were taken before go with those from before.
      this.replace(stream, new Error(message));
    }
  }

  private replace(stream: string, rows: Rows | Error, isNew = false): void {
    if (!isNew) this.unpark.run(stream);
    if (rows instanceof Error) this.park.run(stream, `${rows.name}: ${rows.message}`);
    // A parked stream has no rows: those from before would be taken for what is known.
    const made = rows instanceof Error ? {} : rows;
    for (const { prefix, name, table } of this.tables) if (stream.startsWith(prefix)) table.replace(stream, made[name] ?? [], isNew);
  }
}

/** One table of one version. */
class TableWriter {
  private readonly columns: readonly string[];
  private readonly before: Database.Statement<[string], Cell[]>;
  private readonly set: Database.Statement;
  private readonly cut: Database.Statement;

  constructor(db: Database.Database, name: string, table: Table) {
    this.columns = Object.keys(table);
    const places = ['?', '?', ...this.columns.map(() => '?')].join(', ');
    this.before = db.prepare<[string], Cell[]>(`SELECT ${this.columns.join(', ')} FROM ${name} WHERE stream = ? ORDER BY ordinal`).raw();
    this.set = db.prepare(`INSERT OR REPLACE INTO ${name} (stream, ordinal, ${this.columns.join(', ')}) VALUES (${places})`);
    this.cut = db.prepare(`DELETE FROM ${name} WHERE stream = ? AND ordinal >= ?`);
  }

  replace(stream: string, rows: Rows[string], isNew: boolean): void {
    const before = isNew ? [] : this.before.all(stream);
    rows.forEach((row, ordinal) => {
      const cells = this.columns.map((column) => row[column] ?? null);
      const same = before[ordinal]?.every((cell, n) => cell === cells[n]);
      if (!same) this.set.run(stream, ordinal, ...cells);
    });
    if (before.length > rows.length) this.cut.run(stream, rows.length);
  }
}
