import { parse } from 'csv-parse/sync';
import { isWorkbook } from '../spreadsheet/sheet.js';
import { decode, NotAFile } from '../text.js';

/** One row of an event file: a command with its target, its days and its fields, and where it stands. */
export interface EventRow {
  line: number;
  cells: Record<string, unknown>;
}

/** True for NDJSON, and for a CSV with a column `command`. */
export function isEventFile(bytes: Buffer): boolean {
  if (isWorkbook(bytes)) return false;
  const text = decode(bytes)
    .replace(/^\uFEFF/, '')
    .trimStart();
  return text.startsWith('{') || /(^|[;,\t"])command(["\s;,]|$)/.test(text.slice(0, text.search(/\r?\n|$/)));
}

/** True for an event file that says when each command was recorded: only a store with a manual clock can take it. */
export function saysWhenRecorded(bytes: Buffer): boolean {
  return isEventFile(bytes) && readRows(bytes).some(({ cells }) => cells['recordedOn'] !== undefined);
}

/** Rows of a file: NDJSON (an object a line) or CSV (`;` or `,`, with or without BOM). Throws NotAFile. */
export function readRows(bytes: Buffer): EventRow[] {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  const first = text.trimStart()[0];
  if (first === undefined) throw new NotAFile('The file is empty.');
  return first === '{' ? fromNdjson(text) : fromCsv(text);
}

function fromNdjson(text: string): EventRow[] {
  return text.split(/\r?\n/).flatMap((line, n) => {
    if (!line.trim()) return [];
    try {
      return [{ line: n + 1, cells: JSON.parse(line) as Record<string, unknown> }];
    } catch {
      throw new NotAFile(`Line ${n + 1} is no JSON object.`);
    }
  });
}

function fromCsv(text: string): EventRow[] {
  const header = text.slice(0, text.search(/\r?\n|$/));
  const delimiter = header.includes(';') ? ';' : ',';
  if (
    !header
      .split(delimiter)
      .map((name) => name.trim().replaceAll('"', ''))
      .includes('command')
  ) {
    throw new NotAFile('The first line names no column `command`: this is no event file.');
  }
  let records: { record: Record<string, string>; info: { lines: number } }[];
  try {
    records = parse(text, {
      columns: true,
      delimiter,
      trim: true,
      info: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as typeof records;
  } catch (error) {
    throw new NotAFile(`The file is no proper CSV: ${error instanceof Error ? error.message : ''}`);
  }
  return records.map(({ record, info }) => ({ line: info.lines, cells: typed(record) }));
}

/** Cells of a CSV as JSON would give them: empty is absent, numbers, booleans and nested objects are themselves. */
function typed(record: Record<string, string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).flatMap(([name, cell]): [string, unknown][] => {
      if (cell === '') return [];
      if (/^-?\d{1,15}$/.test(cell) && !LABELS.has(name)) return [[name, Number(cell)]];
      if (cell === 'true' || cell === 'false') return [[name, cell === 'true']];
      return [[name, /^[[{]/.test(cell) ? parsed(cell) : cell]];
    }),
  );
}

const LABELS: ReadonlySet<string> = new Set([
  'row',
  'unit',
  'building',
  'address',
  'contractor',
  'offerId',
  'offer',
  'target',
  'targetRow',
]);

function parsed(cell: string): unknown {
  try {
    return JSON.parse(cell);
  } catch {
    return cell;
  }
}
