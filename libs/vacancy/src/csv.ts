import type { Language } from '@relet/words';

export type CsvCell = string | number | null;

/** A table as CSV: cells that a spreadsheet would run as a formula are neutralised, numbers stay numbers. Danish: BOM, `;`, decimal comma. English: `,`, decimal point. */
export function csv(rows: readonly (readonly CsvCell[])[], language: Language): string {
  const separator = language === 'da' ? ';' : ',';
  const lines = rows.map((row) => row.map((cell) => encode(cell, language, separator)).join(separator));
  return `${language === 'da' ? '\uFEFF' : ''}${lines.join('\r\n')}\r\n`;
}

function encode(cell: CsvCell, language: Language, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return language === 'da' ? String(cell).replace('.', ',') : String(cell);
  const text = harmless(cell);
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A formula may hide behind spaces, no-break spaces or on a second line. */
function harmless(text: string): string {
  return /^[\s\u00A0]*[=+\-@\t\r]/.test(text) || /[\r\n][\s\u00A0]*[=+\-@]/.test(text) ? `'${text}` : text;
}
