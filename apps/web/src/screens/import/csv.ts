/** A record of a CSV: the line that it begins on, where it stands in the text, and its cells. */
export interface CsvRecord {
  line: number;
  start: number;
  end: number;
  cells: string[];
}

const DELIMITERS = [';', '\t', ',', '|'] as const;

/** Records of a CSV, one by one. Quotes hold delimiters and line breaks; `""` within them is one quote. */
export function* recordsOf(text: string, delimiter: string): Generator<CsvRecord> {
  let [line, at] = [1, text.startsWith('\uFEFF') ? 1 : 0];
  while (at < text.length) {
    const record: CsvRecord = { line, start: at, end: at, cells: [''] };
    let isQuoted = false;
    for (; at < text.length; at++) {
      const letter = text[at] as string;
      if (isQuoted && letter === '"' && text[at + 1] === '"') record.cells[record.cells.length - 1] += text[++at] as string;
      else if (letter === '"' && (isQuoted || record.cells.at(-1) === '')) isQuoted = !isQuoted;
      else if (!isQuoted && letter === delimiter) record.cells.push('');
      else if (!isQuoted && (letter === '\n' || letter === '\r')) break;
      else {
        if (letter === '\n') line += 1;
        record.cells[record.cells.length - 1] += letter;
      }
    }
    record.end = at;
    if (text[at] === '\r' && text[at + 1] === '\n') at += 1;
    at += 1;
    line += 1;
    yield record;
  }
}

/** Cells that were mended, by the line of their row and the header of their column. */
export type Mended = ReadonlyMap<number, ReadonlyMap<string, string>>;

/**
 * The same text with the mended cells in their places; nothing else of it changes. Undefined where the mended columns cannot be found in it, so that
 * nothing is put in a wrong place.
 */
export function withMended(text: string, mended: Mended, headerLine: number): string | undefined {
  const found = headersIn(text, headerLine, mended);
  if (!found) return undefined;
  let [result, at, left] = ['', 0, mended.size];
  for (const record of recordsOf(text, found.delimiter)) {
    const cells = mended.get(record.line);
    if (!cells) continue;
    const all = [...record.cells];
    for (const [header, cell] of cells) all[found.headers.indexOf(header)] = cell;
    result += text.slice(at, record.start) + Array.from(all, (cell) => quoted(cell ?? '', found.delimiter)).join(found.delimiter);
    at = record.end;
    if (--left === 0) break;
  }
  return left === 0 ? result + text.slice(at) : undefined;
}

/** The headers on a line, by the delimiter that makes most of them; every mended column must be one of them, and be there once. */
function headersIn(text: string, headerLine: number, mended: Mended): { delimiter: string; headers: string[] } | undefined {
  const lines = DELIMITERS.map((delimiter) => ({ delimiter, headers: lineOf(text, delimiter, headerLine).map((cell) => cell.trim()) }));
  const [best] = lines.sort((a, b) => b.headers.length - a.headers.length);
  const isThere = (header: string) =>
    best !== undefined && best.headers.indexOf(header) >= 0 && best.headers.indexOf(header) === best.headers.lastIndexOf(header);
  return [...mended.values()].every((cells) => [...cells.keys()].every(isThere)) ? best : undefined;
}

function lineOf(text: string, delimiter: string, line: number): string[] {
  for (const record of recordsOf(text, delimiter)) if (record.line >= line) return record.cells;
  return [];
}

const quoted = (cell: string, delimiter: string) =>
  cell.includes(delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;

/** Bytes of a CSV as text: UTF-8, UTF-16 with its mark, else Windows-1252. */
export function textOf(bytes: ArrayBuffer): string {
  const [first, second] = new Uint8Array(bytes);
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/** A bad row as the server sets it aside: its cells by header, and the line of the file that it stood on. */
export interface BadRow {
  line: number;
  cells: ReadonlyMap<string, string>;
}

/** The bad rows of a report. The last two columns say where each stood, and what is wrong. */
export function badRowsOf(aside: string): BadRow[] {
  const [head, ...rows] = recordsOf(aside, ';');
  const headers = head?.cells.slice(0, -2) ?? [];
  return rows.map(({ cells }) => ({
    line: Number(cells.at(-2)),
    cells: new Map(headers.flatMap((header, n) => (header.trim() ? [[header.trim(), cells[n] ?? '']] : []))),
  }));
}
