import {
  asSeen,
  holdsPersonalNumber,
  isLabel,
  LABEL_LENGTH,
  MUNICIPALITY_ID,
  municipalityOf,
  type CivilDate,
  type UnitEvents,
  type UnitKind,
  type Works,
} from '@relet/domain';
import { fill, WORDS } from '@relet/words';
import { numberIn, type Cell } from '../sheet/cell.js';
import { plain } from '../sheet/headers.js';
import { COLUMN_NAMES, COLUMNS, headerOf, type Column, type Layout } from './columns.js';
import { dayIn, isFarFromAll, tellable } from './days.js';
import { faultOf, stands, type CellFault } from './faults.js';

/** One re-letting as a row tells it; money in øre, days civil. */
export interface RelettingRow {
  unit: string;
  vacated: CivilDate;
  building?: string;
  municipality?: string;
  kind?: UnitKind;
  address?: string;
  rent?: number;
  notice?: CivilDate;
  liableUntil?: CivilDate;
  reason?: UnitEvents['Vacated']['reason'];
  keys?: CivilDate;
  inspection?: CivilDate;
  works?: Works;
  ordered?: CivilDate;
  ready?: CivilDate;
  offered?: CivilDate;
  respondBy?: CivilDate;
  accepted?: CivilDate;
  contract?: CivilDate;
  rentFrom?: CivilDate;
  movedIn?: CivilDate;
}

/** Danish words and the codes themselves, in any case. */
const codesOf = <T extends string>(words: Readonly<Record<T, string>>): ReadonlyMap<string, T> =>
  new Map((Object.entries(words) as [T, string][]).flatMap(([code, word]) => [word, code].map((text) => [plain(text), code] as const)));

const { da: danish } = WORDS;
const CODES = {
  kind: [codesOf(danish.kinds), 'KIND_UNKNOWN'],
  reason: [codesOf(danish.vacatedReasons), 'REASON_UNKNOWN'],
  works: [codesOf(danish.works), 'WORKS_UNKNOWN'],
} as const;

/** No amount of money is written in more characters. */
const LONGEST_AMOUNT = 40;
/** The highest monthly rent that a command takes, in øre. */
const HIGHEST_RENT = 10_000_000;

/** What people write into a cell that they know nothing for. */
const UNKNOWN = /^(?:[-–—]+|\?+|ukendt|unknown)$/i;
/** Errors as spreadsheets show them, in any language; and a column that is too narrow. */
const ERROR = /^#(?:[\p{Lu}/]+[\d/]*[!?]?|#+)$/u;

/** Columns whose text (`1-3`, `12/4`) a spreadsheet makes a day of, when it thinks that it looks like one. */
const TURNED_INTO_DAYS: ReadonlySet<string> = new Set(['unit', 'label', 'municipality']);

type Read = { value?: string | number; fault?: CellFault };

/** A cell's value, or what is wrong with it; nothing for an empty one. Homes are read by `homeNamed`. */
export function valueOf(column: Column, cell: Cell, { isInOere }: Pick<Layout, 'isInOere'>): Read {
  if (cell === null) return {};
  if (typeof cell === 'object' && 'formula' in cell) return { fault: faultOf(column, 'FORMULA_WITHOUT_VALUE') };
  const text = textOf(cell);
  if (text === '' || UNKNOWN.test(text)) return {};
  if ((typeof cell === 'object' && 'error' in cell) || ERROR.test(text))
    return { fault: stands(faultOf(column, 'CELL_ERROR'), ERROR.test(text) ? text.slice(0, 20) : undefined) };
  if (typeof cell === 'object' && 'day' in cell && TURNED_INTO_DAYS.has(COLUMNS[column]))
    return { fault: stands(faultOf(column, 'CELL_TURNED_DAY'), cell.day) };
  switch (COLUMNS[column]) {
    case 'date':
      return dateOf(column, cell, text);
    case 'kroner':
      return isInOere ? oereOf(column, text) : amountOf(column, text, numberIn(cell));
    case 'word':
      return wordOf(column as keyof typeof CODES, text);
    case 'municipality':
      return municipalityNamed(text);
    case 'unit':
      return { value: text };
    case 'label':
      return labelOf(column, text);
  }
}

/** A cell as text, in one line where people broke it. */
function textOf(cell: Exclude<Cell, null | { formula: true }>): string {
  if (typeof cell !== 'object') return String(cell).trim();
  return 'day' in cell ? cell.day : 'number' in cell ? String(cell.number) : cell.error;
}

function dateOf(column: Column, cell: Cell, text: string): Read {
  const read = dayIn(cell);
  return 'day' in read ? { value: read.day } : { fault: stands(faultOf(column, read.fault), tellable(text)) };
}

/** A municipality as people write it: `Nordby Kommune` is nordby. */
export function municipalityNamed(text: string): Read {
  const value = plain(text.slice(0, LABEL_LENGTH).replace(/\s+kommune$/i, ''));
  return MUNICIPALITY_ID.test(value) ? { value } : { fault: faultOf('municipality', 'MUNICIPALITY_UNREADABLE') };
}

/** Kroner with a decimal comma or point; a point (or space) before three digits parts thousands. */
function amountOf(column: Column, text: string, number: number | undefined): { value?: number; fault?: CellFault } {
  if (number !== undefined) return oere(column, Math.round(number * 100));
  if (text.length > LONGEST_AMOUNT) return { fault: faultOf(column, 'AMOUNT_UNREADABLE') };
  const bare = text
    .replace(/\s*(?:kr\.?|dkk)$|^(?:kr\.?|dkk)\s*/gi, '')
    .replace(/,[-–—]$/, '')
    .trim();
  const [, whole, decimals = ''] = /^(\d{1,3}(?:[. \u00a0]\d{3})+|\d+)(?:,(\d{1,2}))?$/.exec(bare) ?? /^(\d+)\.(\d{1,2})$/.exec(bare) ?? [];
  if (whole === undefined) return { fault: faultOf(column, 'AMOUNT_UNREADABLE') };
  return oere(column, Number(whole.replace(/\D/g, '')) * 100 + Number(decimals.padEnd(2, '0')));
}

