import type { Fraction } from '@relet/domain';
import type { Counted } from './counted.js';

const valueOf = (fraction: Fraction | null) => fraction && fraction.num / fraction.den;
const sum = (days: Readonly<Record<string, number>>) => Object.values(days).reduce((total, count) => total + count, 0);

/** Figures by which groups can be ordered. */
const FIGURES = {
  emptyDays: ({ vacancy }) => vacancy.emptyUnitDays,
  availableDays: ({ vacancy }) => vacancy.availableUnitDays,
  vacancyRate: ({ vacancy }) => valueOf(vacancy.vacancyRate),
  outOfServiceDays: ({ vacancy }) => vacancy.outOfServiceDays,
  delayDays: ({ vacancy }) => sum({ ...vacancy.delayDays }),
  tomgangDays: ({ vacancy }) => vacancy.tomgang.days,
  tomgangOere: ({ vacancy }) => vacancy.tomgang.oere,
  lettings: ({ lettings }) => lettings.all.lettings,
  mean: ({ lettings }) => valueOf(lettings.all.gross.mean),
  median: ({ lettings }) => valueOf(lettings.all.gross.median),
  p90: ({ lettings }) => valueOf(lettings.all.gross.p90),
  refusalRate: ({ offers }) => valueOf(offers.refusalRate),
  noReplyRate: ({ offers }) => valueOf(offers.noReplyRate),
  turnover: ({ turnover }) => valueOf(turnover.perYear),
} as const satisfies Record<string, (figures: Counted) => number | null>;

type Named = keyof typeof FIGURES;
export type Sort = Named | `-${Named}`;
export const SORTS: readonly Sort[] = (Object.keys(FIGURES) as Named[]).flatMap((name) => [name, `-${name}` as const]);

/** Groups ordered by a figure; those that have none come last. Groups that are level keep their order. */
export function sorted<G extends { figures: Counted }>(groups: readonly G[], by: Sort | undefined): readonly G[] {
  if (by === undefined) return groups;
  const direction = by.startsWith('-') ? -1 : 1;
  const figure = FIGURES[by.replace('-', '') as Named];
  const [known, unknown] = [
    groups.filter((group) => figure(group.figures) !== null),
    groups.filter((group) => figure(group.figures) === null),
  ];
  return [...known.sort((a, b) => direction * (Number(figure(a.figures)) - Number(figure(b.figures)))), ...unknown];
}
