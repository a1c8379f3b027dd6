import { WORDS, type Language, type Words } from '@relet/words';
import { NotAFile } from '../text.js';
import { faultsWithin, valueOf, type RelettingRow } from './cells.js';
import type { Fault } from '../imports.answers.js';
import { COLUMN_NAMES, COLUMNS, headerOf, layoutOf, type Column, type Layout } from './columns.js';
import { faultOf, type CellFault } from './faults.js';
import { sheetOf, type Sheet } from './sheet.js';

/** A row of the file: what it tells when it can be read, and all that is wrong with it. */
export interface ReadRow {
  line: number;
  row: RelettingRow | undefined;
  faults: Fault[];
}

/** A file read as re-lettings. */
export interface Reading {
  /** In which its faults are told. */
  words: Words;
  headers: string[];
  layout: Layout;
  rows: ReadRow[];
  /** The earliest day that stands anywhere in the file. */
  earliest: string | undefined;
}

export interface ReadingOptions {
  /** Headers of the file's own and the columns they mean. */
  mapping?: Readonly<Record<string, Column>>;
  /** In which faults are told; English by default. */
  language?: Language;
  /** Name of a workbook's sheet; the first one by default. */
  sheet?: string;
}

/** Reads a file; throws NotAFile when it has no re-lettings at all. Every row is looked at, every fault is told. */
export async function readRelettings(bytes: Buffer, { mapping, language = 'en', sheet: name }: ReadingOptions): Promise<Reading> {
  const sheet = await sheetOf(bytes, name);
  const layout = layoutOf(sheet.headers, mapping);
  const called = (column: Column) => `${headerOf(column)} (${column})`;
  if (layout.missing.length)
    throw new NotAFile(
      `COLUMN_MISSING: ${layout.missing.map(called).join(', ')}. The first row names the columns; --map "header=column" names another header.`,
    );
  if (layout.twice.length) throw new NotAFile(`COLUMN_TWICE: ${layout.twice.map(called).join(', ')}.`);
  if (!sheet.rows.length) throw new NotAFile('The file has headers and no rows.');
  const file: Placing = { words: WORDS[language], headers: sheet.headers, layout };
  const rows = sheet.rows.map((each) => rowOf(each, file));
  const days = rows.flatMap(({ values }) => COLUMN_NAMES.filter((column) => COLUMNS[column] === 'date').map((column) => values[column]));
  const earliest = days.filter((day): day is string => typeof day === 'string').reduce((a, b) => (b < a ? b : a), '9999');
  const read = rows.map(({ line, row, faults }): ReadRow => ({ line, row, faults }));
  return { ...file, rows: read, earliest: earliest === '9999' ? undefined : earliest };
}

type Values = Partial<Record<Column, string | number>>;

function rowOf({ line, cells }: Sheet['rows'][number], file: Placing): ReadRow & { values: Values } {
  const values: Values = {};
  const faults: CellFault[] = [];
  for (const [column, index] of file.layout.at) {
    const { value, fault } = valueOf(column, cells[index] ?? null);
    if (fault) faults.push(fault);
    if (value !== undefined) values[column] = value;
  }
  if (cells.slice(file.headers.length).some((cell) => cell !== null && cell !== '')) faults.push(faultOf(undefined, 'TOO_MANY_CELLS'));
  for (const column of ['unit', 'vacated'] as const) {
    if (values[column] === undefined && !faults.some((fault) => fault.column === column)) faults.push(faultOf(column, 'VALUE_MISSING'));
  }
  const complete = faults.length === 0 ? (values as unknown as RelettingRow) : undefined;
  if (complete) faults.push(...faultsWithin(complete));
  // A row with a fault still tells which home it is of, so that the home's later rows can wait for it.
  const known = values.unit !== undefined && values.vacated !== undefined ? (values as unknown as RelettingRow) : undefined;
  return { line, row: known, values, faults: faults.map((fault) => placed(fault, line, file)) };
}

type Placing = Pick<Reading, 'headers' | 'layout' | 'words'>;

/** A fault at its place: the column by the file's own header, the reason in its reader's language. */
export function placed({ column, code, reason }: CellFault, line: number, { headers, layout, words }: Placing): Fault {
  const index = column && layout.at.get(column);
  const header = index === undefined ? column && headerOf(column) : headers[index]?.trim();
  return { line, column: header ?? '-', code, reason: reason(words) };
}