/** Whole øre, where the header says so; a point or space before three digits parts thousands. What has decimals was meant as kroner. */
function oereOf(column: Column, text: string): { value?: number; fault?: CellFault } {
  const whole = text.length <= LONGEST_AMOUNT && /^(?:\d{1,3}(?:[. ]\d{3})+|\d+)$/.test(text);
  if (!whole) return { fault: { column, code: 'AMOUNT_UNREADABLE', reason: ({ importing }) => importing.oereUnreadable } };
  return oere(column, Number(text.replace(/\D/g, '')));
}

function oere(column: Column, value: number): { value?: number; fault?: CellFault } {
  if (!Number.isSafeInteger(value) || value < 0) return { fault: faultOf(column, 'AMOUNT_UNREADABLE') };
  return value > HIGHEST_RENT ? { fault: faultOf(column, 'AMOUNT_TOO_LARGE') } : { value };
}

function wordOf(column: keyof typeof CODES, text: string): { value?: string; fault?: CellFault } {
  const [codes, code] = CODES[column];
  const value = codes.get(plain(text));
  return value ? { value } : { fault: faultOf(column, code) };
}

/** A place in one line. */
export function labelOf(column: Column, text: string): { value?: string; fault?: CellFault } {
  const label = asSeen(text);
  if (!isLabel(label)) return { fault: faultOf(column, 'LABEL_UNUSABLE') };
  return holdsPersonalNumber(label) ? { fault: faultOf(column, 'PERSONAL_NUMBER') } : { value: label };
}

/** A row's own faults that need more than one cell. */
export function faultsWithin(row: RelettingRow): CellFault[] {
  const needs = (column: Column, other: Column, code: Parameters<typeof faultOf>[1]) =>
    row[column] !== undefined && row[other] === undefined ? [faultOf(column, code)] : [];
  const named = row.municipality !== undefined && row.municipality !== plain(municipalityOf(row.unit));
  return [
    ...(named ? [faultOf('municipality', 'MUNICIPALITY_MISMATCH')] : []),
    ...needs('liableUntil', 'notice', 'NOTICE_MISSING'),
    ...needs('inspection', 'keys', 'KEYS_MISSING'),
    ...needs('works', 'inspection', 'INSPECTION_MISSING'),
    ...needs('ordered', 'inspection', 'INSPECTION_MISSING'),
    ...worksContradicted(row),
    ...needs('respondBy', 'offered', 'OFFER_MISSING'),
    ...needs('accepted', 'offered', 'OFFER_MISSING'),
    ...(row.offered ? needs('contract', 'accepted', 'ACCEPTED_MISSING') : needs('contract', 'offered', 'OFFER_MISSING')),
    ...(row.offered && !row.contract ? needs('movedIn', 'accepted', 'ACCEPTED_MISSING') : []),
    ...needs('rentFrom', 'contract', 'CONTRACT_MISSING'),
    ...(row.movedIn ? [] : needs('contract', 'rentFrom', 'RENT_FROM_MISSING')),
    ...outOfOrder(row),
  ];
}

/** Days that lie so far from all others of the row that somebody has mistyped them; a row of one day is judged by today. */
export function implausibleDays(
  values: Readonly<{ [C in Column]?: string | number | undefined }>,
  today: CivilDate,
  stood: (column: Column) => Cell,
): CellFault[] {
  const days = COLUMN_NAMES.filter((column) => COLUMNS[column] === 'date' && values[column] !== undefined);
  const day = (column: Column) => String(values[column]);
  return days
    .filter((column) => isFarFromAll(day(column), days.length === 1 ? [today] : days.filter((other) => other !== column).map(day)))
    .map((column) => stands(faultOf(column, 'IMPLAUSIBLE_DAY'), asTyped(stood(column)) ?? day(column)));
}

/** What stands in a cell as it is typed: a number is a year to people, and no serial number of a day. */
const asTyped = (cell: Cell): string | undefined => (typeof cell === 'string' ? cell : numberIn(cell)?.toString());

function worksContradicted({ works, inspection, ordered, ready }: RelettingRow): CellFault[] {
  if (works !== 'none' || !inspection) return [];
  if (ordered) return [faultOf('ordered', 'WORKS_CONTRADICTED')];
  return ready && ready !== inspection ? [faultOf('ready', 'WORKS_CONTRADICTED')] : [];
}

/** Days that cannot stand before one another; pairs, so that a missing day between them hides nothing. */
const CHAINS: readonly (readonly Column[])[] = [
  ['keys', 'inspection', 'ordered', 'ready', 'movedIn'],
  ['vacated', 'inspection'],
  ['vacated', 'ready'],
  ['vacated', 'movedIn'],
  ['offered', 'accepted', 'contract', 'movedIn'],
  ['offered', 'respondBy'],
  ['accepted', 'respondBy'],
];

function outOfOrder(row: RelettingRow): CellFault[] {
  const faults = new Map<Column, CellFault>();
  for (const chain of CHAINS) {
    const days = chain.filter((column) => row[column] !== undefined);
    days.slice(1).forEach((column, n) => {
      const before = days[n] as Column;
      if (String(row[column]) < String(row[before]) && !faults.has(column))
        faults.set(column, {
          column,
          code: 'DATE_ORDER',
          reason: ({ importing }) => fill(importing.dayBefore, { header: headerOf(before), column: before }),
        });
    });
  }
  return [...faults.values()];
}
