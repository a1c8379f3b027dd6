import { parse } from 'csv-parse/sync';

/** One row of an event file: a command with its target, its days and its fields, and where it stands. */
export interface EventRow {
  line: number;
  cells: Record<string, unknown>;
}

/** A file that cannot be read as rows at all. */
export class NotAnEventFile extends Error {}

/** Rows of a file: NDJSON (an object a line) or CSV (`;` or `,`, with or without BOM). Throws NotAnEventFile. */
export function readRows(bytes: Buffer): EventRow[] {
  const text = decode(bytes).replace(/^\uFEFF/, '');
  const first = text.trimStart()[0];
  if (first === undefined) throw new NotAnEventFile('The file is empty.');
  return first === '{' ? fromNdjson(text) : fromCsv(text);
}

function decode(bytes: Buffer): string {
  if (bytes.includes(0)) throw new NotAnEventFile('The file is no text: an event file is CSV or NDJSON.');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

function fromNdjson(text: string): EventRow[] {
  return text.split(/\r?\n/).flatMap((line, n) => {
    if (!line.trim()) return [];
    try {
      return [{ line: n + 1, cells: JSON.parse(line) as Record<string, unknown> }];
    } catch {
      throw new NotAnEventFile(`Line ${n + 1} is no JSON object.`);
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
    throw new NotAnEventFile('The first line names no column `command`: this is no event file.');
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
    throw new NotAnEventFile(`The file is no proper CSV: ${error instanceof Error ? error.message : ''}`);
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
