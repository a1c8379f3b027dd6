import { civilDate } from '../../calendar/index.js';
import type { CivilDate, Oere, Owner, Phase, PolicyFields } from '../../events.js';
import { rentOn, type DaySpan } from '../cost.js';
import { overlap, windowOf, type FigureQuery, type Portfolio, type PreparedEpisode, type PreparedUnit } from '../portfolio.js';
import { beyond, ownerOf, targetOf } from '../share.js';
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
    const days = { from: Math.max(window.from, unit.available.from), to: Math.min(window.to, unit.available.to) };
    const home = homeOf(unit);
    for (const { at, ...said } of daysOf(unit, days, query))
      yield { day: names[at - window.from] as CivilDate, ...home, ...said, rentOere: rentOn(unit.rents, at) };
  }
}

/** What a row says of its day, with the number of the day. */
type Said = Omit<UnitDayRow, keyof RowOfHome | 'day' | 'rentOere'> & { at: number };

const NOTHING: Omit<Said, 'at' | 'state'> = {
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

/** The days of a home in turn: vacancies, and the tenancies between them. */
function* daysOf(unit: PreparedUnit, days: DaySpan, query: FigureQuery): Generator<Said> {
  let at = days.from;
  for (const episode of unit.episodes) {
    if (overlap(episode, days) === 0) continue;
    yield* occupied({ from: at, to: episode.from });
    yield* emptyDays(unit, episode, days, query);
    at = Math.max(at, episode.to);
  }
  yield* occupied({ from: at, to: days.to });
}

function* occupied({ from, to }: DaySpan): Generator<Said> {
  for (let at = from; at < to; at++) yield { ...NOTHING, at, state: 'occupied', availableDays: 1 };
}

function* emptyDays(unit: PreparedUnit, prepared: PreparedEpisode, days: DaySpan, query: FigureQuery): Generator<Said> {
  const { episode, phases } = prepared;
  const policy = query.policyOn(unit.history.municipality, episode.vacantFrom);
  const reached = new Map<Phase, number>();
  for (const { phase, from, to } of phases) {
    const owner = ownerOf(phase, policy);
    const target = targetOf(phase, policy);
    let before = (reached.get(phase) ?? 0) + Math.max(0, Math.min(to, days.from) - from);
    for (let at = Math.max(from, days.from); at < Math.min(to, days.to); at++, before++) {
      const of = { ...NOTHING, at, vacancy: episode.id, phase, owner };
      if (phase === 'out_of_service') yield { ...of, state: phase, outOfServiceDays: 1 };
      else
        yield {
          ...of,
          state: 'empty',
          availableDays: 1,
          emptyDays: 1,
          delayDays: beyond(target, before, 1),
          ...payment(prepared, at, policy),
        };
    }
    reached.set(phase, before);
  }
}

/** Who owes an empty day (R9). */
function payment(episode: PreparedEpisode, at: number, { tomgangPayer }: PolicyFields) {
  if (at >= episode.rentFrom) return { paidBy: 'next_resident' } as const;
  return at < episode.liableTo ? ({ paidBy: 'leaver', leaverDays: 1 } as const) : { paidBy: tomgangPayer, tomgangDays: 1 };
}
