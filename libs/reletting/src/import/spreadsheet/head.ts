import { isEmpty, numberIn, type Cell, type Row } from '../sheet/cell.js';
import { HEAD, knownIn, meantBy, type Known } from '../sheet/headers.js';

/** The headers of a sheet, the lines they stand on, and how many of its first rows they end. */
export interface Head {
  headers: string[];
  lines: number[];
  rows: number;
}

/**
 * Finds the headers among the first rows: where most of the known ones stand, in one row or in two that belong together. Titles above are passed
 * over. `said` is the line of the headers when somebody has told it. Undefined when nothing stands there.
 */
export function headOf(rows: readonly Row[], known: Known, said: number | undefined): Head | undefined {
  const first = rows.slice(0, HEAD);
  if (said !== undefined) {
    const at = rows.findIndex(({ line }) => line === said);
    if (at < 0) return undefined;
    const [one, two] = [oneRow(rows, at), twoRows(rows, at, known)];
    return two && score(two, known) > score(one, known) ? two : (withUnits(rows, one, known) ?? one);
  }
  const heads = [...first.map((_, at) => oneRow(first, at)), ...first.flatMap((_, at) => twoRows(first, at, known) ?? [])];
  // The sort is stable: of equals the first row counts, and two rows count only where they know more than any one.
  const [best] = heads.sort((a, b) => score(b, known) - score(a, known));
  if (best && score(best, known) > 0) return withUnits(first, best, known) ?? best;
  // Nothing is known: a row with one cell is a title.
  const at = first.findIndex(({ cells }) => cells.filter((cell) => !isEmpty(cell)).length > 1);
  return first.length ? oneRow(first, Math.max(at, 0)) : undefined;
}

const score = ({ headers }: Head, known: Known) => knownIn(headers, known);
const textOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.trim() : String(numberIn(cell) ?? ''));

function oneRow(rows: readonly Row[], at: number): Head {
  const { line, cells } = rows[at] as Row;
  return { headers: cells.map(textOf), lines: [line], rows: at + 1 };
}

/** The same headers with the row below them, when that says nothing but units, how a cell is filled in (`kr.`, `dd-mm-åååå`) and remarks in brackets. */
function withUnits(rows: readonly Row[], { headers, lines, rows: ended }: Head, known: Known): Head | undefined {
  const below = rows[ended];
  if (lines.length > 1 || !below) return undefined;
  const filled = below.cells.flatMap((cell, n) => (isEmpty(cell) ? [] : [n]));
  const headed = filled.filter((n) => meantBy(headers[n] ?? '', known) !== undefined);
  const isUnit = (n: number) =>
    meantBy(`${headers[n]} ${textOf(below.cells[n])}`, known) === meantBy(headers[n] ?? '', known) ||
    /^[([]\D*[)\]]$/.test(textOf(below.cells[n]));
  // Under a header that means nothing here any word may stand.
  const isWord = (n: number) => !/\d/.test(textOf(below.cells[n]));
  return headed.length && filled.every((n) => (headed.includes(n) ? isUnit(n) : isWord(n))) ? twoRows(rows, ended - 1, known) : undefined;
}

/** Two header rows: a group above ("Fraflytning") and its columns below ("Dato"), or a header beside a group. */
function twoRows(rows: readonly Row[], at: number, known: Known): Head | undefined {
  const [above, below] = [rows[at], rows[at + 1]];
  if (!above || !below) return undefined;
  const headers = Array.from({ length: Math.max(above.cells.length, below.cells.length) }, (_, n) => {
    const [upper, lower] = [textOf(above.cells[n]), textOf(below.cells[n])];
    const together = `${upper} ${lower}`.trim();
    // What stands below may say that the column above is another one (`Fraflyttet`, `forventet`): the upper one alone is no header then.
    return [together, lower].find((text) => meantBy(text, known) !== undefined) ?? together;
  });
  return { headers, lines: [above.line, below.line], rows: at + 2 };
}
