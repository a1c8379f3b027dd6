import { CsvError, parse } from 'csv-parse/sync';
import readXlsx from 'read-excel-file/node';
import { decode, NotAFile } from '../text.js';
import type { Cell } from './cells.js';

/** The rows of a file, headers first, with the line of each. */
export interface Sheet {
  headers: string[];
  rows: { line: number; cells: Cell[] }[];
}

/** A workbook begins like every zip file. */
export const isWorkbook = (bytes: Buffer): boolean => bytes.subarray(0, 4).equals(Buffer.from('PK\u0003\u0004', 'latin1'));

/** Rows of a workbook's first (or named) sheet, or of a CSV with `;`, `,` or tab. Throws NotAFile. */
export async function sheetOf(bytes: Buffer, name?: string): Promise<Sheet> {
  const rows = isWorkbook(bytes) ? await fromWorkbook(bytes, name) : fromCsv(decode(bytes));
  const [first, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== null && cell !== ''));
  if (!first) throw new NotAFile('The file has no rows.');
  return { headers: first.cells.map((cell) => String(cell ?? '')), rows: rest };
}

async function fromWorkbook(bytes: Buffer, name: string | undefined): Promise<Sheet['rows']> {
  let sheets: { sheet: string; data: unknown[][] }[];
  try {
    sheets = (await readXlsx(bytes)) as typeof sheets;
  } catch {
    throw new NotAFile('The workbook cannot be read; save it once more as .xlsx, or as CSV.');
  }
  const chosen = name === undefined ? sheets[0] : sheets.find(({ sheet }) => sheet === name);
  if (!chosen) throw new NotAFile(`The workbook has no such sheet; it has ${sheets.map(({ sheet }) => sheet).join(', ')}.`);
  return chosen.data.map((cells, n) => ({ line: n + 1, cells: cells as Cell[] }));
}

function fromCsv(text: string): Sheet['rows'] {
  const header = text.slice(0, text.search(/\r?\n|$/));
  // A first line `sep=;` is a spreadsheet's word to itself about what stands between the cells.
  const [, said] = /^sep=(.)$/i.exec(header) ?? [];
  const delimiter = said ?? [';', '\t', ','].find((each) => header.includes(each)) ?? ';';
  const on_record = (cells: string[], { lines }: { lines: number }): Sheet['rows'][number] => ({ line: lines, cells });
  const options = { delimiter, relax_column_count: true, skip_empty_lines: true, from_line: said ? 2 : 1 } as const;
  try {
    return parse(text, { ...options, on_record: on_record as never }) as unknown as Sheet['rows'];
  } catch (error) {
    const line = error instanceof CsvError && typeof error['lines'] === 'number' ? ` near line ${error['lines']}` : '';
    throw new NotAFile(`The file is no proper CSV${line}: a quotation mark is not closed or stands inside a cell.`);
  }
}
