import type { DomainEvents, EventType, Fact, UnitEvents } from '../events.js';
import type { Offer, Tenancy, UnitState } from './state.js';

/** A home nobody has registered. */
export const UNREGISTERED: UnitState = { rentOere: 0, stage: 'ready', stageSince: '', offers: new Map() };

type Evolution<T extends EventType> = (state: UnitState, fact: Fact & { type: T; payload: DomainEvents[T] }) => UnitState;

/** The home after one more fact. It believes: what is recorded has happened, nothing is checked here. */
export function evolve(state: UnitState, fact: Fact): UnitState {
  const evolution = (EVOLUTIONS as Record<string, Evolution<never> | undefined>)[fact.type];
  return evolution ? evolution(state, fact as never) : state;
}

const EVOLUTIONS: { [T in keyof UnitEvents]: Evolution<T> } = {
  UnitRegistered: (_, { id, effective, payload: { rentOere, ...home } }) => ({
    ...UNREGISTERED,
    registered: { ...home, commissionedOn: effective, eventId: id },
    rentOere,
    ...(home.occupiedSince
      ? { stage: 'occupied', stageSince: home.occupiedSince, tenancy: { since: home.occupiedSince } }
      : { stage: 'ready', stageSince: effective, vacantFrom: effective }),
  }),
  RentSet: (state, { payload }) => ({ ...state, rentOere: payload.rentOere }),

  DeathRegistered: (state, { effective }) => inTenancy(state, { death: effective }),
  NoticeGiven: (state, { effective, payload }) => inTenancy(state, { notice: { ...payload, received: effective } }),
  NoticeChanged: (state, { payload }) =>
    state.tenancy?.notice ? inTenancy(state, { notice: { ...state.tenancy.notice, ...payload } }) : state,
  NoticeWithdrawn: (state) => ({ ...endReservation(state), ...tenancyOf(state, stayingAfterWithdrawal) }),
  TenancyContinued: (state) => ({ ...endReservation(state), ...tenancyOf(state, stayingAfterContinuation) }),
  Vacated: ({ inspected: _i, worksOrdered: _w, ...state }, { effective, payload }) => ({
    ...inTenancy(state, { vacated: effective, vacatedReason: payload.reason }),
    vacantFrom: effective,
    stage: state.tenancy?.keysReturned ? 'inspection' : 'clearing',
    stageSince: effective,
  }),
  ClearancePermitted: (state, { effective }) => inTenancy(state, { clearance: effective }),
  KeysReturned: (state, { effective }) => {
    const returned = inTenancy(state, { keysReturned: effective });
    return state.stage === 'clearing' ? { ...returned, stage: 'inspection', stageSince: effective } : returned;
  },

  InspectionPlanned: (state, { payload }) => inTenancy(state, { inspectionPlanned: payload.planned }),
  InspectionDone: (state, { effective, payload: { works } }) => ({
    ...state,
    inspected: { on: effective, works },
    stage: works === 'none' ? 'signoff' : 'ordering',
    stageSince: effective,
  }),
  WorksOrdered: (state, { effective, payload }) => ({
    ...state,
    worksOrdered: { on: effective, ...payload },
    stage: 'works',
    stageSince: effective,
  }),
  WorksCompleted: (state, { effective }) => ({ ...state, stage: 'signoff', stageSince: effective }),
  WorksReopened: (state, { effective }) => ({ ...state, stage: 'works', stageSince: effective }),
  ReadyForLetting: (state, { effective }) => ({ ...state, stage: 'ready', stageSince: effective }),

  Reserved: (state, { effective, revision, payload }) =>
    revision < (state.lastYes ?? -1) ? state : { ...state, reservation: { ...payload, since: effective } },
  ReservationReleased: ({ reservation: _, ...state }) => state,
  OfferMade: (state, { id, effective, payload }) => withOffer(state, { ...payload, made: effective, status: 'pending', eventId: id }),
  OfferWithdrawn: (state, { payload }) => changeOffer(state, payload.offerId, { status: 'withdrawn' }),
  OfferDeclined: (state, { payload }) => changeOffer(state, payload.offerId, { status: 'declined' }),
  OfferExtended: (state, { payload }) => {
    const offer = state.offers.get(payload.offerId);
    return offer && payload.respondBy > offer.respondBy ? withOffer(state, { ...offer, respondBy: payload.respondBy }) : state;
  },
  // An expiry that a corrected respondBy put off finds its offer answered, or gone with its letting.
  OfferExpired: (state, { id, payload }) =>
    state.offers.get(payload.offerId)?.status === 'pending'
      ? changeOffer(state, payload.offerId, { status: 'expired', expiryId: id })
      : state,
  OfferAccepted: ({ reservation: _, ...state }, { id, effective, revision, payload: { offerId } }) => {
    const citizen = state.offers.get(offerId)?.citizen;
    return {
      ...changeOffer(state, offerId, { status: 'accepted' }),
      acceptance: { offerId, accepted: effective, eventId: id, ...(citizen && { citizen }) },
      lastYes: Math.max(revision, state.lastYes ?? -1),
    };
  },
  AcceptanceCancelled: ({ acceptance, ...state }) => (acceptance ? changeOffer(state, acceptance.offerId, { status: 'cancelled' }) : state),
  ContractSigned: (state, { effective, payload }) => inAcceptance(state, { contract: { signed: effective, ...payload } }),
  MoveInAgreed: (state, { payload }) => inAcceptance(state, { plannedMoveIn: payload.planned }),
  MoveInPostponed: (state, { payload }) => inAcceptance(state, { plannedMoveIn: payload.planned }),
  MovedIn: (state, { effective, payload: { citizen } }) => ({
    ...endVacancy(state),
    stage: 'occupied',
    stageSince: effective,
    tenancy: { since: effective, ...(citizen && { citizen }) },
  }),

  TakenOutOfService: (state, { effective, payload }) => ({ ...state, outOfService: { since: effective, ...payload } }),
  ReturnedToService: ({ outOfService: _, ...state }) => state,
  UnitDecommissioned: (state, { effective }) => ({ ...endVacancy(state), stage: 'decommissioned', stageSince: effective }),
};

