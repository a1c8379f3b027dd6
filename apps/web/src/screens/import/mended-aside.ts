import { badRowsOf, type Mended } from './csv';

/** The rows that were set aside as a file of their own, with the cells that were mended meanwhile. */
export function mendedAside({ name }: File, aside: string, mended: Mended, called: string): File {
  const rows = badRowsOf(aside);
  const headers = [...(rows[0]?.cells.keys() ?? [])];
  const lines = rows.map(({ line, cells }) => headers.map((header) => mended.get(line)?.get(header) ?? cells.get(header) ?? ''));
  const text = [headers, ...lines].map((cells) => cells.map(quoted).join(';')).join('\r\n');
  return new File([`\uFEFF${text}\r\n`], `${name.replace(/\.[^.]*$/, '')}-${called}.csv`, { type: 'text/csv' });
}

const quoted = (text: string) => (/[";\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
