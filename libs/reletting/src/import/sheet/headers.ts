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

/** Headers that have a meaning, as `plain` makes them, each with the words that may stand behind it and change nothing: `Husleje (kr.)`. */
export type Known = ReadonlyMap<string, ReadonlySet<string>>;

/** Headers behind which no word may stand. */
export const asTheyStand = (headers: Iterable<string>): Known => new Map([...headers].map((header) => [header, new Set<string>()]));

/** No header that people write is longer. */
const LONGEST = 120;
/** Day before month: the other way round, a day would be read as a month. */
const FORM_OF_A_DAY = /\b(?:dd mm (?:a{8}|yyyy|aaaa|yy)|(?:a{8}|yyyy) mm dd)\b/g;

/** The words of a header, each as `plain` makes it; how a day is to be written (`dd-mm-åååå`) is the one word `dato`. */
export function wordsIn(header: string): string[] {
  const words = header.slice(0, LONGEST).split(/[\s_.\-/()[\]:;,*]+/);
  return words.map(plain).filter(Boolean).join(' ').replace(FORM_OF_A_DAY, 'dato').split(' ');
}

/** The known header that a text means: itself, or the longest at its beginning when what stands behind changes nothing. */
export function meantBy(text: string, known: Known): string | undefined {
  if (known.has(plain(text))) return plain(text);
  if (text.length > LONGEST) return undefined;
  const words = wordsIn(text);
  for (let n = words.length; n > 0; n--) {
    const name = words.slice(0, n).join('');
    const harmless = known.get(name);
    if (harmless) return words.slice(n).every((word) => harmless.has(word)) ? name : undefined;
  }
  return undefined;
}

/** How many different known headers stand in a row. */
export function knownIn(cells: readonly (Cell | undefined)[], known: Known): number {
  return new Set(cells.flatMap((cell) => (typeof cell === 'string' ? (meantBy(cell, known) ?? []) : []))).size;
}

/** Rows at the head of a file in which its headers are looked for. */
export const HEAD = 40;

/** How much some first rows look like the head of a table: the most headers that are known in one of them; when two are equal, the most cells. */
export function likeness(rows: readonly (readonly (Cell | undefined)[])[], known: Known): [headers: number, cells: number] {
  return rows
    .slice(0, HEAD)
    .reduce<[number, number]>(
      ([headers, cells], row) => [Math.max(headers, knownIn(row, known)), Math.max(cells, row.filter((cell) => !isEmpty(cell)).length)],
      [0, 0],
    );
}