function inTenancy(state: UnitState, change: Partial<Tenancy>): UnitState {
  return state.tenancy ? { ...state, tenancy: { ...state.tenancy, ...change } } : state;
}

function tenancyOf(state: UnitState, staying: (tenancy: Tenancy) => Tenancy): Pick<UnitState, 'tenancy'> {
  return state.tenancy ? { tenancy: staying(state.tenancy) } : {};
}

/** After a death the keys and the clearing permit stand, whoever's notice was withdrawn. */
function stayingAfterWithdrawal({ notice: _, ...tenancy }: Tenancy): Tenancy {
  if (tenancy.death) return tenancy;
  const { since, citizen } = tenancy;
  return { since, ...(citizen && { citizen }) };
}

/** After a death it is the spouse or household who lives on: the citizen of the lease is no longer the resident. */
function stayingAfterContinuation({ since, citizen, death }: Tenancy): Tenancy {
  return { since, ...(citizen && !death && { citizen }) };
}

function withOffer(state: UnitState, offer: Offer): UnitState {
  return { ...state, offers: new Map(state.offers).set(offer.offerId, offer) };
}

function changeOffer(state: UnitState, offerId: string, change: Partial<Offer>): UnitState {
  const offer = state.offers.get(offerId);
  return offer ? withOffer(state, { ...offer, ...change }) : state;
}

function inAcceptance(state: UnitState, change: Partial<NonNullable<UnitState['acceptance']>>): UnitState {
  return state.acceptance ? { ...state, acceptance: { ...state.acceptance, ...change } } : state;
}

/** Pending offers end by events of their own. */
function endReservation({ reservation: _, ...state }: UnitState): UnitState {
  return state;
}

function endVacancy(state: UnitState): UnitState {
  const { registered, rentOere, stage, stageSince, tenancy } = state;
  return { ...(registered && { registered }), ...(tenancy && { tenancy }), rentOere, stage, stageSince, offers: new Map() };
}
