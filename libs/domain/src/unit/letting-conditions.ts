import type { CivilDate, EventType } from '../events.js';
import type { Place, Told } from '../law/chapter.js';
import { inTheWay } from '../law/dates.js';
import { hasClaimed, isFree, isOnList } from './citizens.js';
import { must, mustNow, neverDateOrder, leadsTo, notYet, standsAt, type FirstStep, type Here, type Home } from './home.js';
import { madeFact, respondByOf } from './offers.js';
import type { Details } from '../law/refusal.js';
import type { Offer } from './state.js';
import { isStillPlanned, isVacant, offerOf, pendingOffers, type UnitOnDay } from './state-of.js';

/** A fact about an offer that was made before. */
type AboutOffer = Told<'OfferWithdrawn' | 'OfferDeclined' | 'OfferExtended' | 'OfferExpired' | 'OfferAccepted'>['type'];

/** Vacant, or notice given, or a new home still planned. */
const lettable = (at: UnitOnDay) => isVacant(at) || isStillPlanned(at) || (at.stage === 'occupied' && at.tenancy?.notice !== undefined);

/** An open offer, a yes or a reservation has to end before the home is reserved. */
function inTheWayOfReserving({ at, now }: Here): FirstStep {
  if (at.acceptance) return 'CancelAcceptance';
  return pendingOffers(now).length ? 'WithdrawOffer' : 'ReleaseReservation';
}

/** WRONG_STATE: the home can be offered, and nobody has been asked, has said yes or has it reserved. */
export const mayBeReserved = mustNow(
  'WRONG_STATE',
  ({ at, now }) => lettable(at) && !pendingOffers(now).length && !at.acceptance && !at.reservation,
  (place) => standsAt(place, lettable(place.at) ? inTheWayOfReserving(place) : leadsTo('clearing', place.at)),
);
/** WRONG_STATE: the home is reserved. */
export const reserved = mustNow(
  'WRONG_STATE',
  ({ at }) => at.reservation !== undefined,
  (place) => standsAt(place, 'Reserve'),
);
/** NOT_LETTABLE: the home can be offered. */
export const mayBeOffered = mustNow('NOT_LETTABLE', ({ at }) => lettable(at), notYet('clearing'));
/** RESERVED: the home is not reserved for another citizen. */
export const reservedForNobodyElse = mustNow<'OfferMade'>(
  'RESERVED',
  ({ at }, { payload }) => !at.reservation || at.reservation.citizen === payload.citizen,
  ({ at }) => ({ since: at.reservation?.since ?? '' }),
);
/** OFFER_OPEN: the policy of the day allows one more open offer. */
export const mayBeAskedToo = mustNow(
  'OFFER_OPEN',
  ({ now, policyOn }, { effective }) => pendingOffers(now).length < policyOn(effective).maxOpenOffers,
  ({ now }) => ({ open: pendingOffers(now).length }),
);
/** CITIZEN_NOT_ELIGIBLE: the citizen named is on a list of the home's municipality on that day. */
export const onList = neverDateOrder(
  mustNow<'Reserved' | 'OfferMade'>(
    'CITIZEN_NOT_ELIGIBLE',
    (here, { effective, payload: { citizen } }) => citizen === undefined || isOnList(here, citizen, effective),
    onItsDay,
  ),
);

function onItsDay(_: unknown, { effective }: { effective: CivilDate }): Details {
  return { on: effective };
}

const thatOffer = (_: unknown, { payload }: Told<AboutOffer>): Details => ({ offer: payload.offerId });
const statusOf = ({ now }: Here, { payload }: Told<AboutOffer>): Offer['status'] | undefined => offerOf(now, payload.offerId)?.status;
const respondBy = ({ live }: Place<Home>, { payload }: Told<AboutOffer>) => respondByOf(live, payload.offerId) ?? '';

/** OFFER_NOT_PENDING: the offer waits for its answer. */
export const pending = mustNow<AboutOffer>('OFFER_NOT_PENDING', (here, fact) => statusOf(here, fact) === 'pending', thatOffer);
/** OFFER_NOT_PENDING: a yes or no counts up to respondBy, even when it is typed in after the expiry. */
export const answerable = mustNow<AboutOffer>(
  'OFFER_NOT_PENDING',
  (here, fact) => ['pending', 'expired'].includes(statusOf(here, fact) ?? ''),
  thatOffer,
);
/** OFFER_EXPIRED: the answer was given by the last day for it. */
export const inTime = must<AboutOffer>(
  'OFFER_EXPIRED',
  (place, fact) => fact.effective <= respondBy(place, fact),
  (place, fact) => ({ respondBy: respondBy(place, fact) }),
);
/** NOT_EXPIRED: the last day for an answer has passed. */
export const overdue = mustNow<'OfferExpired'>(
  'NOT_EXPIRED',
  ({ now, today }, fact) => today > openUntil(now, fact),
  ({ now }, fact) => ({ respondBy: openUntil(now, fact) }),
);
const openUntil = (now: UnitOnDay, { payload }: Told<'OfferExpired'>) => offerOf(now, payload.offerId)?.respondBy ?? '';

/** DATE_ORDER: the offer was made before this. */
export const madeBefore = must<AboutOffer>(
  'DATE_ORDER',
  ({ live, index }, { payload }) => madeFact(live, payload.offerId, index) !== undefined,
  ({ live }, { effective, payload }) => inTheWay(effective, madeFact(live, payload.offerId, live.length)),
);

/** The citizen to whom the offer was made; none for a direct one. */
export const citizenOf = ({ now }: Here, { payload }: Told<'OfferAccepted'>) => offerOf(now, payload.offerId)?.citizen;
/** CITIZEN_NOT_ELIGIBLE: who says yes is on a list on that day, unless the claim of this very yes was won before. */
export const onListWho = <T extends EventType>(who: (here: Here, fact: Told<T>) => string | undefined) =>
  neverDateOrder(
    mustNow<T>(
      'CITIZEN_NOT_ELIGIBLE',
      (here, fact) => {
        const citizen = who(here, fact);
        return citizen === undefined || hasClaimed(here) || isOnList(here, citizen, fact.effective);
      },
      onItsDay,
    ),
  );
/** CITIZEN_ALREADY_ACCEPTED: who says yes has no other home. */
export const freeWho = <T extends EventType>(
  who: (here: Here, fact: Told<T>) => string | undefined,
  offerOf: (here: Here, fact: Told<T>) => string,
) =>
  mustNow<T>('CITIZEN_ALREADY_ACCEPTED', (here, fact) => {
    const citizen = who(here, fact);
    const claim = { unit: here.target, offerId: offerOf(here, fact), since: fact.effective };
    return citizen === undefined || isFree(here, citizen, claim);
  });
