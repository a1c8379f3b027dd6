import { distribution, type Distribution } from './fraction.js';
import { lettingFigures } from './letting-figures.js';
import type { FigureQuery, Portfolio } from './portfolio.js';
import { noPhases, type EmptyPhase } from './share.js';

/** Days that re-lettings spent in one phase: each letting counts, with 0 days where it had none, so that the means add up to that of the whole. */
export interface PhaseSpread extends Pick<Distribution, 'n' | 'mean' | 'p25' | 'median' | 'p75'> {
  /** Lettings that had a day of it. */
  withDays: number;
}

/** How long the re-lettings of a period took, phase by phase and in all, without days out of service. */
export interface PhaseFigures {
  lettings: number;
  net: PhaseSpread;
  phases: Record<EmptyPhase, PhaseSpread>;
}

/** Counts the re-lettings with M in the period, each as a whole (docs/figures.md). */
export function phaseFigures(portfolio: Portfolio, query: FigureQuery): PhaseFigures {
  const { lettings, explained } = lettingFigures(portfolio, query).all;
  const phases = Object.keys(noPhases()) as EmptyPhase[];
  const spreads = phases.map((phase) => [phase, spreadOf(explained.map((share) => share.phases[phase]))]);
  return { lettings, net: spreadOf(explained.map(({ net }) => net)), phases: Object.fromEntries(spreads) as PhaseFigures['phases'] };
}

function spreadOf(days: readonly number[]): PhaseSpread {
  const { n, mean, p25, median, p75 } = distribution(days);
  return { n, withDays: days.filter((count) => count > 0).length, mean, p25, median, p75 };
}
