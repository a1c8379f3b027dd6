import type { OfferRow, PhaseRow, UnitDayRow, VacancyRow } from '@relet/domain';
import { type CsvCell, Kroner, type RowField, wordFor, type Words } from '@relet/words';

/** The rows of each export. */
export interface RowsOf {
  vacancies: VacancyRow;
  phases: PhaseRow;
  offers: OfferRow;
  'unit-days': UnitDayRow;
}
export type ExportName = keyof RowsOf;
export type Row = RowsOf[ExportName];

const HOME = ['unit', 'municipality', 'building', 'kind'] as const;
const CLIPPED = [
  'emptyDays',
  'outOfServiceDays',
  'clearingDays',
  'inspectionDays',
  'orderingDays',
  'worksDays',
  'moveInDays',
  'offerPendingDays',
  'reservedDays',
  'matchingDays',
  'unrecordedDays',
  'delayDays',
  'tomgangDays',
  'tomgangOere',
  'tomgangPayer',
  'leaverDays',
  'leaverOere',
] as const;
const RELETTING = ['reletting', 'grossDays', 'netDays', 'coreDays', 'leadDays', 'offerLeadDays', 'offers'] as const;

/** The columns of each export in their order: those of a row, each of them once. */
export const COLUMNS: { [E in ExportName]: readonly (keyof RowsOf[E] & RowField)[] } = {
  vacancies: [
    ...['vacancy', ...HOME, 'firstLet', 'reason', 'noticeReceived', 'liableUntil', 'vacantFrom', 'works'],
    ...['rentFrom', 'ended', 'endedBy', ...RELETTING, ...CLIPPED],
  ] as (keyof VacancyRow)[],
  phases: ['vacancy', ...HOME, 'firstLet', 'phase', 'owner', 'from', 'to', 'days', 'delayDays', 'targetDays', 'phaseFrom', 'phaseTo'],
  offers: ['offer', 'vacancy', ...HOME, 'made', 'respondBy', 'outcome', 'resolved', 'counted'],
  'unit-days': [
    ...(['day', ...HOME, 'state', 'availableDays', 'emptyDays', 'outOfServiceDays', 'vacancy', 'phase', 'owner'] as const),
    ...(['delayDays', 'tomgangDays', 'leaverDays', 'paidBy', 'rentOere'] as const),
  ],
};

export const EXPORTS = Object.keys(COLUMNS) as readonly ExportName[];

type List = Readonly<Record<string, string>>;

/** Columns that hold codes, with the words for them. */
const lists = ({ kinds, vacatedReasons, works, phases, owners, payers, offerStatuses, rows }: Words): Partial<Record<RowField, List>> => ({
  kind: kinds,
  reason: vacatedReasons,
  works,
  endedBy: rows.endedBy,
  reletting: rows.relettings,
  tomgangPayer: payers,
  phase: phases,
  owner: owners,
  outcome: offerStatuses,
  state: rows.dayStates,
  paidBy: rows.paidBy,
});

/** The headers of an export. */
export const headersOf = (name: ExportName, { rows }: Words): string[] => COLUMNS[name].map((field) => rows.columns[field]);

/** Makes the cells of a row: codes in words, as on the screens, and money in kroner. */
export function cellsOf(name: ExportName, words: Words): (row: Row) => CsvCell[] {
  const known = lists(words);
  const columns = COLUMNS[name].map((field: RowField) => ({ field, list: known[field], isMoney: field.endsWith('Oere') }));
  return (row) =>
    columns.map(({ field, list, isMoney }) => {
      const value = (row as unknown as Record<RowField, CsvCell>)[field];
      if (isMoney) return new Kroner(value as number);
      return list && typeof value === 'string' ? wordFor(list, value) : value;
    });
}
