import type { CivilDate } from '../events.js';
import type { Acceptance, Offer, Stage, Tenancy, UnitState } from './state.js';

/** Where the home stands on a day: `planned` before a new home is commissioned or a registered one lived in. */
export function stageOn(state: UnitState, day: CivilDate): Stage {
  const { registered, stage } = state;
  if (stage === 'decommissioned' || !registered) return stage;
  return day < (registered.occupiedSince ?? registered.commissionedOn) ? 'planned' : stage;
}

/** How far the letting of a home has come. */
export type LettingStage = 'none' | 'pending' | 'accepted' | 'contracted';

/** What follows from the offers: at most one of them is accepted. */
export function letting(state: Pick<UnitState, 'acceptance' | 'offers'>): LettingStage {
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

/** A state read on a day: only the stage of a home not yet commissioned depends on it. */
export function onDay(state: UnitState, day: CivilDate): UnitOnDay {
  return { ...state, day, stage: stageOn(state, day) };
}

const VACANT: ReadonlySet<Stage> = new Set<Stage>(['clearing', 'inspection', 'ordering', 'works', 'signoff', 'ready']);

/** Empty: from V, or from the commissioning of a new home, until the next move-in. */
export const isVacant = ({ stage }: { stage: Stage }): boolean => VACANT.has(stage);

/** A new home that nobody has lived in, before it is commissioned. */
export const isStillPlanned = ({ stage, registered }: Pick<UnitOnDay, 'stage' | 'registered'>): boolean =>
  stage === 'planned' && registered?.occupiedSince === undefined;

/** Someone is expected to leave: a death or a notice stands in this tenancy. */
export const isLeaving = ({ tenancy }: Pick<UnitState, 'tenancy'>): boolean => Boolean(tenancy?.death ?? tenancy?.notice);

/** Somebody still lives there and is expected to leave. */
export const isOnTheWayOut = (home: Pick<UnitOnDay, 'stage' | 'tenancy'>): boolean => home.stage === 'occupied' && isLeaving(home);

/** The home with something changed in its tenancy, when it has one. */
export function inTenancy(home: UnitState, change: Partial<Tenancy>): UnitState {
  return home.tenancy ? { ...home, tenancy: { ...home.tenancy, ...change } } : home;
}

/** The home with something changed in what was accepted, when anything was. */
export function inAcceptance(home: UnitState, change: Partial<Acceptance>): UnitState {
  return home.acceptance ? { ...home, acceptance: { ...home.acceptance, ...change } } : home;
}

/** The home reserved for nobody. */
export function withoutReservation({ reservation: _, ...home }: UnitState): UnitState {
  return home;
}

/** The home without anything of its last vacancy: offers, works, reservation and days out of service end with it. */
export function withoutVacancy({ registered, rentOere, stage, stageSince, tenancy, offers, pastOffers }: UnitState): UnitState {
  const ended = [...offers.values()].map((offer): [string, Offer] => [
    offer.offerId,
    offer.status === 'pending' ? { ...offer, status: 'ended' } : offer,
  ]);
  return {
    ...(registered && { registered }),
    ...(tenancy && { tenancy }),
    ...{ rentOere, stage, stageSince, offers: new Map(), pastOffers: ended.length ? new Map([...pastOffers, ...ended]) : pastOffers },
  };
}

/** An offer of this letting or of an earlier one. */
export function offerOf({ offers, pastOffers }: Pick<UnitState, 'offers' | 'pastOffers'>, offerId: string): Offer | undefined {
  return offers.get(offerId) ?? pastOffers.get(offerId);
}
