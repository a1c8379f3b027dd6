import type { Fault } from '../imports.answers.js';
import type { Hinted } from '../hinted.js';
import { isEmpty, type Cell, type Row } from '../sheet/cell.js';
import type { Chosen } from '../sheet/read.js';
import { DAMAGED } from '../sheet/text.js';
import type { RelettingRow } from './cells.js';
import { headerOf, type Layout } from './columns.js';
import { faultOf, type CellFault } from './faults.js';

/** A row of the file: what it tells when it can be read, and all that is wrong with it. */
export interface ReadRow {
  line: number;
  row: RelettingRow | undefined;
  /** How the home is written, when that is no id. */
  written?: string;
  faults: Fault[];
}

/** Where the rows of a file come from. */
export interface Source {
  /** In which its faults are told. */
  words: Hinted;
  headers: string[];
  /** Lines of the headers: one, or two that belong together. */
  headerLines: number[];
  layout: Layout;
  /** Lines above the headers in which something stands. */
  titles: number[];
  /** The line behind the headers. */
  begins: number;
  /** The sheet that was read and the others, of a workbook. */
  chosen?: Chosen | undefined;
}

/** A fault at its place: the column by the file's own header, the reason in its reader's language. */
export function placed({ column, code, reason }: CellFault, line: number, { headers, layout, words }: Source): Fault {
  const index = column && layout.at.get(column);
  const header = index === undefined ? column && headerOf(column) : headers[index]?.trim();
  return { line, column: header ?? '-', code, reason: reason(words) };
}

/** Cells that cannot be taken with their row: letters that cannot be read, and more cells than there are headers. */
export function faultsOfCells(cells: readonly Cell[], { headers, layout }: Source): CellFault[] {
  const columns = new Map([...layout.at].map(([column, index]) => [index, column]));
  return [
    ...cells.flatMap((cell, index) => (isDamaged(cell) ? [faultOf(columns.get(index), 'BYTES_UNREADABLE')] : [])),
    ...(cells.slice(headers.length).every(isEmpty) ? [] : [faultOf(undefined, 'TOO_MANY_CELLS')]),
  ];
}

/** Where cells of a row stand under no header, though others have one behind them: nobody knows what they say. */
export const underNoHeader = ({ cells }: Row, { headers }: Source): number[] =>
  cells.flatMap((cell, at) => (at < headers.length && headers[at] === '' && !isEmpty(cell) ? [at] : []));

/** True for a text with letters that could not be read. */
export const isDamaged = (cell: Cell | undefined): boolean => typeof cell === 'string' && cell.includes(DAMAGED);
