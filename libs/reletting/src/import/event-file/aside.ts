import { csvOf } from '../spreadsheet/set-aside.js';
import { REMARK, type EventRow, type EventRows } from './rows.js';

/**
 * Bad rows as they stand in the file, each with the code of what is wrong, to be mended and imported again; `refused` is passed over then. A line that
 * is no object stays as it is.
 */
export function asideOf({ form, headers }: EventRows, bad: readonly { read: EventRow; code: string }[]): string | undefined {
  if (!bad.length) return undefined;
  const inOrder = [...bad].sort((a, b) => a.read.line - b.read.line);
  if (form === 'ndjson')
    return inOrder
      .map(({ read, code }) => (read.cells ? JSON.stringify({ ...read.cells, [REMARK]: code }) : String(read.raw)))
      .join('\n')
      .concat('\n');
  const own = headers.indexOf(REMARK);
  const bare = (cells: readonly string[]) => cells.filter((_, n) => n !== own);
  const width = Math.max(...inOrder.map(({ read }) => bare(cellsOf(read)).length), bare(headers).length);
  const filled = (cells: readonly string[]) => [...cells, ...Array.from({ length: width - cells.length }, () => '')];
  // The remark stands first, so that a row with too many cells keeps them behind the last header.
  return csvOf([[REMARK, ...bare(headers)], ...inOrder.map(({ read, code }) => [code, ...filled(bare(cellsOf(read)))])]);
}

const cellsOf = ({ raw }: EventRow): readonly string[] => (typeof raw === 'string' ? [raw] : raw);
