import { fraction, type Fraction } from './fraction.js';
import { windowOf, type FigureQuery, type Portfolio } from './portfolio.js';
import { availableDays } from './vacancy-figures.js';

/** How often homes change hands in a year. */
export interface Turnover {
  vacated: number;
  availableUnitDays: number;
  /** Vacated / mean available homes x 365 / days of the period; null when no home was available. */
  perYear: Fraction | null;
  explained: { episodeId: string; unitId: string; eventIds: readonly string[] }[];
}

/** Homes vacated in the period compared with the homes that were available. A new home before its first letting was not vacated. */
export function turnover(portfolio: Portfolio, query: FigureQuery): Turnover {
  const window = windowOf(query);
  const vacated = portfolio
    .flatMap(({ episodes }) => episodes)
    .filter(({ episode, from }) => !episode.firstLet && window.from <= from && from < window.to);
  const availableUnitDays = portfolio.reduce((sum, unit) => sum + availableDays(unit, window), 0);
  return {
    vacated: vacated.length,
    availableUnitDays,
    // The days of the period cancel out: the mean is divided by them, and the year is multiplied by them.
    perYear: fraction(vacated.length * 365, availableUnitDays),
    explained: vacated.map(({ episode: { id, unitId, eventIds } }) => ({ episodeId: id, unitId, eventIds })),
  };
}
