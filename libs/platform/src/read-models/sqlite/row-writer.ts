import type Database from 'better-sqlite3';
import { cellsOf, columnsOf } from '../cells.js';
import type { Projection, Rows } from '../projection.js';
import type { Cell, Table } from '../table.js';
import { PARKED } from './tables.js';
import { WrittenRows, type RowsByTable } from './written-rows.js';

const NO_ROWS: RowsByTable = [];

/** Writes the rows of streams into the tables of one version; only rows that differ are written. */
export class RowWriter {
  private readonly tables: ReadonlyMap<string, readonly TableWriter[]>;
  private readonly park: Database.Statement;
  private readonly unpark: Database.Statement;
  /** What streams that were written lately have in each of their tables; parked ones are not kept. */
  private readonly written = new WrittenRows();

  constructor(db: Database.Database, projections: readonly Projection[], end = '') {
    const byPrefix = Map.groupBy(projections, ({ prefix }) => prefix);
    this.tables = new Map(
      [...byPrefix].map(([prefix, own]) => [
        prefix,
        own.flatMap(({ tables }) => Object.entries(tables).map(([name, columns]) => new TableWriter(db, name, end, columns))),
      ]),
    );
    this.park = db.prepare(`INSERT INTO ${PARKED}${end} VALUES (?, ?)`);
    this.unpark = db.prepare(`DELETE FROM ${PARKED}${end} WHERE stream = ?`);
  }

  /** A new stream has no rows yet: none are looked for. Rows that no table takes park their stream, and no other; a disk that takes nothing is another matter. */
  put(stream: string, rows: Rows | Error, isNew = false): void {
    try {
      this.replace(stream, rows, isNew);
    } catch (error) {
      if (!(error instanceof TypeError)) throw error;
      // Rows of it that were taken before go with those from before.
      this.replace(stream, error);
    }
  }

  /** After a transaction that was not kept, or rows that another version has put here: nothing is known of what the tables hold. */
  forget(): void {
    this.written.clear();
  }

  private replace(stream: string, rows: Rows | Error, isNew = false): void {
    const known = isNew ? NO_ROWS : this.written.take(stream);
    if (!known) this.unpark.run(stream);
    if (rows instanceof Error) this.park.run(stream, `${rows.name}: ${rows.message}`);
    // A parked stream has no rows: those from before would be taken for what is known.
    const made = rows instanceof Error ? {} : rows;
    const own = this.tables.get(stream.slice(0, stream.indexOf('-') + 1)) ?? [];
    const now = own.map((table, n) => table.replace(stream, made[table.name] ?? [], known && (known[n] ?? [])));
    if (!(rows instanceof Error) && !isNew) this.written.keep(stream, now);
  }
}

/** One table of one version. */
class TableWriter {
  private readonly columns: ReturnType<typeof columnsOf>;
  private readonly before: Database.Statement<[string], Cell[]>;
  private readonly add: Database.Statement;
  private readonly change: Database.Statement;
  private readonly cut: Database.Statement;

  constructor(
    db: Database.Database,
    readonly name: string,
    end: string,
    table: Table,
  ) {
    this.columns = columnsOf(table);
    const names = this.columns.map(([column]) => column);
    const places = names.map(() => '?').join(', ');
    const full = `${name}${end}`;
    this.before = db.prepare<[string], Cell[]>(`SELECT ${names.join(', ')} FROM ${full} WHERE stream = ? ORDER BY ordinal`).raw();
    this.add = db.prepare(`INSERT INTO ${full} (${names.join(', ')}, stream, ordinal) VALUES (${places}, ?, ?)`);
    // Its key stays: nothing of the index is written, as a row that is put in the place of another would have it.
    this.change = db.prepare(`UPDATE ${full} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE stream = ? AND ordinal = ?`);
    this.cut = db.prepare(`DELETE FROM ${full} WHERE stream = ? AND ordinal >= ?`);
  }

  /** Puts the rows in the place of those before, which are read when they are not known; answers their cells. */
  replace(stream: string, rows: Rows[string], known: readonly (readonly Cell[])[] | undefined): (readonly Cell[])[] {
    const before = known ?? this.before.all(stream);
    const now = rows.map((row, ordinal) => {
      const cells = cellsOf(this.name, this.columns, row);
      const there = before[ordinal];
      if (!there?.every((cell, n) => cell === cells[n])) (there ? this.change : this.add).run(...cells, stream, ordinal);
      return cells;
    });
    if (before.length > rows.length) this.cut.run(stream, rows.length);
    return now;
  }
}
