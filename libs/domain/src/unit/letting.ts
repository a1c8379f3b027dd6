import { answerDue } from '../policy/answer-days.js';
import { plusDays } from '../calendar/index.js';
import type { Told } from '../law/chapter.js';
import { inService, notAccepted, nothingAcceptedNow } from './conditions.js';
import { bare, onlyNow, type HomeContext, type HomeFacts, type HomeVerbs } from './home.js';
import {
  answerable,
  citizenOf,
  freeWho,
  inTime,
  madeBefore,
  mayBeAskedToo,
  mayBeOffered,
  mayBeReserved,
  onList,
  onListWho,
  overdue,
  pending,
  reserved,
  reservedForNobodyElse,
} from './letting-conditions.js';
import {
  AcceptOffer,
  DeclineOffer,
  ExpireOffer,
  ExtendOffer,
  MakeOffer,
  ReleaseReservation,
  Reserve,
  WithdrawOffer,
} from './letting.commands.js';
import { changeOffer, expiryOf, extendedFrom, notBeforeItsOffer, undoExpiry, withdrawPending, withOffer } from './offers.js';
import type { Offer } from './state.js';
import { offerOf, withoutReservation, type UnitOnDay } from './state-of.js';

const offerSaid = (_: unknown, { payload }: Told<'OfferAccepted'>) => payload.offerId;

/** Re-folding never breaks on an offer made, withdrawn, extended or expired, nor on a reservation: they stay as they were given. */
const facts = {
  Reserved: {
    stands: [mayBeReserved, onList],
    becomes: (home, { effective, revision, payload }) =>
      revision < (home.lastYes ?? -1) ? home : { ...home, reservation: { ...payload, since: effective } },
    undoneBy: ['ReservationReleased', 'OfferAccepted', 'NoticeWithdrawn', 'TenancyContinued', 'MovedIn', 'UnitDecommissioned'],
  },
  ReservationReleased: { stands: [reserved], becomes: withoutReservation, undoneBy: ['Reserved'] },
  OfferMade: {
    stands: [mayBeOffered, onlyNow(inService), onlyNow(notAccepted), reservedForNobodyElse, mayBeAskedToo, onList],
    becomes: (home, { id, effective, payload }) => withOffer(home, { ...payload, made: effective, status: 'pending', eventId: id }),
    undoneBy: [],
    ordered: ({ effective, payload }) => payload.respondBy >= effective,
    marks: { direct: false },
    about: 'offerId',
    names: 'OFFER_ID_USED',
    whole: () => ({ respondBy: '' }),
    malformed: ({ citizen, direct }) => ((citizen === undefined) === direct ? undefined : { field: 'citizen', why: 'CITIZEN_OR_DIRECT' }),
  },
  OfferWithdrawn: {
    stands: [pending, onlyNow(madeBefore)],
    becomes: (home, { payload }) => changeOffer(home, payload.offerId, { status: 'withdrawn' }),
    undoneBy: [],
    about: 'offerId',
    placed: notBeforeItsOffer,
  },
  OfferDeclined: {
    stands: [answerable, onlyNow(inTime), madeBefore],
    becomes: (home, { payload }) => changeOffer(home, payload.offerId, { status: 'declined' }),
    undoneBy: [],
    about: 'offerId',
  },
  OfferExtended: {
    stands: [pending, onlyNow(madeBefore)],
    becomes: (home, { payload }) => {
      const offer = home.offers.get(payload.offerId);
      return offer && payload.respondBy > offer.respondBy ? withOffer(home, { ...offer, respondBy: payload.respondBy }) : home;
    },
    undoneBy: [],
    ordered: (fact, live) => fact.payload.respondBy > extendedFrom(fact, live),
    about: 'offerId',
    placed: notBeforeItsOffer,
    moves: ['OfferExpired'],
  },
  OfferExpired: {
    stands: [pending, overdue],
    // An expiry that a corrected respondBy put off finds its offer answered, or gone with its letting.
    becomes: (home, { id, payload }) =>
      home.offers.get(payload.offerId)?.status === 'pending'
        ? changeOffer(home, payload.offerId, { status: 'expired', expiryId: id })
        : home,
    undoneBy: [],
    about: 'offerId',
    byItself: true,
    placed: (fact, live) => {
      const day = expiryOf(live, fact.payload.offerId);
      return day === undefined ? undefined : { ...fact, effective: day };
    },
  },
  OfferAccepted: {
    stands: [answerable, inTime, notAccepted, nothingAcceptedNow, onListWho(citizenOf), freeWho(citizenOf, offerSaid), madeBefore],
    becomes: ({ reservation: _, ...home }, { id, effective, revision, payload: { offerId } }) => {
      // Also when its offer was moved before the end of an earlier letting: a standing yes keeps its citizen.
      const citizen = offerOf(home, offerId)?.citizen;
      return {
        ...changeOffer(home, offerId, { status: 'accepted' }),
        acceptance: { offerId, accepted: effective, eventId: id, ...(citizen && { citizen }) },
        lastYes: Math.max(revision, home.lastYes ?? -1),
      };
    },
    undoneBy: ['AcceptanceCancelled'],
    about: 'offerId',
  },
} satisfies HomeFacts;

