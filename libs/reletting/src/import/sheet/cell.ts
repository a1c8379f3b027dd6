/** A number of a workbook that counts days from 1904, beside the serial number that it has as a day in all others. */
export interface From1904 {
  number: number;
  serial: number;
}

/** A cell as a file gives it: text, or what a workbook has typed. What a program could not calculate is told as such. */
export type Cell = string | number | boolean | { day: string } | From1904 | { error: string } | { formula: true } | null;

/** The number in a cell, if there is one. */
export const numberIn = (cell: Cell | undefined): number | undefined =>
  typeof cell === 'number' ? cell : typeof cell === 'object' && cell !== null && 'number' in cell ? cell.number : undefined;

/** One row with the line that it begins on; in a workbook the number that stands beside it. */
export interface Row {
  line: number;
  /** The line that it ends on, where a cell of a CSV is broken into lines. */
  end?: number;
  cells: Cell[];
  /** True for a row of a workbook that people do not see: filtered away, or hidden by hand. */
  isHidden?: true;
}

/** The line on which a row ends. */
export const endOf = ({ line, end = line }: Row): number => end;

/** True for a cell that holds nothing. */
export const isEmpty = (cell: Cell | undefined): boolean =>
  cell === undefined || cell === null || (typeof cell === 'string' && cell.trim() === '');

/** Cells of a row beyond this one are counted as one: no sheet that people fill in is as wide. */
export const WIDEST = 512;

/** The day of a spreadsheet's serial number, whose time of day is left out; what a float has lost is put back. Undefined for what is no day. */
export function serialDay(serial: number): string | undefined {
  const nearest = Math.round(serial);
  const days = Math.abs(serial - nearest) < 1e-5 ? nearest : Math.floor(serial);
  if (!(days >= 1 && days < 2_958_466)) return undefined;
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}
