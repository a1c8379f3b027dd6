import type { CivilDate, Fact } from '../events.js';
import { asOf } from '../corrections.js';
import { evolve, UNREGISTERED } from './evolve.js';
import type { Stage, UnitState } from './state.js';

/** A home as it stands after the given live facts. */
export function foldUnit(live: readonly Fact[]): UnitState {
  return live.reduce(evolve, UNREGISTERED);
}

/** Where the home stands on a day: `planned` before a new home is commissioned or a registered one lived in. */
export function stageOn(state: UnitState, day: CivilDate): Stage {
  const { registered, stage } = state;
  if (stage === 'decommissioned' || !registered) return stage;
  return day < (registered.occupiedSince ?? registered.commissionedOn) ? 'planned' : stage;
}

/** What follows from the offers: at most one of them is accepted. */
export function letting(state: Pick<UnitState, 'acceptance' | 'offers'>): 'none' | 'pending' | 'accepted' | 'contracted' {
  if (state.acceptance) return state.acceptance.contract ? 'contracted' : 'accepted';
  return pendingOffers(state).length ? 'pending' : 'none';
}

/** Offers still waiting for an answer. */
export function pendingOffers(state: Pick<UnitState, 'offers'>) {
  return [...state.offers.values()].filter((offer) => offer.status === 'pending');
}

/** A home on a day: its state after the facts up to that day. */
export interface UnitOnDay extends Omit<UnitState, 'stage'> {
  day: CivilDate;
  stage: Stage;
}

/** The home as it stood at the end of a day. */
export function unitOn(live: readonly Fact[], day: CivilDate): UnitOnDay {
  return onDay(foldUnit(asOf(live, day)), day);
}

/** A state read on a day: only the stage of a home not yet commissioned depends on it. */
export function onDay(state: UnitState, day: CivilDate): UnitOnDay {
  return { ...state, day, stage: stageOn(state, day) };
}

const VACANT: ReadonlySet<Stage> = new Set<Stage>(['clearing', 'inspection', 'ordering', 'works', 'signoff', 'ready']);

/** Empty: from V, or from the commissioning of a new home, until the next move-in. */
export const isVacant = ({ stage }: { stage: Stage }): boolean => VACANT.has(stage);

/** Someone is expected to leave: a death or a notice stands in this tenancy. */
export const isLeaving = ({ tenancy }: Pick<UnitState, 'tenancy'>): boolean => Boolean(tenancy?.death ?? tenancy?.notice);
