import { isEmpty, serialDay, WIDEST, type Cell, type Row } from './cell.ts';
import type { Area } from './merged.ts';
import { SheetRefused } from './refused.ts';
import { seen } from './text.ts';
import type { Beside, SheetPart } from './workbook.ts';
import type { Parts, Reader } from './zip.ts';

/** Days between the two epochs that a workbook can count from: 1900 and 1904. */
const FROM_1904 = 1462;

/** What the whole workbook says about the cells of its sheets. */
interface Common {
  shared: string[];
  /** Whether cells of a style show a day. */
  days: boolean[];
  from1904: boolean;
}

const isTrue = (said: string | undefined): boolean => said === '1' || said === 'true';

/** The sheets of an XLSX. */
export async function xlsxSheets(parts: Parts): Promise<SheetPart[]> {
  const sheets: { name: string; hidden: boolean; id: string }[] = [];
  const common: Common = { shared: [], days: [], from1904: false };
  await parts.read('xl/workbook.xml', {
    open(name, attributes) {
      if (name === 'workbookPr') common.from1904 = isTrue(attributes['date1904']);
      if (name !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      sheets.push({ name: (attributes['name'] ?? '').normalize('NFC'), hidden: (attributes['state'] ?? 'visible') !== 'visible', id });
    },
  });
  const targets = new Map<string, string>();
  await parts.read('xl/_rels/workbook.xml.rels', {
    open(name, { Id = '', Target = '' }) {
      if (name === 'Relationship') targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  await parts.read('xl/styles.xml', stylesInto(common.days));
  await parts.read('xl/sharedStrings.xml', stringsInto(common.shared));
  return sheets.map(({ name, hidden, id }, n) => {
    const part = targets.get(id) ?? `xl/worksheets/sheet${n + 1}.xml`;
    return { name, hidden, read: (take, beside) => parts.read(part, sheetInto(common, take, beside)) };
  });
}

/** Number formats that show a day, as every program knows them. */
const isDayFormat = (id: number) => (id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58);

function stylesInto(days: boolean[]): Reader {
  const own = new Map<number, boolean>();
  let cellStyles = false;
  return {
    open(name, attributes) {
      if (name === 'numFmt') {
        const shown = (attributes['formatCode'] ?? '').replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');
        own.set(Number(attributes['numFmtId']), /[dy]/i.test(shown));
      }
      if (name === 'cellXfs') cellStyles = true;
      if (name === 'xf' && cellStyles) {
        const id = Number(attributes['numFmtId'] ?? 0);
        days.push(own.get(id) ?? isDayFormat(id));
      }
    },
    close(name) {
      if (name === 'cellXfs') cellStyles = false;
    },
  };
}

/** Texts that cells share. How a text is read aloud (rPh) is left out. */
function stringsInto(shared: string[]): Reader {
  let [text, inText, aloud] = ['', false, false];
  return {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = true;
      else if (name === 'rPh') aloud = true;
    },
    text(more) {
      if (inText && !aloud) text += more;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') aloud = false;
      else if (name === 'si') shared.push(written(text));
    },
  };
}

/** Text as people wrote it: XLSX writes letters that XML has not as `_x000D_`. */
const written = (text: string) =>
  seen(text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))));

function sheetInto(common: Common, take: (row: Row) => boolean, beside: Beside): Reader {
  let row: Row = { line: 0, cells: [] };
  let [column, enough] = [-1, false];
  let cell = { type: 'n', style: 0, text: '', formula: false, valued: false };
  let [inText, aloud] = [false, false];
  return {
    open(name, attributes) {
      if (name === 'row') {
        row = { line: lineOf(attributes['r'], row.line), cells: [], ...(isTrue(attributes['hidden']) && { isHidden: true }) };
        column = -1;
      } else if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
        cell = { type: attributes['t'] ?? 'n', style: Number(attributes['s'] ?? 0), text: '', formula: false, valued: false };
      } else if (name === 'f') cell.formula = true;
      else if (name === 'rPh') aloud = true;
      else if (name === 'v' || name === 't') inText = cell.valued = true;
      else if (name === 'mergeCell') beside.merged(areaOf(attributes['ref'] ?? ''));
      else if (name === 'col' && isTrue(attributes['hidden'])) beside.hidden(Number(attributes['min']) - 1, Number(attributes['max']) - 1);
    },
    text(more) {
      if (inText && !aloud) cell.text += more;
    },
    close(name) {
      if (name === 'v' || name === 't') inText = false;
      else if (name === 'rPh') aloud = false;
      else if (name === 'c') put(row.cells, column, valueOf(cell, common));
      else if (name === 'row' && row.cells.length) enough ||= !take(row);
    },
    stop: () => enough,
  };
}

/** Puts a cell in its column; empty ones make no row longer, and one far out is told as one too many. */
export function put(cells: Cell[], column: number, value: Cell): void {
  if (isEmpty(value)) return;
  const at = Math.min(column, WIDEST);
  while (cells.length < at) cells.push(null);
  cells[at] = value;
}

function valueOf(
  { type, style, text, formula, valued }: { type: string; style: number; text: string; formula: boolean; valued: boolean },
  common: Common,
): Cell {
  if (!valued) return formula ? { formula: true } : null;
  switch (type) {
    case 's':
      return common.shared[Number(text)] ?? null;
    case 'inlineStr':
    case 'str':
      return written(text);
    case 'e':
      return { error: text };
    case 'b':
      return text === '1';
    case 'd':
      return text.slice(0, 10);
    default:
      return numberOf(text, common.days[style] ?? false, common.from1904);
  }
}

function numberOf(text: string, isDay: boolean, from1904: boolean): Cell {
  const number = Number(text);
  if (text.trim() === '' || Number.isNaN(number)) return text.trim() === '' ? null : text;
  const day = isDay ? serialDay(number + (from1904 ? FROM_1904 : 0)) : undefined;
  if (day !== undefined) return { day };
  return from1904 ? { number, serial: number + FROM_1904 } : number;
}

const LAST_LINE = 1_048_576;

function lineOf(said: string | undefined, before: number): number {
  const line = said === undefined ? before + 1 : Number(said);
  if (!Number.isInteger(line) || line < 1 || line > LAST_LINE) throw new SheetRefused('WORKBOOK_BROKEN');
  return line;
}

/** The column of a cell by its reference, A1 being 0. */
function columnOf(reference: string): number {
  const [letters = ''] = /^[A-Z]{1,3}/.exec(reference) ?? [];
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

function areaOf(reference: string): Area {
  const [from = '', to = from] = reference.split(':');
  const line = (cell: string) => Number(/\d+$/.exec(cell)?.[0] ?? 0);
  return { column: Math.min(columnOf(from), WIDEST), from: line(from), to: line(to) };
}
