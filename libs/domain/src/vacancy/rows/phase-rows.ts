import { civilDate } from '../../calendar/index.js';
import type { CivilDate, Owner, Phase } from '../../events.js';
import { overlap, windowOf, type FigureQuery, type Portfolio, type PreparedEpisode, type PreparedUnit } from '../portfolio.js';
import { beyond, ownerOf, targetOf } from '../share.js';
import { afterR, homeOf, inRowOrder, lastDay, type RowOfHome } from './home.js';

/** One stretch of a vacancy in one phase (R5), clipped to the period; times out of service stand beside the empty days. */
export interface PhaseRow extends RowOfHome {
  /** Id of the vacancy. */
  vacancy: string;
  firstLet: boolean;
  phase: Phase;
  owner: Owner;
  /** First and last day inside the period. */
  from: CivilDate;
  to: CivilDate;
  days: number;
  /** Those of them beyond the target of the phase (R8). */
  delayDays: number;
  targetDays: number | null;
  /** First and last day of the whole stretch; no last one while it goes on. */
  phaseFrom: CivilDate;
  phaseTo: CivilDate | null;
}

/** A row for each stretch of a phase that has a day in the period: they sum to the empty days of the figures, by phase, holder and delay. */
export function* phaseRows(portfolio: Portfolio, query: FigureQuery): Generator<PhaseRow> {
  const window = windowOf(query);
  for (const unit of inRowOrder(portfolio))
    for (const episode of unit.episodes) if (overlap(episode, window) > 0) yield* stretchesOf(unit, episode, query);
}

function* stretchesOf(unit: PreparedUnit, { episode, phases }: PreparedEpisode, query: FigureQuery): Generator<PhaseRow> {
  const window = windowOf(query);
  const policy = query.policyOn(unit.history.municipality, episode.vacantFrom);
  /** Days of each phase before the stretch, or before the period begins in it. */
  const before = new Map<Phase, number>();
  for (const { phase, from, to } of phases) {
    const days = overlap({ from, to }, window);
    const reached = (before.get(phase) ?? 0) + Math.max(0, Math.min(to, window.from) - from);
    before.set(phase, reached + days);
    if (days === 0) continue;
    const targetDays = targetOf(phase, policy);
    yield {
      ...homeOf(unit),
      vacancy: episode.id,
      firstLet: episode.firstLet,
      phase,
      owner: ownerOf(phase, policy),
      from: civilDate(Math.max(from, window.from)),
      to: civilDate(Math.min(to, window.to) - 1),
      days,
      delayDays: beyond(targetDays, reached, days),
      targetDays,
      phaseFrom: civilDate(from),
      phaseTo: lastDay(to, afterR(query)),
    };
  }
}
