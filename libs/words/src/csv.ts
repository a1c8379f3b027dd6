import type { Language } from './lists.js';
import type { Words } from './words.js';

/** Money in a cell: kroner with two decimals. */
export class Kroner {
  constructor(readonly oere: number) {}
}

export type CsvCell = string | number | boolean | Kroner | null;

const SEPARATOR = { da: ';', en: ',' } as const;

/** What a file begins with: a spreadsheet in Danish knows by it that the text is UTF-8. */
export const beginning = (language: Language) => (language === 'da' ? '\uFEFF' : '');

/** One line of CSV: cells that a spreadsheet would run as a formula are neutralised, numbers stay numbers. Danish: `;`, decimal comma. English: `,`, decimal point. */
export function csvLine(cells: readonly CsvCell[], words: Words): string {
  return `${cells.map((cell) => encode(cell, words)).join(SEPARATOR[words.language])}\r\n`;
}

function encode(cell: CsvCell, { language, figures }: Words): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return decimal(String(cell), language);
  if (typeof cell === 'boolean') return cell ? figures.yes : figures.no;
  return typeof cell === 'string' ? quoted(harmless(cell), language) : decimal(kroner(cell), language);
}

const decimal = (number: string, language: Language) => (language === 'da' ? number.replace('.', ',') : number);

/** In integers, so that no øre is lost. */
function kroner({ oere }: Kroner): string {
  const digits = String(Math.abs(oere)).padStart(3, '0');
  return `${oere < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

function quoted(text: string, language: Language): string {
  return /["\r\n]/.test(text) || text.includes(SEPARATOR[language]) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A formula may hide behind spaces, no-break spaces or on a second line. */
function harmless(text: string): string {
  return /^[\s\u00A0]*[=+\-@\t\r]/.test(text) || /[\r\n][\s\u00A0]*[=+\-@]/.test(text) ? `'${text}` : text;
}
