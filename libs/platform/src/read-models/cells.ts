import type { Cell, Column, Table } from './table.js';

/** The cells of a row in the order of its columns. Throws TypeError for what its column does not take: whatever keeps the rows, such a stream is parked with the same words. */
export function cellsOf(
  table: string,
  columns: readonly (readonly [name: string, column: Column])[],
  row: Readonly<Record<string, Cell>>,
): Cell[] {
  return columns.map(([name, { kind, mayBeEmpty }]) => {
    const cell = row[name] ?? null;
    if (cell === null ? mayBeEmpty : kind === 'text' ? typeof cell === 'string' : Number.isSafeInteger(cell)) return cell;
    throw new TypeError(`The column ${name} of ${table} takes no such value.`);
  });
}

/** The columns of a table, in its order. */
export const columnsOf = (table: Table): [name: string, column: Column][] => Object.entries(table);
