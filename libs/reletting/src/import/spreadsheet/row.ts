import { isOneLine, type CivilDate } from '@relet/domain';
import { isEmpty, numberIn, type Cell, type Row } from '../sheet/cell.js';
import { implausibleDays, labelOf, valueOf, type RelettingRow } from './cells.js';
import { columnHeaded, COLUMNS, type Column } from './columns.js';
import { dayIn } from './days.js';
import { faultOf, type CellFault } from './faults.js';
import { faultsOfCells, isDamaged, placed, type ReadRow, type Source } from './source.js';
import { homeNamed, isPersonal, isTooLong } from './unit-id.js';
import type { PassedOverWhy } from '../imports.answers.js';

/** A row that is no re-letting: a title, a total, the headers once more, or a note; or blank ones as far as the line `to`. */
export interface PassedOver {
  line: number;
  to?: number;
  why: PassedOverWhy;
}

type Values = { [C in Column]?: string | number | undefined };

/** Reads rows under their headers: every cell is looked at, every fault is told. */
export function rowReader(source: Source, municipality: string | undefined, today: CivilDate): (row: Row) => ReadRow {
  const { layout } = source;
  // The municipality first: a home without one gets it.
  const columns = [...layout.at].sort(([a], [b]) => Number(b === 'municipality') - Number(a === 'municipality'));
  const required: readonly Column[] = layout.isList ? ['unit'] : ['unit', 'vacated'];
  return ({ line, cells }) => {
    const values: Values = {};
    const faults: CellFault[] = faultsOfCells(cells, source);
    let written: string | undefined;
    for (const [column, index] of columns) {
      if (isDamaged(cells[index])) continue;
      const { value, fault } = valueOf(column, cells[index] ?? null, layout);
      if (fault) faults.push(fault);
      else if (column === 'unit' && value !== undefined) written = nameHome(String(value), values, faults, municipality);
      else if (value !== undefined) values[column] = value;
    }
    // What is written in place of an id stays as the address of a row that says none.
    if (written !== undefined) values.address ??= labelOf('address', written).value;
    for (const column of required)
      if (values[column] === undefined && !faults.some((fault) => fault.column === column)) faults.push(faultOf(column, 'VALUE_MISSING'));
    faults.push(...implausibleDays(values, today, (column) => cells[layout.at.get(column) ?? -1] ?? null));
    // A row with a fault still tells which home it is of, so that the home's later rows can wait for it.
    const row = required.every((column) => values[column] !== undefined) ? (values as unknown as RelettingRow) : undefined;
    return { line, row, ...(written !== undefined && { written }), faults: faults.map((fault) => placed(fault, line, source)) };
  };
}

const UNIT_TOO_LONG: CellFault = { column: 'unit', code: 'UNIT_MALFORMED', reason: ({ importing }) => importing.unitTooLong };

/** A home's id among the values, or the fault; answers what was written, when that is no id. */
function nameHome(text: string, values: Values, faults: CellFault[], municipality: string | undefined): string | undefined {
  const within = values.municipality === undefined ? municipality : String(values.municipality);
  const home = homeNamed(text, within);
  if (!home) faults.push(isTooLong(text, within) ? UNIT_TOO_LONG : faultOf('unit', 'UNIT_MALFORMED'));
  else if (home.written !== undefined && !isOneLine(text.replace(/[\t\n]/g, ' '), text.length))
    faults.push(faultOf('unit', 'LABEL_UNUSABLE'));
  else if (isPersonal(home)) faults.push(faultOf('unit', 'PERSONAL_NUMBER'));
  else {
    values.unit = home.unit;
    return home.written;
  }
  return undefined;
}

const TOTAL = /^(?:i ?alt|totalt?|subtotal|sum|samlet|gennemsnit|gns\.?|average|antal)(?![\p{L}\d])/iu;

/** A total that its group is named in: `Havblik i alt`, `Havblik Total`, as a spreadsheet's subtotals are. */
const TOTAL_OF = /\s(?:i alt|total|resultat)$|^(?:hovedtotal|delsum|delresultat|grand total|sub-?total)(?!\p{L})/iu;

/** Totals between the rows, headers that are repeated on each page, and what stands beside the columns alone are no re-lettings. */
export function isPassedOver({ cells }: Row, { layout }: Source): PassedOver['why'] | undefined {
  const cell = (column: Column): Cell => cells[layout.at.get(column) ?? -1] ?? null;
  const repeated = layout.isList ? 'unit' : 'vacated';
  if (columnHeaded(asText(cell(repeated))) === repeated && areInTheirPlaces(cells, layout.at)) return 'headers';
  const isTotal = (text: string) => TOTAL.test(text) || (TOTAL_OF.test(text) && !('day' in dayIn(cell('vacated'))));
  if (!isEmpty(cell('vacated')) && !isTotal(asText(cell('unit')))) return undefined;
  const first = cells.find((each) => !isEmpty(each)) ?? null;
  if (isTotal(asText(first)) || isTotal(asText(cell('unit')))) return 'total';
  if (!layout.isList && onlyAmounts(cells, layout.at)) return 'total';
  return [...layout.at.values()].every((index) => isEmpty(cells[index])) ? 'note' : undefined;
}

/** False for the headers of another table, whose columns stand in another order: its rows must not be read by the first. */
function areInTheirPlaces(cells: readonly Cell[], at: ReadonlyMap<Column, number>): boolean {
  return cells.every((cell, index) => {
    const column = columnHeaded(asText(cell));
    return column === undefined || at.get(column) === index;
  });
}

/** True for a row of sums without a word: nothing but amounts and numbers of columns that mean nothing here. */
function onlyAmounts(cells: readonly Cell[], at: ReadonlyMap<Column, number>): boolean {
  const columns = new Map([...at].map(([column, index]) => [index, column]));
  return cells.every((cell, index) => {
    const column = columns.get(index);
    return isEmpty(cell) || ((column === undefined || COLUMNS[column] === 'kroner') && /^[\d., ]+$/.test(asText(cell)));
  });
}

const asText = (cell: Cell): string => (typeof cell === 'string' ? cell.trim() : String(numberIn(cell) ?? ''));
