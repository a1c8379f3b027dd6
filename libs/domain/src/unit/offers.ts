import { maxDate, plusDays } from '../calendar/index.js';
import type { CivilDate, Fact, NewFact } from '../events.js';
import type { Told } from '../law/chapter.js';
import { fact, fieldOf } from '../law/facts.js';
import type { Here } from './home.js';
import type { Offer, UnitState } from './state.js';
import { offerOf, pendingOffers } from './state-of.js';

/** The facts that say until when an offer can be answered. */
export const setsRespondBy = (fact: Fact): fact is Fact<'OfferMade' | 'OfferExtended'> =>
  fact.type === 'OfferMade' || fact.type === 'OfferExtended';

/** The last day for an answer as judged now: the offer's own or the latest one it was extended to. */
export function respondByOf(facts: readonly Fact[], offerId: string): CivilDate | undefined {
  let latest: CivilDate | undefined;
  for (const known of facts) {
    if (setsRespondBy(known) && known.payload.offerId === offerId) latest = maxDate(latest ?? '', known.payload.respondBy);
  }
  return latest;
}

/** The day after the last day for an answer; undefined for an offer that was never made. */
export function expiryOf(facts: readonly Fact[], offerId: string): CivilDate | undefined {
  const respondBy = respondByOf(facts, offerId);
  return respondBy && plusDays(respondBy, 1);
}

/** The fact that made an offer, among the first `until` facts. */
export function madeFact(facts: readonly Fact[], offerId: string, until = facts.length): Fact | undefined {
  for (let n = until - 1; n >= 0; n--) {
    const known = facts[n];
    if (known?.type === 'OfferMade' && known.payload.offerId === offerId) return known;
  }
  return undefined;
}

/** The respondBy that an extension finds in the order of R11: that of the offer, or of the extension before it. */
export function extendedFrom({ id, payload }: Fact<'OfferExtended'>, live: readonly Fact[]): CivilDate {
  let last = '';
  for (const known of live) {
    if (known.id === id) return last;
    if (setsRespondBy(known) && known.payload.offerId === payload.offerId) last = known.payload.respondBy;
  }
  return last;
}

/** An offer is never extended or withdrawn before the day on which it was made: both go where a correction has moved it. */
export function notBeforeItsOffer(known: Fact<'OfferWithdrawn' | 'OfferExtended'>, facts: readonly Fact[]): Fact {
  return { ...known, effective: maxDate(known.effective, madeFact(facts, known.payload.offerId)?.effective ?? '') } as Fact;
}

/** Withdrawals of every pending offer but the one that the fact is about: each on the later of its day and the day the offer was made. */
export function withdrawPending(main: Told, { now }: Here): NewFact[] {
  return pendingOffers(now)
    .filter(({ offerId }) => offerId !== fieldOf(main, 'offerId'))
    .map(({ offerId, made }) => fact('OfferWithdrawn', maxDate(main.effective, made), { offerId }));
}

/** The retraction of an expiry that an answer given in time has overtaken. */
export function undoExpiry(main: Told, { now, today }: Here): NewFact[] {
  const offer = offerOf(now, fieldOf(main, 'offerId') as string);
  if (offer?.status !== 'expired' || !offer.expiryId) return [];
  return [fact('EventRetracted', today, { target: offer.expiryId, reason: 'learned_later' })];
}

/** The home with one offer added or replaced. */
export function withOffer(home: UnitState, offer: Offer): UnitState {
  return { ...home, offers: new Map(home.offers).set(offer.offerId, offer) };
}

/** The home with one of its offers changed, also one of an earlier letting. */
export function changeOffer(home: UnitState, offerId: string, change: Partial<Offer>): UnitState {
  const offer = home.offers.get(offerId);
  if (offer) return withOffer(home, { ...offer, ...change });
  const past = home.pastOffers.get(offerId);
  return past ? { ...home, pastOffers: new Map(home.pastOffers).set(offerId, { ...past, ...change }) } : home;
}
