import { civilDate } from '../../calendar/index.js';
import type { CivilDate, Oere, Owner, Phase } from '../../events.js';
import { windowOf, type FigureQuery, type Portfolio, type PreparedUnit } from '../portfolio.js';
import { beyond, ownerOf, targetOf } from '../share.js';
import { daysAlike, type DaysAlike } from './day-spans.js';
import { homeOf, inRowOrder, type RowOfHome } from './home.js';

/** Who owes the rent of an empty day (R9): the leaver or estate, the one who bears what nobody pays, or the next resident. */
export const PAID_BY = ['leaver', 'municipality', 'administrator', 'next_resident'] as const;
export type PaidBy = (typeof PAID_BY)[number];
export const DAY_STATES = ['occupied', 'empty', 'out_of_service'] as const;
export type DayState = (typeof DAY_STATES)[number];

/** One home on one day: 1 or 0 of each kind of days, so that sums are the figures. */
export interface UnitDayRow extends RowOfHome {
  day: CivilDate;
  state: DayState;
  availableDays: number;
  emptyDays: number;
  outOfServiceDays: number;
  /** Id of the vacancy; null while somebody lives there, and so are phase and owner. */
  vacancy: string | null;
  phase: Phase | null;
  owner: Owner | null;
  delayDays: number;
  tomgangDays: number;
  leaverDays: number;
  paidBy: PaidBy | null;
  /** The monthly rent in force that day. */
  rentOere: Oere;
}

/** A row for each home and day of the period on which the home is part of the portfolio; days before and after it have none (R7). */
export function* unitDayRows(portfolio: Portfolio, query: FigureQuery): Generator<UnitDayRow> {
  const window = windowOf(query);
  const names = Array.from({ length: window.to - window.from }, (_, n) => civilDate(window.from + n));
  for (const unit of inRowOrder(portfolio)) {
    const home = homeOf(unit);
    for (const days of daysAlike(unit)) {
      const said = { ...home, ...saidOf(days, unit, query), rentOere: days.rentOere };
      const delayed = delayOf(days, unit, query);
      for (let at = Math.max(days.from, window.from); at < Math.min(days.to, window.to); at++)
        yield { day: names[at - window.from] as CivilDate, ...said, delayDays: delayed(at) };
    }
  }
}

const NOTHING = {
  availableDays: 0,
  emptyDays: 0,
  outOfServiceDays: 0,
  vacancy: null,
  phase: null,
  owner: null,
  delayDays: 0,
  tomgangDays: 0,
  leaverDays: 0,
  paidBy: null,
};

/** What each row of some days says. */
function saidOf({ state, episode, phase, owedBy }: DaysAlike, unit: PreparedUnit, query: FigureQuery) {
  if (!episode || !phase) return { ...NOTHING, state, availableDays: 1 };
  const policy = policyOf(unit, episode, query);
  const of = { ...NOTHING, state, vacancy: episode.id, phase, owner: ownerOf(phase, policy) };
  if (state === 'out_of_service') return { ...of, outOfServiceDays: 1 };
  return {
    ...of,
    availableDays: 1,
    emptyDays: 1,
    tomgangDays: Number(owedBy === 'nobody'),
    leaverDays: Number(owedBy === 'leaver'),
    paidBy: owedBy === 'nobody' ? policy.tomgangPayer : (owedBy as PaidBy),
  };
}

/** Which of some days are beyond the target of their phase (R8). */
function delayOf({ from, episode, phase, reached }: DaysAlike, unit: PreparedUnit, query: FigureQuery): (at: number) => number {
  const target = episode && phase ? targetOf(phase, policyOf(unit, episode, query)) : null;
  return (at) => beyond(target, reached + at - from, 1);
}

const policyOf = ({ history }: PreparedUnit, { vacantFrom }: NonNullable<DaysAlike['episode']>, { policyOn }: FigureQuery) =>
  policyOn(history.municipality, vacantFrom);
