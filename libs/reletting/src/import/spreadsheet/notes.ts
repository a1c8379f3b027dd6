import { isEmpty, numberIn, type Cell, type Row } from '../sheet/cell.js';
import { COLUMNS } from './columns.js';
import type { ReadRow, Source } from './source.js';
import { homeNamed } from './unit-id.js';

/** What stands in place of the home in a row that may be a note, and whether nothing else stands in it. */
interface MaybeNote {
  text: string;
  isAlone: boolean;
}

/**
 * Finds what people write over, between and under the rows of their table: rows that tell no day and name no home, with a text where the home would stand and nothing else;
 * under the table in any one or two cells. They are no bad rows of the table, and they are told. Elsewhere somebody has forgotten the home or the day.
 */
export function notesIn({ layout, headers }: Source, municipality: string | undefined) {
  const days = [...layout.at].flatMap(([column, index]) => (COLUMNS[column] === 'date' ? [index] : []));
  const unitAt = layout.at.get('unit') ?? -1;
  const maybe = new Map<number, MaybeNote>();
  const shapes = new Set<string>();

  function noteIn(cells: readonly Cell[]): MaybeNote | undefined {
    const text = textOf(cells[unitAt]);
    const filled = cells.filter((cell) => !isEmpty(cell)).length;
    const hasDay = days.some((index) => /\d/.test(textOf(cells[index]) ?? '0'));
    // Of a list with one column every row has one cell.
    if (text === undefined || hasDay || headers.length < 2) return undefined;
    return filled === 1 || (filled === 2 && text !== '' && !layout.isList) ? { text, isAlone: filled === 1 && text !== '' } : undefined;
  }
  function namesHome(text: string): boolean {
    if (text === '') return false;
    const home = homeNamed(text, municipality);
    // A list registers homes that are nothing but named.
    return shapes.has(shapeOf(text)) || (home !== undefined && (home.written === undefined || (layout.isList && !isProse(text))));
  }
  return {
    /** Looks at a row that was read. */
    look({ line, cells }: Row): void {
      const note = noteIn(cells);
      if (note) maybe.set(line, note);
      else shapes.add(shapeOf(textOf(cells[unitAt]) ?? ''));
    },
    /** The rows of the table, and the lines of the notes. */
    apartFrom(rows: readonly ReadRow[]): { table: ReadRow[]; notes: number[] } {
      const noteAt = (line: number) => {
        const note = maybe.get(line);
        return note && !namesHome(note.text) ? note : undefined;
      };
      const last = rows.findLastIndex(({ line }) => !noteAt(line));
      // Where no row tells more than a note does, nobody knows what a home looks like.
      const isNote = ({ line }: ReadRow, n: number) => shapes.size > 0 && (n > last || noteAt(line)?.isAlone === true);
      return { table: rows.filter((row, n) => !isNote(row, n)), notes: rows.filter(isNote).map(({ line }) => line) };
    },
  };
}

/** Text or a number in a cell; undefined for what is neither. */
const textOf = (cell: Cell | undefined): string | undefined =>
  isEmpty(cell) ? '' : typeof cell === 'string' ? cell.trim() : numberIn(cell)?.toString();

/** How a home is written, whatever its letters and digits: `12, 1. tv` and `4, st. th` are alike. */
const shapeOf = (text: string): string =>
  text
    .replace(/\s+/g, ' ')
    .replace(/\p{L}+/gu, 'a')
    .replace(/\p{N}+/gu, '9');

/** True for what reads as a remark: `Noter: ...`, `* ...`, or a sentence. */
const isProse = (text: string): boolean => /^\*|:(?:\s|$)/.test(text) || text.split(/\s+/).length > 5;
