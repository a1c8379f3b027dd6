/** A table as CSV: cells that a spreadsheet would run as a formula are neutralised, numbers stay numbers. */
export type Profile = 'da' | 'en';
export type CsvCell = string | number | null;

/** Danish: BOM, `;`, decimal comma. English: `,`, decimal point. */
export function csv(rows: readonly (readonly CsvCell[])[], profile: Profile): string {
  const separator = profile === 'da' ? ';' : ',';
  const lines = rows.map((row) => row.map((cell) => encode(cell, profile, separator)).join(separator));
  return `${profile === 'da' ? '\uFEFF' : ''}${lines.join('\r\n')}\r\n`;
}

function encode(cell: CsvCell, profile: Profile, separator: string): string {
  if (cell === null) return '';
  if (typeof cell === 'number') return profile === 'da' ? String(cell).replace('.', ',') : String(cell);
  const text = harmless(cell);
  return /["\r\n]/.test(text) || text.includes(separator) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A formula may hide behind spaces, no-break spaces or on a second line. */
function harmless(text: string): string {
  return /^[\s\u00A0]*[=+\-@\t\r]/.test(text) || /[\r\n][\s\u00A0]*[=+\-@]/.test(text) ? `'${text}` : text;
}
