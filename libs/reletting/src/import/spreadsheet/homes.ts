import { contradicted, faultOf, seeing, type CellFault } from './faults.js';
import type { RelettingRow } from './cells.js';
import type { ReadRow } from './source.js';

/** A row that could be read, with what it tells. */
export type ToldRow = ReadRow & { row: RelettingRow };

/** A home with its rows in the order of their vacancies. */
export interface HomeRows {
  unit: string;
  rows: ToldRow[];
}

/** Rows by home; rows of a home may come in any order in the file. */
export function homesOf(rows: readonly ReadRow[]): HomeRows[] {
  const homes = new Map<string, ToldRow[]>();
  for (const read of rows) {
    if (!read.row) continue;
    const known = homes.get(read.row.unit);
    if (known) known.push(read as ToldRow);
    else homes.set(read.row.unit, [read as ToldRow]);
  }
  return [...homes].map(([unit, its]) => ({
    unit,
    rows: its.sort((a, b) => (a.row.vacated < b.row.vacated ? -1 : a.row.vacated > b.row.vacated ? 1 : a.line - b.line)),
  }));
}

/** What is wrong with a row beside the rows of its home before it. */
export function faultsBeside(row: RelettingRow, before: readonly ToldRow[]): CellFault[] {
  const faults: CellFault[] = [];
  const last = before.at(-1);
  // Behind a row that cannot be read there is nothing to compare with: this one waits for it.
  if (last?.faults.length) return faults;
  if (last?.row.vacated === row.vacated) faults.push(faultOf('vacated', 'ROW_TWICE', last.line));
  else if (last && last.row.movedIn === undefined)
    faults.push(faultOf('vacated', row.movedIn === undefined ? 'ROW_SECOND_OPEN' : 'ROW_OVERLAPS', last.line));
  else if (last?.row.movedIn && last.row.movedIn > row.vacated) faults.push(faultOf('vacated', 'ROW_OVERLAPS', last.line));
  for (const column of ['notice', 'keys'] as const) {
    const day = row[column];
    if (day && last?.row.movedIn && day < last.row.movedIn)
      faults.push({ column, code: 'DATE_ORDER', reason: ({ importing }) => seeing(importing.notMovedIn, importing, last.line) });
  }
  for (const column of ['building', 'kind'] as const) {
    const first = before.find((each) => each.row[column] !== undefined);
    const [sheet, other] = [row[column], first?.row[column]];
    if (first && sheet !== undefined && other !== undefined && sheet !== other)
      faults.push(contradicted(column, { sheet, other, line: first.line }));
  }
  return faults;
}
