import { fieldSaidTwice } from '@relet/platform';
import { fill, wordFor, WORDS, type Language, type RowFault } from '@relet/words';
import { NotAFile } from '../not-a-file.js';
import { isEmpty, type Cell, type Row } from '../sheet/cell.js';
import { readSheet } from '../sheet/read.js';
import { SheetRefused } from '../sheet/refused.js';
import { asTheyStand, plain } from '../sheet/headers.js';
import { tellable } from '../tellable.js';
import { DAMAGED, textOf } from '../sheet/text.js';
import { COMMAND_HEADERS, fieldHeaded, headed } from './written.js';

/** One row of an event file: a command with its target, its days and its fields, and where it stands. */
export interface EventRow {
  line: number;
  /** Undefined when the row cannot be read; then `fault` says why. */
  cells: Record<string, unknown> | undefined;
  fault?: { code: RowFault; column: string };
  /** The name of a row of a CSV that cannot be read. */
  named?: string;
  /** As it stands in the file: a line of NDJSON, or the cells of a CSV. */
  raw: string | readonly string[];
  /** The headers of a CSV. */
  head?: Head;
}

/** The headers of a CSV as the file writes them, and the fields that they mean. */
interface Head {
  written: readonly string[];
  fields: readonly string[];
}

/** The column in which a field of a row stands: its header, as the file writes it. */
export function columnOf({ head }: EventRow, field: string): string {
  if (!head) return field;
  const [name = ''] = field.split('/');
  const at = head.fields.findIndex((each) => each === name || (name === 'offerId' && each === 'offer'));
  if (at >= 0) return tellable(head.written[at] as string);
  const isDanish = head.written[head.fields.indexOf('command')]?.toLowerCase() !== 'command';
  const called = wordFor(WORDS.da.fields, name);
  return tellable(isDanish ? `${called.charAt(0).toUpperCase()}${called.slice(1)}` : field);
}

/** The rows of an event file, in the form in which it is written. */
export interface EventRows {
  form: 'csv' | 'ndjson';
  headers: readonly string[];
  rows: EventRow[];
}

/** How far into a file it is looked to know its kind. */
const HEAD = 65_536;
const NAMES = ['command', 'unit', 'effective', 'citizen', 'municipality', 'recordedOn', 'row'];
/** What a row that was set aside says of its refusal; it is passed over when the row comes in again. */
export const REMARK = 'refused';

/** True for NDJSON, and for a CSV with a column `command`. */
export function isEventFile(bytes: Buffer, name = ''): boolean {
  const lines = firstLines(bytes);
  return (
    isNdjson(lines, name) ||
    lines.slice(0, 3).some((line) => line.split(/[;,\t|]/).some((cell) => COMMAND_HEADERS.has(plain(cell.replaceAll('"', '')))))
  );
}

/** Rows of an event file: NDJSON (an object a line) or CSV. What cannot be read is a row with its fault. Throws NotAFile. */
export async function readEventRows(bytes: Buffer, name: string, language: Language = 'en'): Promise<EventRows> {
  return isNdjson(firstLines(bytes), name) ? fromNdjson(bytes, language) : fromCsv(bytes, language);
}

/** True for a file that would set the clock: a column of a CSV says so although its cells are empty, because a later version of the file fills them in. */
export const saysRecordedOn = ({ headers, rows }: EventRows): boolean =>
  headers.includes('recordedOn') || rows.some(({ cells }) => cells?.['recordedOn'] !== undefined);

/** An object in one of the first lines makes a file NDJSON, also when the line above it is broken. */
const isNdjson = (lines: readonly string[], name: string) =>
  /\.(ndjson|jsonl)$/i.test(name) || lines.some((line) => line.trimStart().startsWith('{'));

/** How the files of workbooks begin: a zip, and the old kind. */
const WORKBOOKS: ReadonlySet<string> = new Set(['504b0304', 'd0cf11e0']);

