import type { Oere, Phase } from '../../events.js';
import { rentOn, type DaySpan } from '../cost.js';
import { overlap, type PreparedEpisode, type PreparedUnit } from '../portfolio.js';

/** Who owes the rent of an empty day (R9), before the policy says who bears what nobody pays. */
export type OwedBy = 'leaver' | 'nobody' | 'next_resident';

/** Days of a home that are alike in all that is counted of them: `[from, to)` in day numbers. */
export interface DaysAlike extends DaySpan {
  state: 'occupied' | 'empty' | 'out_of_service';
  /** The vacancy, and its phase; absent while somebody lives there. */
  episode?: PreparedEpisode['episode'];
  phase?: Phase;
  /** Days of this phase in the vacancy before these. */
  reached: number;
  /** Of empty days alone. */
  owedBy?: OwedBy;
  rentOere: Oere;
}

/** The days of a home in turn, from its first day to its decommissioning: they begin anew where anything changes, and the last ones are open. */
export function* daysAlike(unit: PreparedUnit): Generator<DaysAlike> {
  const { available } = unit;
  let at = available.from;
  for (const episode of unit.episodes) {
    if (overlap(episode, available) === 0) continue;
    yield* cut({ from: at, to: episode.from, state: 'occupied', reached: 0 }, unit, []);
    yield* emptyDays(unit, episode);
    at = Math.max(at, episode.to);
  }
  yield* cut({ from: at, to: available.to, state: 'occupied', reached: 0 }, unit, []);
}

function* emptyDays(unit: PreparedUnit, { episode, phases, liableTo, rentFrom }: PreparedEpisode): Generator<DaysAlike> {
  const { available } = unit;
  const before = new Map<Phase, number>();
  for (const { phase, from, to } of phases) {
    const reached = before.get(phase) ?? 0;
    before.set(phase, reached + to - from);
    const inside = { from: Math.max(from, available.from), to: Math.min(to, available.to) };
    const days = { ...inside, episode, phase, reached: reached + inside.from - from };
    if (phase === 'out_of_service') yield* cut({ ...days, state: phase }, unit, []);
    else
      for (const part of cut({ ...days, state: 'empty' }, unit, [liableTo, rentFrom]))
        yield { ...part, owedBy: part.from >= rentFrom ? 'next_resident' : part.from < liableTo ? 'leaver' : 'nobody' };
  }
}

/** Days with their rent, cut where it changes and on some other days. */
function* cut(days: Omit<DaysAlike, 'rentOere'>, { rents }: PreparedUnit, at: readonly number[]): Generator<DaysAlike> {
  const cuts = [...at, ...rents.slice(1).map(({ from }) => from)].filter((day) => days.from < day && day < days.to).sort((a, b) => a - b);
  let { from } = days;
  for (const to of [...cuts, days.to]) {
    if (from < to) yield { ...days, from, to, reached: days.reached + from - days.from, rentOere: rentOn(rents, from) };
    from = to;
  }
}
