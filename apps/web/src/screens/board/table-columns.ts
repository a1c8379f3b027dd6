import { wordFor, type Words } from '@relet/words';
import { createColumnHelper, createSortedRowModel, rowSortingFeature, tableFeatures, type Row } from '@tanstack/react-table';
import { PHASE_ORDER } from '../../ui/phases';
import { isInPeace } from '../../ui/peace';
import type { Card } from './use-board';

export const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
export type TableRow = Row<typeof features, Card>;

/** Columns that hold numbers: they stand to the right, and the largest comes first when they are first sorted by. */
export const NUMBERS: ReadonlySet<string> = new Set(['emptyDays', 'tomgangDays', 'tomgangOere', 'phaseDays', 'delayDays']);

/** How wide each column is, in rem: a table whose widths are given is not measured anew with every line. */
export const WIDTHS: Readonly<Record<keyof Words['screens']['board']['heads'], number>> = {
  ...{ unit: 11, building: 10, kind: 9, phase: 10.5 },
  ...{ emptyDays: 9.5, tomgangDays: 9.5, tomgangOere: 6, phaseDays: 6, delayDays: 4.5 },
  ...{ owner: 8, nextStep: 19.5, nextStepOn: 7, offers: 19 },
};

/** The columns of the table: by what each is sorted. Of a home that is left in peace no days are told, so that it is never sorted as late. */
export function columnsFor(words: Words, asOf: string, lettingSaid: (card: Card) => string) {
  const helper = createColumnHelper<typeof features, Card>();
  const { compare } = new Intl.Collator(words.language === 'da' ? 'da-DK' : 'en-GB', { numeric: true });
  const sortFn = (a: TableRow, b: TableRow, id: string) => compareValues(a.getValue(id), b.getValue(id), compare);
  const column = (id: keyof Words['screens']['board']['heads'], of: (card: Card) => string | number | undefined) =>
    helper.accessor(of, { id, sortFn, sortUndefined: 'last', sortDescFirst: NUMBERS.has(id) });
  const days = (of: (card: Card) => number) => (card: Card) => (card.phase === null || isInPeace(card, asOf) ? undefined : of(card));
  return helper.columns([
    column('unit', ({ unit }) => unit),
    column('building', ({ building }) => building),
    column('kind', ({ kind }) => wordFor(words.kinds, kind)),
    column('phase', ({ phase }) => (phase === null ? undefined : PHASE_ORDER.indexOf(phase))),
    column(
      'emptyDays',
      days(({ emptyDays }) => emptyDays),
    ),
    column(
      'tomgangDays',
      days(({ tomgangDays }) => tomgangDays),
    ),
    column(
      'tomgangOere',
      days(({ tomgangOere }) => tomgangOere),
    ),
    column(
      'phaseDays',
      days(({ phaseDays }) => phaseDays),
    ),
    column(
      'delayDays',
      days(({ delayDays }) => delayDays),
    ),
    column('owner', ({ owner }) => (owner === null ? undefined : wordFor(words.owners, owner))),
    column('nextStep', ({ nextStep }) => (nextStep === null ? undefined : wordFor(words.nextSteps, nextStep))),
    column('nextStepOn', ({ nextStepOn }) => nextStepOn ?? undefined),
    column('offers', (card) => lettingSaid(card) || undefined),
  ]);
}

function compareValues(a: unknown, b: unknown, compare: (a: string, b: string) => number): number {
  return typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b));
}