/** The first lines of a text in which something stands. A workbook has none: what is packed in it may look like anything. */
function firstLines(bytes: Buffer): string[] {
  const head = Buffer.from(bytes.subarray(0, HEAD));
  if (WORKBOOKS.has(head.toString('hex', 0, 4))) return [];
  const text =
    head[0] === 0xff
      ? head.toString('utf16le')
      : head[0] === 0xfe
        ? head
            .subarray(0, head.length & ~1)
            .swap16()
            .toString('utf16le')
        : head.toString('latin1').replace(/^\xEF\xBB\xBF/, '');
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n?|\n/)
    .filter((line) => !/^(?:[\s;,|"]|\u00c2(?=\u00a0))*$/.test(line))
    .slice(0, 20);
}

function fromNdjson(bytes: Buffer, language: Language): EventRows {
  const rows = lettersIn(bytes, language)
    .split('\n')
    .flatMap((raw, n): EventRow[] => (raw.trim() ? [{ line: n + 1, raw, ...objectIn(raw) }] : []));
  if (!rows.length) throw new NotAFile(WORDS[language].importing.files.EMPTY);
  return { form: 'ndjson', headers: [], rows };
}

function lettersIn(bytes: Buffer, language: Language): string {
  try {
    return textOf(bytes, { isJson: true });
  } catch (error) {
    if (error instanceof SheetRefused) throw new NotAFile(fill(WORDS[language].importing.files[error.why], error.about));
    throw error;
  }
}

function objectIn(line: string): Pick<EventRow, 'cells' | 'fault'> {
  const wrong = (code: RowFault) => ({ cells: undefined, fault: { code, column: '-' } });
  if (line.includes(DAMAGED)) return wrong('BYTES_UNREADABLE');
  try {
    const value: unknown = JSON.parse(line);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return wrong('NO_OBJECT');
    if (fieldSaidTwice(line) !== undefined) return wrong('FIELD_TWICE');
    return { cells: normal(value as Record<string, unknown>) };
  } catch {
    return wrong('NO_OBJECT');
  }
}

/** Letters of all texts in one form, however they were written; the remark of an earlier refusal is left out. */
function normal(cells: Record<string, unknown>): Record<string, unknown> {
  const { [REMARK]: _, ...rest } = cells;
  return inOneForm(rest) as Record<string, unknown>;
}

function inOneForm(value: unknown): unknown {
  if (typeof value === 'string') return value.normalize('NFC');
  if (Array.isArray(value)) return value.map(inOneForm);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key.normalize('NFC'), inOneForm(inner)]));
}

async function fromCsv(bytes: Buffer, language: Language): Promise<EventRows> {
  const rows: EventRow[] = [];
  const { files } = WORDS[language].importing;
  let headers: string[] = [];
  let head: Head = { written: [], fields: [] };
  const take = (row: Row) => {
    if (headers.length) rows.push({ ...rowOf(row, headers, head), head });
    else {
      headers = headersOf(row, files);
      head = { written: row.cells.map((cell) => textIn(cell).trim()), fields: headers.map(fieldHeaded) };
    }
  };
  await readSheet(bytes, { known: asTheyStand([...NAMES.map((name) => name.toLowerCase()), ...COMMAND_HEADERS]), language }, (batch) =>
    batch.forEach(take),
  );
  if (!rows.length) throw new NotAFile(headers.length ? files.ONLY_HEADERS : files.EMPTY);
  return { form: 'csv', headers, rows };
}

/** A CSV has nothing but texts. */
const textIn = (cell: Cell) => (typeof cell === 'string' ? cell : '');

function headersOf({ cells, line }: Row, files: (typeof WORDS)['en']['importing']['files']): string[] {
  const headers = cells.map(textIn).map((text) => headed(text.trim()));
  if (!headers.includes('command')) throw new NotAFile(files.NO_COMMAND);
  if (headers.some((header) => header.includes(DAMAGED))) throw new NotAFile(fill(files.HEADER_DAMAGED, { line }));
  const meant = headers.map(fieldHeaded);
  const twice = headers.filter((header, n) => header !== '' && meant.indexOf(meant[n] as string) < n);
  if (twice.length) throw new NotAFile(fill(files.COLUMN_TWICE, { columns: [...new Set(twice)].join(', ') }));
  return headers;
}

function rowOf({ line, cells }: Row, headers: readonly string[], { written }: Head): EventRow {
  const raw = cells.map(textIn);
  const named = raw[headers.indexOf('row')]?.trim();
  const wrong = (code: RowFault, column = '-') => ({ line, raw, cells: undefined, fault: { code, column }, ...(named && { named }) });
  const damaged = raw.findIndex((cell) => cell.includes(DAMAGED));
  if (damaged >= 0) return wrong('BYTES_UNREADABLE', tellable(written[damaged] ?? '') || '-');
  // A cell without a header has no name, whether it stands behind the last one or under none.
  if (raw.some((cell, n) => !isEmpty(cell) && (headers[n] ?? '') === '')) return wrong('TOO_MANY_CELLS');
  const record = Object.fromEntries(headers.map((header, n) => [header, (raw[n] ?? '').trim()]).filter(([header]) => header !== ''));
  return { line, raw, cells: normal(typed(record as Record<string, string>)) };
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
