import type { Cell } from './cells.js';
import { REMARKS } from './columns.js';
import type { Fault } from '../imports.answers.js';
import type { Sheet } from './sheet.js';

/**
 * The bad rows as a CSV that can be mended and imported again: the file's own headers and cells, then the line they stood on and
 * what is wrong. UTF-8 with BOM, `;`, as a Danish spreadsheet opens it.
 */
export function setAside({ headers, rows }: Sheet, faults: readonly Fault[]): string {
  const remarks = new Map<number, string[]>();
  for (const { line, column, code } of faults) remarks.set(line, [...(remarks.get(line) ?? []), `${code} (${column})`]);
  const bad = rows.filter(({ line }) => remarks.has(line));
  const width = Math.max(headers.length, ...bad.map(({ cells }) => cells.length));
  const own = headers.findIndex((header) => header === REMARKS[0]);
  const columns = Array.from({ length: width }, (_, n) => n).filter((n) => own < 0 || n < own || n >= own + REMARKS.length);
  const lines = [
    [...columns.map((n) => headers[n] ?? ''), ...REMARKS],
    ...bad.map(({ line, cells }) => [...columns.map((n) => asText(cells[n] ?? null)), String(line), (remarks.get(line) ?? []).join(', ')]),
  ];
  return `\uFEFF${lines.map((cells) => cells.map(quoted).join(';')).join('\r\n')}\r\n`;
}

function asText(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'number' ? String(cell).replace('.', ',') : String(cell);
}

const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
