import { WIDEST, type Cell, type Row } from './cell.ts';
import { SheetRefused } from './refused.ts';
import { seen } from './text.ts';
import { MOST_ROWS, type Beside, type SheetPart } from './workbook.ts';
import { put } from './xlsx.ts';
import type { Parts, Reader } from './zip.ts';

const CONTENT = 'content.xml';

/** The sheets of an ODS. */
export async function odsSheets(parts: Parts): Promise<SheetPart[]> {
  const unseen = new Set<string>();
  const sheets: { name: string; style: string }[] = [];
  let style = '';
  await parts.read(CONTENT, {
    open(name, attributes) {
      if (name === 'style') style = attributes['style:name'] ?? '';
      if (name === 'table-properties' && attributes['table:display'] === 'false') unseen.add(style);
      if (name === 'table')
        sheets.push({ name: (attributes['table:name'] ?? '').normalize('NFC'), style: attributes['table:style-name'] ?? '' });
    },
  });
  return sheets.map(({ name, style: its }, n) => ({
    name,
    hidden: unseen.has(its),
    read: (take, beside) => parts.read(CONTENT, sheetInto(n, take, beside)),
  }));
}

/** What stands in a cell beside its value: remarks and drawings are no part of it. */
const BESIDE: ReadonlySet<string> = new Set(['annotation', 'shapes', 'frame', 'custom-shape']);
/** True for a row or column that is hidden by hand or by a filter. */
const isUnseen = (attributes: Readonly<Record<string, string>>) => /^(?:collapse|filter)$/.test(attributes['table:visibility'] ?? '');
const times = (said: string | undefined) => Math.max(1, Math.trunc(Number(said ?? 1)) || 1);

function sheetInto(wanted: number, take: (row: Row) => boolean, about: Beside): Reader {
  let [table, line, repeated, column, enough] = [-1, 0, 1, 0, false];
  let [columns, isHidden] = [0, false];
  let cells: Cell[] = [];
  let cell: Readonly<Record<string, string>> = {};
  let [text, paragraphs, inText, beside] = ['', 0, 0, 0];
  const here = () => table === wanted && beside === 0;
  return {
    open(name, attributes) {
      if (name === 'table') table += 1;
      if (table !== wanted) return;
      if (BESIDE.has(name)) beside += 1;
      else if (beside) return;
      else if (name === 'table-column') {
        const last = columns + times(attributes['table:number-columns-repeated']);
        if (isUnseen(attributes)) about.hidden(columns, last - 1);
        columns = last;
      } else if (name === 'table-row')
        [cells, column, repeated, isHidden] = [[], 0, times(attributes['table:number-rows-repeated']), isUnseen(attributes)];
      else if (name === 'table-cell' || name === 'covered-table-cell') [cell, text, paragraphs] = [attributes, '', 0];
      else if (name === 'p') {
        inText += 1;
        if (paragraphs++) text += '\n';
      } else if (name === 's') text += ' '.repeat(Math.min(times(attributes['text:c']), 100));
      else if (name === 'tab' || name === 'line-break') text += ' ';
    },
    text(more) {
      if (here() && inText) text += more;
    },
    close(name) {
      if (table !== wanted) return;
      if (BESIDE.has(name)) beside -= 1;
      else if (beside) return;
      else if (name === 'p') inText -= 1;
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        const rows = times(cell['table:number-rows-spanned']);
        if (rows > 1) about.merged({ column: Math.min(column, WIDEST), from: line + 1, to: line + rows });
        const value = valueOf(cell, seen(text));
        const last = column + times(cell['table:number-columns-repeated']);
        for (; value !== null && column < Math.min(last, WIDEST + 1); column++) put(cells, column, value);
        column = last;
      } else if (name === 'table-row') {
        if (cells.length && repeated > MOST_ROWS) throw new SheetRefused('TOO_MANY_ROWS', { rows: MOST_ROWS });
        for (let n = 1; cells.length && n <= repeated && !enough; n++)
          enough = !take({ line: line + n, cells: [...cells], ...(isHidden && { isHidden }) });
        line += repeated;
      } else if (name === 'table') enough = true;
    },
    stop: () => enough,
  };
}

function valueOf(cell: Readonly<Record<string, string>>, text: string): Cell {
  const type = cell['office:value-type'];
  if (cell['calcext:value-type'] === 'error' || /^(Err:\d+|#[A-ZÆØÅ/0-9]+[!?]?)$/.test(text)) return { error: text };
  if (type === undefined) return text === '' ? (cell['table:formula'] === undefined ? null : { formula: true }) : text;
  if (type === 'date') return { day: (cell['office:date-value'] ?? '').slice(0, 10) };
  if (type === 'float' || type === 'currency' || type === 'percentage') return Number(cell['office:value']);
  if (type === 'boolean') return cell['office:boolean-value'] === 'true';
  return (cell['office:string-value'] ?? text) || null;
}
