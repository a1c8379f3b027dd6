import { maxDate } from '../calendar/index.js';
import { fact, refuse, type Context } from '../decider.js';
import type { CivilDate, Fact, NewFact } from '../events.js';
import type { UnitCommandName, UnitCommands } from '../registry.js';
import { pendingOffers, type UnitOnDay } from './state-of.js';

/** A: the administrator, M: the municipality, AM: either; `offering`: M, by policy also A, and the system for expiries. */
export type Who = 'A' | 'M' | 'AM' | 'offering';

/** What a decision sees of the home. */
export interface Situation extends Context {
  unitId: string;
  /** The home on the command's day, from what is known now. */
  at: UnitOnDay;
  /** The home today: offers and claims are judged by it, whatever the command's day. */
  now: UnitOnDay;
  /** All live facts of the home, in order. */
  live: readonly Fact[];
}

/** One row of the table in section 4: who may order it, what it reports, when it is refused, what comes with it. */
export interface Decision<N extends UnitCommandName> {
  who: Who;
  /** The fact that the command reports; from the command and its policy alone. */
  main(command: UnitCommands[N], context: Context): NewFact;
  /** Refuses, in the order of the row's codes. */
  guard(command: UnitCommands[N], situation: Situation): void;
  /** Order of the command's own dates, and of a date with its offer's. */
  datesInOrder?(command: UnitCommands[N], situation: Situation): boolean;
  /** The main fact completed by what the home knows, and the facts that come with it. */
  facts?(main: NewFact, situation: Situation, command: UnitCommands[N]): NewFact[];
}

export type Decisions<N extends UnitCommandName> = { [K in N]: Decision<K> };

/** Withdrawals of every pending offer but one: each on the later of the command's day and the day it was made. */
export function withdrawPending({ now }: Situation, effective: CivilDate, but?: string): NewFact[] {
  return pendingOffers(now)
    .filter(({ offerId }) => offerId !== but)
    .map(({ offerId, made }) => fact('OfferWithdrawn', maxDate(effective, made), { offerId }));
}

/** WRONG_STATE, saying where the home stands. */
export function wrongState({ at }: Situation): never {
  refuse('WRONG_STATE', `The home is ${at.stage} on ${at.day}.`, { stage: at.stage, on: at.day });
}
