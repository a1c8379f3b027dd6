import { isEmpty, numberIn, type Cell, type Row } from '../sheet/cell.js';
import { HEAD, knownIn, plain } from '../sheet/headers.js';

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
export function headOf(rows: readonly Row[], known: ReadonlySet<string>, said: number | undefined): Head | undefined {
  const first = rows.slice(0, HEAD);
  if (said !== undefined) {
    const at = rows.findIndex(({ line }) => line === said);
    if (at < 0) return undefined;
    const [one, two] = [oneRow(rows, at), twoRows(rows, at, known)];
    return two && score(two, known) > score(one, known) ? two : one;
  }
  const heads = [...first.map((_, at) => oneRow(first, at)), ...first.flatMap((_, at) => twoRows(first, at, known) ?? [])];
  // The sort is stable: of equals the first row counts, and two rows count only where they know more than any one.
  const [best] = heads.sort((a, b) => score(b, known) - score(a, known));
  if (best && score(best, known) > 0) return best;
  // Nothing is known: a row with one cell is a title.
  const at = first.findIndex(({ cells }) => cells.filter((cell) => !isEmpty(cell)).length > 1);
  return first.length ? oneRow(first, Math.max(at, 0)) : undefined;
}

const score = ({ headers }: Head, known: ReadonlySet<string>) => knownIn(headers, known);
const textOf = (cell: Cell | undefined) => (typeof cell === 'string' ? cell.trim() : String(numberIn(cell) ?? ''));

function oneRow(rows: readonly Row[], at: number): Head {
  const { line, cells } = rows[at] as Row;
  return { headers: cells.map(textOf), lines: [line], rows: at + 1 };
}

/** Two header rows: a group above ("Fraflytning") and its columns below ("Dato"), or a header beside a group. */
function twoRows(rows: readonly Row[], at: number, known: ReadonlySet<string>): Head | undefined {
  const [above, below] = [rows[at], rows[at + 1]];
  if (!above || !below) return undefined;
  const headers = Array.from({ length: Math.max(above.cells.length, below.cells.length) }, (_, n) => {
    const [upper, lower] = [textOf(above.cells[n]), textOf(below.cells[n])];
    const together = `${upper} ${lower}`.trim();
    return [together, lower, upper].find((text) => known.has(plain(text))) ?? together;
  });
  return { headers, lines: [above.line, below.line], rows: at + 2 };
}
