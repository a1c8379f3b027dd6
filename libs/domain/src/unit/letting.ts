import { plusDays } from '../calendar/index.js';
import { respondByOf } from '../corrections.js';
import { fact, refuse, type Context } from '../decider.js';
import type { NewFact } from '../events.js';
import { withdrawPending, wrongState, type Decisions, type Situation } from './decision.js';
import type { Offer } from './state.js';
import { isVacant, pendingOffers } from './state-of.js';

/** From a reservation to the citizen's yes or no. */
export const LETTING: Decisions<
  'Reserve' | 'ReleaseReservation' | 'MakeOffer' | 'WithdrawOffer' | 'DeclineOffer' | 'ExtendOffer' | 'ExpireOffer' | 'AcceptOffer'
> = {
  Reserve: {
    who: 'offering',
    main: ({ effective, citizen }) => fact('Reserved', effective, { citizen }),
    guard: ({ effective, citizen }, situation) => {
      const { at, now } = situation;
      if (!mayBeOffered(situation) || pendingOffers(now).length || at.acceptance || at.reservation) wrongState(situation);
      mustBeOnList(situation, citizen, effective);
    },
  },
  ReleaseReservation: {
    who: 'offering',
    main: ({ effective }) => fact('ReservationReleased', effective, {}),
    guard: (_, situation) => {
      if (!situation.at.reservation) wrongState(situation);
    },
  },
  MakeOffer: {
    who: 'offering',
    main: ({ effective, offerId, citizen, respondBy, direct = false }, { policyOn, commandId }) =>
      fact('OfferMade', effective, {
        offerId: offerId ?? commandId,
        ...(citizen && { citizen }),
        respondBy: respondBy ?? plusDays(effective, policyOn(effective).answerDays),
        direct,
      }),
    guard: ({ effective, citizen }, situation) => {
      const { at, now, policyOn } = situation;
      if (!mayBeOffered(situation)) refuse('NOT_LETTABLE', `The home is ${at.stage} on ${at.day}.`, { stage: at.stage, on: at.day });
      if (at.outOfService) refuse('OUT_OF_SERVICE', 'The home is out of service.', { since: at.outOfService.since });
      mustNotBeAccepted(situation);
      if (at.reservation && at.reservation.citizen !== citizen)
        refuse('RESERVED', 'The home is reserved for another citizen.', { since: at.reservation.since });
      const open = pendingOffers(now).length;
      if (open >= policyOn(effective).maxOpenOffers) refuse('OFFER_OPEN', 'The policy allows no further open offer.', { open });
      if (citizen) mustBeOnList(situation, citizen, effective);
    },
    datesInOrder: ({ effective, respondBy }) => respondBy === undefined || respondBy >= effective,
  },
  WithdrawOffer: {
    who: 'offering',
    main: ({ effective, offerId }) => fact('OfferWithdrawn', effective, { offerId }),
    guard: ({ offerId }, situation) => mustBePending(situation, offerId),
    datesInOrder: madeBefore,
  },
  DeclineOffer: {
    who: 'offering',
    main: ({ effective, offerId, reason }) => fact('OfferDeclined', effective, { offerId, reason }),
    guard: (command, situation) => mustBeAnswerable(situation, command),
    datesInOrder: madeBefore,
    facts: (main, situation) => [main, ...undoExpiry(main, situation)],
  },
  ExtendOffer: {
    who: 'offering',
    main: ({ effective, offerId, respondBy }) => fact('OfferExtended', effective, { offerId, respondBy }),
    guard: ({ offerId }, situation) => mustBePending(situation, offerId),
    datesInOrder: (command, situation) =>
      madeBefore(command, situation) && command.respondBy > (respondByOf(situation.live, command.offerId) ?? ''),
  },
  ExpireOffer: {
    who: 'offering',
    main: ({ offerId, effective }) => fact('OfferExpired', effective, { offerId }),
    guard: ({ offerId }, situation) => {
      mustBePending(situation, offerId);
      const { respondBy } = situation.now.offers.get(offerId) as Offer;
      if (situation.today <= respondBy) refuse('NOT_EXPIRED', `The answer is due on ${respondBy}.`, { respondBy });
    },
  },
  AcceptOffer: {
    who: 'offering',
    main: ({ effective, offerId }) => fact('OfferAccepted', effective, { offerId }),
    guard: (command, situation) => {
      const { citizens, now, unitId } = situation;
      mustBeAnswerable(situation, command);
      mustNotBeAccepted(situation);
      if (now.acceptance) refuse('LETTING_COMMITTED', 'Another acceptance stands.', { offer: now.acceptance.offerId });
      const citizen = now.offers.get(command.offerId)?.citizen;
      if (!citizen) return;
      if (!hasClaimed(situation)) mustBeOnList(situation, citizen, command.effective);
      mustBeFree({ citizens }, citizen, { unit: unitId, offerId: command.offerId, since: command.effective });
    },
    datesInOrder: madeBefore,
    facts: (main, situation) => [main, ...withdrawPending(situation, main.effective, offerOf(main)), ...undoExpiry(main, situation)],
  },
};

