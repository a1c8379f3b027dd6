import type { DomainEvents, EventType, Fact, UnitEvents } from '../events.js';
import { respondByOf } from '../corrections.js';
import { evolve, UNREGISTERED } from './evolve.js';
import { isLeaving, isVacant, onDay, type UnitOnDay } from './state-of.js';

interface Place {
  home: UnitOnDay;
  /** All live facts of the stream, in order, and where this one stands among them. */
  live: readonly Fact[];
  index: number;
}
type Rule<T extends EventType> = (place: Place, fact: Fact & { type: T; payload: DomainEvents[T] }) => boolean;

/**
 * The first fact that could not have happened where it stands, or undefined when the whole history is legal.
 * Checks the home's states, notice, service, acceptance, contract and move-in; never citizens, policies or today,
 * and of offers and reservations only what section 4 of the domain names.
 */
export function firstIllegal(live: readonly Fact[]): Fact | undefined {
  let state = UNREGISTERED;
  for (const [index, fact] of live.entries()) {
    const rule = (RULES as Record<string, Rule<never> | undefined>)[fact.type];
    if (rule && !rule({ home: onDay(state, fact.effective), live, index }, fact as never)) return fact;
    state = evolve(state, fact);
  }
  return undefined;
}

const always = () => true;
const occupied = ({ home }: Place) => home.stage === 'occupied';
const accepted = ({ home }: Place) => home.acceptance !== undefined;

const RULES: { [T in keyof UnitEvents]: Rule<T> } = {
  UnitRegistered: ({ home }) => home.registered === undefined,
  RentSet: always,

  DeathRegistered: occupied,
  NoticeGiven: ({ home }, { payload }) => mayGiveNotice(home) && !home.tenancy?.notice && (payload.by !== 'estate' || estateMayAct(home)),
  NoticeChanged: ({ home }, { payload }) =>
    mayGiveNotice(home) && home.tenancy?.notice !== undefined && (payload.by !== 'estate' || estateMayAct(home)),
  NoticeWithdrawn: ({ home }) => home.stage === 'occupied' && home.tenancy?.notice !== undefined && !home.acceptance,
  TenancyContinued: ({ home }) => home.stage === 'occupied' && isLeaving(home) && !home.acceptance,
  Vacated: ({ home, live, index }, { payload }) =>
    home.stage === 'occupied' && (leavesWithoutNotice(payload) || isLeaving(home) || leavingRecordedLater(live.slice(index + 1))),
  ClearancePermitted: ({ home }) => home.stage === 'clearing' || (home.stage === 'occupied' && home.tenancy?.death !== undefined),
  KeysReturned: ({ home }) =>
    home.tenancy?.keysReturned === undefined && (home.stage === 'clearing' || (home.stage === 'occupied' && isLeaving(home))),

  InspectionPlanned: ({ home }) => mayPlanInspection(home),
  InspectionDone: ({ home }) => home.stage === 'inspection',
  WorksOrdered: ({ home }) => home.stage === 'ordering',
  WorksCompleted: ({ home }) => home.stage === 'works',
  WorksReopened: ({ home }) => mayReopen(home),
  ReadyForLetting: ({ home }, { payload }) => mayDeclareReady(home, payload.direct),

  Reserved: always,
  ReservationReleased: always,
  OfferMade: always,
  OfferWithdrawn: always,
  OfferExtended: always,
  OfferExpired: always,
  OfferDeclined: (place, { payload }) => offeredBefore(place, payload.offerId),
  OfferAccepted: (place, { effective, payload: { offerId } }) =>
    !place.home.acceptance && offeredBefore(place, offerId) && effective <= (respondByOf(place.live, offerId) ?? ''),
  AcceptanceCancelled: accepted,
  ContractSigned: accepted,
  MoveInAgreed: accepted,
  MoveInPostponed: accepted,
  MovedIn: ({ home }, { payload }) => home.stage === 'ready' && !home.outOfService && (home.acceptance === undefined) === payload.direct,

  TakenOutOfService: ({ home }) => isVacant(home) && !home.outOfService,
  ReturnedToService: ({ home }) => home.outOfService !== undefined,
  UnitDecommissioned: ({ home }) => (isVacant(home) || home.stage === 'planned') && !home.acceptance,
};

/** Occupied, or vacant after a tenancy. */
export function mayGiveNotice(home: UnitOnDay): boolean {
  return home.stage === 'occupied' || (isVacant(home) && home.tenancy !== undefined);
}

/** An estate acts after a death or once the home is empty. */
export function estateMayAct(home: UnitOnDay): boolean {
  return isVacant(home) || home.tenancy?.death !== undefined;
}

/** Reasons that need no notice and no death before them. */
export function leavesWithoutNotice({ reason, direct }: { reason: string; direct?: boolean }): boolean {
  return direct === true || reason === 'eviction' || reason === 'transfer';
}

/** A death or notice of the same tenancy whose day is later than the vacating. */
export function leavingRecordedLater(later: readonly Fact[]): boolean {
  for (const { type } of later) {
    if (type === 'MovedIn') return false;
    if (type === 'DeathRegistered' || type === 'NoticeGiven') return true;
  }
  return false;
}

/** Clearing, inspection, or occupied by someone who is leaving. */
export function mayPlanInspection(home: UnitOnDay): boolean {
  return home.stage === 'clearing' || home.stage === 'inspection' || (home.stage === 'occupied' && isLeaving(home));
}

/** Ready and not moved in, or works done and not signed off. */
export function mayReopen(home: UnitOnDay): boolean {
  return home.stage === 'ready' || home.stage === 'signoff';
}

/** Works done and not signed off; directly also from every stage before. */
export function mayDeclareReady(home: UnitOnDay, direct: boolean): boolean {
  return home.stage === 'signoff' || (direct && ['clearing', 'inspection', 'ordering', 'works'].includes(home.stage));
}

function offeredBefore({ live, index }: Place, offerId: string): boolean {
  return live.slice(0, index).some((fact) => fact.type === 'OfferMade' && fact.payload.offerId === offerId);
}
