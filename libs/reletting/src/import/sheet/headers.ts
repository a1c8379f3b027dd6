import { isEmpty, type Cell } from './cell.ts';

/** Header texts as written by people: case, spaces, dashes and the way of writing æ, ø, å do not matter. */
export function plain(text: string): string {
  return text
    .normalize('NFC')
    .trim()
    .toLowerCase()
    .replaceAll('æ', 'ae')
    .replaceAll('ø', 'oe')
    .replaceAll('å', 'aa')
    .replace(/[\s_.\-/]+/g, '');
}

/** How many different known headers stand in a row. */
export function knownIn(cells: readonly (Cell | undefined)[], known: ReadonlySet<string>): number {
  return new Set(cells.map((cell) => (typeof cell === 'string' ? plain(cell) : '')).filter((text) => known.has(text))).size;
}

/** Rows at the head of a file in which its headers are looked for. */
export const HEAD = 40;

/** How much some first rows look like the head of a table: the most headers that are known in one of them; when two are equal, the most cells. */
export function likeness(rows: readonly (readonly (Cell | undefined)[])[], known: ReadonlySet<string>): [headers: number, cells: number] {
  return rows
    .slice(0, HEAD)
    .reduce<[number, number]>(
      ([headers, cells], row) => [Math.max(headers, knownIn(row, known)), Math.max(cells, row.filter((cell) => !isEmpty(cell)).length)],
      [0, 0],
    );
}