/** Vacant, or notice given, or a new home still planned. */
function mayBeOffered({ at }: Situation): boolean {
  const plannedNew = at.stage === 'planned' && !at.registered?.occupiedSince;
  return isVacant(at) || plannedNew || (at.stage === 'occupied' && at.tenancy?.notice !== undefined);
}

function mustNotBeAccepted({ at }: Situation): void {
  if (at.acceptance) refuse('LETTING_COMMITTED', 'A citizen has accepted this home.', { offer: at.acceptance.offerId });
}

function mustBePending({ now }: Situation, offerId: string): void {
  if (now.offers.get(offerId)?.status !== 'pending') refuse('OFFER_NOT_PENDING', 'That offer is no longer open.', { offer: offerId });
}

/** A yes or no counts up to respondBy, even when it is typed in after the expiry. */
function mustBeAnswerable({ now, live }: Situation, { offerId, effective }: { offerId: string; effective: string }): void {
  const respondBy = respondByOf(live, offerId) ?? '';
  if (effective > respondBy) refuse('OFFER_EXPIRED', `The answer was due on ${respondBy}.`, { respondBy });
  const status = now.offers.get(offerId)?.status;
  if (status !== 'pending' && status !== 'expired') refuse('OFFER_NOT_PENDING', 'That offer is no longer open.', { offer: offerId });
}

function madeBefore({ offerId, effective }: { offerId: string; effective: string }, { live }: Situation): boolean {
  return live.some((known) => known.type === 'OfferMade' && known.payload.offerId === offerId && known.effective <= effective);
}

function mustBeOnList({ citizens, unitId }: Situation, citizen: string, day: string): void {
  const view = citizens.get(citizen);
  if (view?.municipality !== municipalityOf(unitId) || !view.on(day).entry) {
    refuse('CITIZEN_NOT_ELIGIBLE', `The citizen is on no list of this municipality on ${day}.`, { on: day });
  }
}

/**
 * True when the command has won its claim: it was judged then. Given again, it is refused by what its home has become and by nothing
 * else, so that a claim is never released while its yes can still arrive at the home as it was.
 */
export function hasClaimed({ citizens, commandId }: Pick<Context, 'citizens' | 'commandId'>): boolean {
  return [...citizens.values()].some(({ now }) => now.claim?.commandId === commandId);
}

/** One citizen never ends up with two homes: no other open claim, and no home taken since that day. */
export function mustBeFree(
  { citizens }: Pick<Context, 'citizens'>,
  citizen: string,
  claim: { unit: string; offerId: string; since: string },
): void {
  const now = citizens.get(citizen)?.now;
  const otherClaim = now?.claim && (now.claim.unit !== claim.unit || now.claim.offerId !== claim.offerId);
  const otherHome = now?.taken && now.taken.unit !== claim.unit && now.taken.since >= claim.since;
  if (otherClaim || otherHome) refuse('CITIZEN_ALREADY_ACCEPTED', 'The citizen has said yes to another home.');
}

/** The municipality is the part of a home's id before the first dot. */
export function municipalityOf(unitId: string): string {
  return unitId.slice(0, unitId.indexOf('.'));
}

function offerOf(main: NewFact): string {
  return (main.payload as { offerId: string }).offerId;
}

function undoExpiry(main: NewFact, { now, today }: Situation): NewFact[] {
  const offer = now.offers.get(offerOf(main));
  if (offer?.status !== 'expired' || !offer.expiryId) return [];
  return [fact('EventRetracted', today, { target: offer.expiryId, reason: 'learned_later' })];
}
