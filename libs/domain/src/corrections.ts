import { maxDate, plusDays } from './calendar/index.js';
import type { CivilDate, Fact, Instant } from './events.js';

const CORRECTIONS: ReadonlySet<string> = new Set(['EventCorrected', 'EventRetracted']);

/** True for the events that speak about other events. */
export function isCorrection(fact: Fact): fact is Fact<'EventCorrected' | 'EventRetracted'> {
  return CORRECTIONS.has(fact.type);
}

/** What was known at an instant: events recorded later are left out (R11). */
export function knownAt<E extends { recordedAt: Instant }>(recorded: readonly E[], instant: Instant): E[] {
  return recorded.filter(({ recordedAt }) => recordedAt <= instant);
}

/** Live facts that were true by a day: later ones are left out; a home's registration always stays (R11). */
export function asOf(live: readonly Fact[], day: CivilDate): Fact[] {
  return live.filter((fact) => fact.effective <= day || fact.type === 'UnitRegistered');
}

/**
 * The events as they stand today: corrections and retractions applied in recorded order, the corrections
 * themselves left out, expiries moved to the day after respondBy, extensions and withdrawals behind a corrected offer, in the
 * order of R11.
 */
export function liveFacts(recorded: readonly Fact[]): Fact[] {
  const standing = applyCorrections(recorded).filter((fact) => !isCorrection(fact));
  return inOrder(withTheirOffers(standing, standing.length < recorded.length));
}

/** The live corrections and retractions of a stream by target, latest last. */
export function correctionsOf(recorded: readonly Fact[], target: string): Fact<'EventCorrected' | 'EventRetracted'>[] {
  return recorded.filter(isCorrection).filter((fact) => fact.payload.target === target);
}

/** The last day for an answer as judged now: the offer's own or the latest one it was extended to. */
export function respondByOf(facts: readonly Fact[], offerId: string): CivilDate | undefined {
  let latest: CivilDate | undefined;
  for (const fact of facts) {
    if (fact.type !== 'OfferMade' && fact.type !== 'OfferExtended') continue;
    if (fact.payload.offerId === offerId && (!latest || fact.payload.respondBy > latest)) latest = fact.payload.respondBy;
  }
  return latest;
}

/** R11: by (effective, revision), a home's registration first whatever its date. */
export function inOrder(facts: Fact[]): Fact[] {
  return facts.sort((a, b) => rank(a) - rank(b) || compare(a.effective, b.effective) || a.revision - b.revision);
}

const rank = (fact: Fact) => (fact.type === 'UnitRegistered' ? 0 : 1);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function applyCorrections(recorded: readonly Fact[]): Fact[] {
  if (!recorded.some(isCorrection)) return [...recorded];
  const standing = new Map(recorded.map((fact) => [fact.id, fact]));
  for (const correction of recorded) {
    if (correction.type === 'EventRetracted') for (const fact of together(standing, correction.payload.target)) standing.delete(fact.id);
    if (correction.type === 'EventCorrected') correct(standing, correction.payload);
  }
  return [...standing.values()];
}

function correct(standing: Map<string, Fact>, { target, newEffective, newPayload }: Fact<'EventCorrected'>['payload']): void {
  if (newEffective) for (const fact of together(standing, target)) standing.set(fact.id, { ...fact, effective: newEffective });
  const fact = standing.get(target);
  if (newPayload && fact) standing.set(target, { ...fact, payload: newPayload } as Fact);
}

/** Every event of the target's command that has the target's effective: they move and fall together. */
function together(standing: ReadonlyMap<string, Fact>, targetId: string): Fact[] {
  const target = standing.get(targetId);
  if (!target) return [];
  return [...standing.values()].filter(
    (fact) => fact.commandId === target.commandId && fact.effective === target.effective && !isCorrection(fact),
  );
}

/** What goes where a correction has moved its offer: an offer is never extended or withdrawn before it was made. */
function withTheirOffers(facts: Fact[], corrected: boolean): Fact[] {
  if (!corrected && !facts.some((fact) => fact.type === 'OfferExpired')) return facts;
  return facts.flatMap((fact): Fact[] => {
    if (fact.type === 'OfferWithdrawn' || fact.type === 'OfferExtended')
      return [{ ...fact, effective: maxDate(fact.effective, madeOn(facts, fact.payload.offerId)) } as Fact];
    if (fact.type !== 'OfferExpired') return [fact];
    const respondBy = respondByOf(facts, fact.payload.offerId);
    return respondBy ? [{ ...fact, effective: plusDays(respondBy, 1) }] : [];
  });
}

function madeOn(facts: readonly Fact[], offerId: string): CivilDate {
  return facts.find((fact) => fact.type === 'OfferMade' && fact.payload.offerId === offerId)?.effective ?? '';
}
