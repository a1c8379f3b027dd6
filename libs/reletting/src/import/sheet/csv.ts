import { CsvError, parse } from 'csv-parse/sync';
import type { Row } from './cell.ts';
import { HEAD, likeness, type Known } from './headers.ts';
import { SheetRefused } from './refused.ts';

const DELIMITERS = [';', '\t', ',', '|'];

/** Rows of a CSV, one by one, each with the line that it begins on. Blank lines are passed over. */
export function readCsv(text: string, known: Known, take: (row: Row) => void): void {
  // A first line `sep=;` is a spreadsheet's word to itself about what stands between the cells.
  const [, said] = /^sep=(.)(?:\n|$)/i.exec(text) ?? [];
  const delimiter = said ?? delimiterOf(text, known);
  let last = said ? 1 : 0;
  const on_record = (cells: string[], { lines }: { lines: number }): null => {
    last = lines;
    const line = lines - cells.reduce(breaks, 0);
    if (!cells.every(isBlank)) take({ line, ...(line < lines && { end: lines }), cells });
    return null;
  };
  const options = { delimiter, relax_column_count: true, skip_empty_lines: true, record_delimiter: '\n', from_line: said ? 2 : 1 };
  try {
    parse(text, { ...options, on_record: on_record as never });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new SheetRefused('CSV_BROKEN', { line: last + 1 });
  }
}

/** Nothing but blanks and what stands between cells: of such lines spreadsheets make many. */
const isBlank = (cell: string) => /^[\s;,|]*$/.test(cell);

/** Line breaks inside cells, added up. */
function breaks(before: number, cell: string): number {
  let count = before;
  for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) count += 1;
  return count;
}

/** What stands between the cells: that by which a row of known headers is found, else that which makes most cells. */
function delimiterOf(text: string, known: Known): string {
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, likeness: likeness(firstRows(text, delimiter), known) }));
  const [best] = scored.sort((a, b) => b.likeness[0] - a.likeness[0] || b.likeness[1] - a.likeness[1]);
  return best?.delimiter ?? ';';
}

/** The first rows by one delimiter, which counts outside quotes only; blank ones are none. */
function firstRows(text: string, delimiter: string): string[][] {
  const rows: string[][] = [['']];
  let quoted = false;
  for (let at = 0; at < text.length && rows.length <= HEAD; at++) {
    const [letter, row] = [text[at] as string, rows.at(-1) as string[]];
    if (letter === '"') quoted = !quoted;
    else if (!quoted && letter === '\n') rows.splice(row.every(isBlank) ? -1 : rows.length, 1, ['']);
    else if (!quoted && letter === delimiter) row.push('');
    else row[row.length - 1] += letter;
  }
  return rows;
}
