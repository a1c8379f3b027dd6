import { onScreen } from '@relet/words';
import type { Fault } from '../imports.answers.js';
import { isEmpty, numberIn, type Cell, type Row } from '../sheet/cell.js';
import { COLUMNS, REMARKS } from './columns.js';
import { eachRow, type ReadingOptions } from './reading.js';

/**
 * The bad rows as a CSV that can be mended and imported again: the file's own headers and cells, then the line they stood on and
 * what is wrong. UTF-8 with BOM, `;`, as a Danish spreadsheet opens it. The file is read once more: nobody keeps its cells.
 */
export async function setAside(bytes: Buffer, options: ReadingOptions, faults: readonly Fault[]): Promise<string> {
  const remarks = new Map<number, string[]>();
  for (const { line, column, reason } of faults)
    remarks.set(line, [...(remarks.get(line) ?? []), column === '-' ? onScreen(reason) : `${column}: ${onScreen(reason)}`]);
  const bad: Row[] = [];
  const { headers, layout } = await eachRow(bytes, options, () => (row) => void (remarks.has(row.line) && bad.push(row)));
  const width = Math.max(headers.length, ...bad.map(({ cells }) => cells.length));
  const own = headers.findIndex((header) => header === REMARKS[0]);
  const columns = Array.from({ length: width }, (_, n) => n).filter((n) => own < 0 || n < own || n >= own + REMARKS.length);
  const rent = layout.at.get('rent');
  const days = new Set([...layout.at].flatMap(([column, n]) => (COLUMNS[column] === 'date' ? [n] : [])));
  return csvOf([
    [...columns.map((n) => headers[n] ?? ''), ...REMARKS],
    ...bad.map(({ line, cells }) => [
      ...columns.map((n) => asText(cells[n] ?? null, n === rent ? 'kroner' : days.has(n) ? 'date' : undefined)),
      ...[String(line), (remarks.get(line) ?? []).join(' ')],
    ]),
  ]);
}

/** Lines as a CSV that a Danish spreadsheet opens. */
export const csvOf = (lines: readonly (readonly string[])[]): string =>
  `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;

function asText(cell: Cell, column: 'kroner' | 'date' | undefined): string {
  if (isEmpty(cell) || cell === null) return '';
  if (typeof cell === 'object' && 'serial' in cell && column === 'date') return String(cell.serial);
  const number = numberIn(cell);
  if (number !== undefined) return column === 'kroner' ? String(number).replace('.', ',') : String(number);
  if (typeof cell !== 'object') return String(cell);
  // What was no day, and a formula without a value, stay faults until somebody writes what is meant.
  if ('day' in cell) return column === 'date' ? cell.day : '#DAY!';
  return 'error' in cell ? cell.error : '#FORMULA!';
}

const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