/** The offers that a command could be about; one that is unknown when there is none. */
const offersIn =
  (...statuses: Offer['status'][]) =>
  (home: UnitOnDay) => {
    const found = [...home.offers.values()].filter(({ status }) => statuses.includes(status)).map(({ offerId }) => ({ offerId }));
    return found.length ? found : [{ offerId: '' }];
  };
const offersPending = offersIn('pending');
const offersAnswerable = offersIn('pending', 'expired');

/** Stands for whoever is on the municipality's list. */
export const SOMEBODY = '00000000-0000-4000-8000-000000000000';

const verbs = {
  Reserve: { body: Reserve, who: 'offering', reports: 'Reserved', probe: () => [{ citizen: SOMEBODY }] },
  ReleaseReservation: { body: ReleaseReservation, who: 'offering', system: true, reports: 'ReservationReleased', probe: bare },
  MakeOffer: {
    body: MakeOffer,
    who: 'offering',
    reports: 'OfferMade',
    fills: ({ effective, offerId, respondBy: day }: MakeOffer, { policyOn, commandId }: HomeContext) => ({
      offerId: offerId ?? commandId,
      respondBy: day ?? answerDue(effective, policyOn(effective)),
    }),
    probe: ({ reservation }: UnitOnDay) => [{ citizen: reservation?.citizen ?? SOMEBODY }],
  },
  WithdrawOffer: { body: WithdrawOffer, who: 'offering', system: true, reports: 'OfferWithdrawn', probe: offersPending },
  DeclineOffer: {
    body: DeclineOffer,
    who: 'offering',
    reports: 'OfferDeclined',
    with: undoExpiry,
    probe: (home) => offersAnswerable(home).map((offer) => ({ ...offer, reason: 'other' })),
  },
  ExtendOffer: {
    body: ExtendOffer,
    who: 'offering',
    reports: 'OfferExtended',
    probe: (home, day) =>
      offersPending(home).map(({ offerId }) => ({ offerId, respondBy: plusDays(home.offers.get(offerId)?.respondBy ?? day, 1) })),
  },
  ExpireOffer: {
    body: ExpireOffer,
    who: 'offering',
    system: true,
    reports: 'OfferExpired',
    on: ({ offerId }: ExpireOffer, live) => expiryOf(live, offerId),
    nothingNew: ({ offerId }: ExpireOffer, { at, live, today }) => {
      // Also when its letting is over; an expiry whose day a corrected respondBy has put off is undone until then.
      const passed = live.some((fact) => fact.type === 'OfferExpired' && fact.payload.offerId === offerId && fact.effective <= today);
      return passed && offerOf(at, offerId)?.status === 'expired';
    },
    probe: offersPending,
  },
  AcceptOffer: {
    body: AcceptOffer,
    who: 'offering',
    reports: 'OfferAccepted',
    with: (main, here) => [...withdrawPending(main, here), ...undoExpiry(main, here)],
    asksFor: ({ offerId }: AcceptOffer, states) => states.map((home) => offerOf(home, offerId)?.citizen),
    claims: (main, here) => {
      const citizen = main.type === 'OfferAccepted' && citizenOf(here, main);
      return citizen ? [{ citizen, offerId: main.payload.offerId, effective: main.effective }] : [];
    },
    probe: offersAnswerable,
  },
} satisfies HomeVerbs;

/** From a reservation to the citizen's yes or no. */
export const LETTING = { facts, verbs };
