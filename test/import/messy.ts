import { relettings, SPREADSHEET } from '../../apps/cli/src/demo/relettings.js';
import { COLUMN_NAMES, headerOf, type Column } from '@relet/reletting';

type Cells = Partial<Record<Column, string>>;

/** One planted mistake: its code, the column it is told at, and the row as it was typed. */
export interface Planted {
  code: string;
  column: Column | '-';
  cells: Cells;
  /** The same row as it was meant. */
  mended: Cells;
}

const plain: Cells = { building: 'Solgården', kind: 'plejebolig', rent: '6250', vacated: '02-06-2024', movedIn: '01-07-2024' };
const chain: Cells = { ...plain, keys: '05-06-2024', inspection: '07-06-2024', ordered: '10-06-2024', ready: '24-06-2024' };
const let_: Cells = { ...chain, offered: '08-06-2024', accepted: '11-06-2024', contract: '14-06-2024', rentFrom: '01-07-2024' };

const wrong = (code: string, column: Planted['column'], cells: Cells, typed: Cells): Planted => ({
  code,
  column,
  cells: { ...cells, ...typed },
  mended: cells,
});

/** One home a mistake, so that each stands alone; homes eksempel.901 and on. */
export const PLANTED: readonly Planted[] = [
  wrong('VALUE_MISSING', 'vacated', plain, { vacated: '' }),
  wrong('UNIT_MALFORMED', 'unit', plain, { unit: 'Solgården 12' }),
  wrong('MUNICIPALITY_MISMATCH', 'municipality', plain, { municipality: 'Nordby' }),
  wrong('LABEL_UNUSABLE', 'building', plain, { building: 'Solgården '.repeat(9).trim() }),
  wrong('PERSONAL_NUMBER', 'address', plain, { address: 'Solvej 1, 610141-1234' }),
  wrong('DATE_UNREADABLE', 'movedIn', plain, { movedIn: 'uge 27' }),
  wrong('DATE_WITHOUT_CENTURY', 'movedIn', plain, { movedIn: '01-07-24' }),
  wrong('DATE_NOT_IN_CALENDAR', 'vacated', plain, { vacated: '31.06.2024' }),
  wrong('AMOUNT_UNREADABLE', 'rent', plain, { rent: '6.25O' }),
  wrong('AMOUNT_TOO_LARGE', 'rent', plain, { rent: '625000' }),
  wrong('KIND_UNKNOWN', 'kind', plain, { kind: 'plejebolg' }),
  wrong('REASON_UNKNOWN', 'reason', plain, { reason: 'fraflyttet' }),
  wrong('WORKS_UNKNOWN', 'works', chain, { works: 'lidt maling' }),
  wrong('NOTICE_MISSING', 'liableUntil', plain, { liableUntil: '30-06-2024' }),
  wrong('KEYS_MISSING', 'inspection', chain, { keys: '' }),
  wrong('INSPECTION_MISSING', 'ordered', chain, { inspection: '' }),
  wrong('WORKS_CONTRADICTED', 'ordered', chain, { works: 'ingen' }),
  wrong('OFFER_MISSING', 'accepted', let_, { offered: '' }),
  wrong('ACCEPTED_MISSING', 'contract', let_, { accepted: '' }),
  wrong('CONTRACT_MISSING', 'rentFrom', let_, { contract: '' }),
  wrong('RENT_FROM_MISSING', 'contract', { ...let_, movedIn: '' }, { rentFrom: '' }),
  wrong('DATE_ORDER', 'inspection', chain, { inspection: '03-06-2024' }),
  wrong('FUTURE_FACT', 'movedIn', plain, { movedIn: '01-06-2034' }),
  wrong('NO_CONTRACT', 'movedIn', let_, { contract: '', rentFrom: '' }),
];

/** Mistakes between rows of one home: the second row of each is the bad one. */
export const PLANTED_PAIRS: readonly Planted[] = [
  wrong('ROW_TWICE', 'vacated', { ...plain, vacated: '01-03-2025', movedIn: '20-03-2025' }, { vacated: '02-06-2024' }),
  wrong('ROW_OVERLAPS', 'vacated', { ...plain, vacated: '01-03-2025', movedIn: '20-03-2025' }, { vacated: '15-06-2024' }),
  wrong('HOME_CONTRADICTED', 'building', { ...plain, vacated: '01-03-2025', movedIn: '20-03-2025' }, { building: 'Solhaven' }),
];

/** An open row behind an open row, and a row that has to wait for a bad one. */
const OPEN: readonly Cells[] = [
  { ...plain, unit: 'eksempel.970', movedIn: '' },
  { ...plain, unit: 'eksempel.970', vacated: '01-03-2025', movedIn: '' },
  { ...plain, unit: 'eksempel.971', movedIn: 'snart' },
  { ...plain, unit: 'eksempel.971', vacated: '01-03-2025', movedIn: '20-03-2025' },
];

export const unitOf = (n: number) => `eksempel.${901 + n}`;
const pairOf = (n: number) => `eksempel.${950 + n}`;

/** The rows of the messy file: good ones in three ways of writing, and every planted mistake. */
export function messyRows(): Cells[] {
  const good = [...relettings({ ...SPREADSHEET, homes: 24 })].map((row, n) => Object.fromEntries(Object.entries(row).map(restyled(n))));
  return [
    ...good,
    ...PLANTED.map(({ cells }, n) => ({ unit: unitOf(n), ...cells })),
    ...PLANTED_PAIRS.flatMap(({ cells }, n) => [
      { unit: pairOf(n), ...plain },
      { unit: pairOf(n), ...cells },
    ]),
    ...OPEN,
  ];
}

/** Days 27-04-2026, 27.04.2026 or ISO, as three people write them; upper case here and there. */
const restyled =
  (n: number) =>
  ([column, text]: [string, string]): [string, string] => {
    if (!/^\d{4}-\d\d-\d\d$/.test(text)) return [column, n % 5 === 0 && column === 'kind' ? text.toUpperCase() : text];
    const [year, month, day] = text.split('-');
    return [column, [text, `${day}-${month}-${year}`, `${Number(day)}.${Number(month)}.${year}`][n % 3] as string];
  };

/** The messy file as it lies in the repository: Windows-1252, no BOM, one column that relet does not know. */
export function messyCsv(): Buffer {
  const headers = [...COLUMN_NAMES.map(headerOf), 'Bemærkning'];
  const lines = messyRows().map((row) => [...COLUMN_NAMES.map((column) => row[column] ?? ''), ''].join(';'));
  return Buffer.from(`${[headers.join(';'), ...lines].join('\r\n')}\r\n`, 'latin1');
}
