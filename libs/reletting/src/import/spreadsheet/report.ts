import type { CivilDate } from '@relet/domain';
import type { SheetReport } from '../imports.answers.js';
import { unknownIn } from './nearest.js';
import type { Reading } from './reading.js';

/** How far it has come: rows checked, then rows written. */
export type Progress = (doing: 'check' | 'write', rows: number, of: number) => void;

/** The report of a sheet before any of its rows is looked at beside the log. */
export function reportOf(
  { rows, headers, layout, headerLines, chosen, passedOver, unheaded, hiddenLines }: Reading,
  homes: number,
  since: CivilDate | undefined,
): SheetReport {
  const columns = [...layout.at].sort(([, a], [, b]) => a - b).map(([column, at]) => ({ header: headers[at]?.trim() ?? '', column, at }));
  return {
    ...{ rows: rows.length, homes, good: 0, unchanged: 0, changed: [], corrected: 0, registered: 0 },
    faults: rows.filter(({ row }) => !row).flatMap(({ faults }) => faults),
    warnings: [],
    undescribed: { kind: 0, building: 0, rent: 0 },
    ...(since !== undefined && { since }),
    headerLines,
    columns: columns.map(({ header, column }) => ({ header, column })),
    ...(chosen && { sheet: chosen.taken, otherSheets: chosen.others }),
    hiddenLines,
    hiddenColumns: columns.filter(({ at }) => chosen?.hidden.includes(at)).map(({ header }) => header),
    named: namedIn(rows),
    ...{ unusedColumns: layout.unused, unknownHeaders: unknownIn(layout), passedOver },
    unheaded: [...unheaded].sort(([a], [b]) => a - b).map(([at, cells]) => ({ column: lettersOf(at), cells })),
    ...{ filledIn: [], written: false, events: 0 },
  };
}

/** Homes that are written otherwise than their ids, each once as it is written. */
function namedIn(rows: Reading['rows']): SheetReport['named'] {
  const named = new Map<string, SheetReport['named'][number]>();
  for (const { line, row, written, faults } of rows)
    if (row && written !== undefined && !faults.length && !named.has(written)) named.set(written, { line, written, unit: row.unit });
  return [...named.values()];
}

/** A column as a spreadsheet names it: A, B ... Z, AA. */
const lettersOf = (at: number): string => (at < 26 ? '' : lettersOf(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
