import { plusDays } from '../calendar/index.js';
import { inOrder } from '../corrections.js';
import type { CivilDate, Fact, UnitEvents } from '../events.js';
import { random } from '../testing/walk.js';

/**
 * Invented live facts of one home: several lettings whose milestones are in order, with offers, reservations, answers and
 * contracts thrown in on any day and recorded in any order, as corrections and back-dating may leave them.
 */
export function inventedFacts(seed: number, firstDay: CivilDate): Fact[] {
  const next = random(seed);
  const below = (n: number) => Math.floor(next() * n);
  const maybe = (chance: number) => next() < chance;
  const facts: Fact[] = [];
  const add = <T extends keyof UnitEvents>(type: T, effective: CivilDate, payload: UnitEvents[T]): void =>
    void facts.push({ type, effective, payload, id: `${facts.length}`, v: 1, recordedAt: `${firstDay}T10:00:00.000Z`, commandId: 'c', revision: 0 } as unknown as Fact);
  let day = firstDay;
  const later = (days: number) => (day = plusDays(day, below(days)));

  const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 500000 + below(300000) } as const;
  add('UnitRegistered', firstDay, { ...home, ...(maybe(0.7) && { occupiedSince: firstDay }) });
  for (let letting = 0; letting < 4; letting++) {
    const begun = day;
    if (letting > 0 || 'occupiedSince' in (facts[0] as Fact).payload) leave();
    const { acceptedOn, revised } = offersFrom(begun, later(30));
    if (maybe(0.3)) outOfService(acceptedOn);
    if (maybe(0.15)) return finish();
    add('MovedIn', later(15), { direct: !revised });
    day = plusDays(day, 1 + below(20));
  }
  return finish();

  function leave(): void {
    if (maybe(0.3)) add('DeathRegistered', later(5), {});
    if (maybe(0.7)) add('NoticeGiven', later(5), { by: 'resident', ...(maybe(0.7) && { liableUntil: plusDays(day, below(40)) }) });
    if (maybe(0.2)) add('KeysReturned', later(4), {});
    add('Vacated', later(20), { reason: 'notice', direct: true });
    if (maybe(0.3)) add('NoticeChanged', plusDays(day, below(3)), { liableUntil: plusDays(day, below(30)) });
    const keyed = facts.findLastIndex(({ type }) => type === 'KeysReturned') > facts.findLastIndex(({ type }) => type === 'MovedIn');
    const steps = below(4);
    if (!keyed && steps > 0) add('KeysReturned', later(8), {});
    const works = maybe(0.3) ? 'none' : 'standard';
    if (steps > 1) add('InspectionDone', later(6), { works });
    if (steps > 2 && works !== 'none') add('WorksOrdered', later(5), { due: day });
    add('ReadyForLetting', later(12), { direct: true });
    if (maybe(0.2)) add('WorksReopened', later(6), {});
    if (maybe(0.5)) add('ReadyForLetting', later(6), { direct: false });
  }

  function offersFrom(from: CivilDate, to: CivilDate): { acceptedOn: CivilDate; revised: boolean } {
    const span = Math.max(1, (Date.parse(to) - Date.parse(from)) / 86_400_000);
    const within = () => plusDays(from, below(span));
    for (let n = below(4); n > 0; n--) {
      const offerId = `o${facts.length}`;
      const made = within();
      add('OfferMade', made, { offerId, respondBy: made, direct: true });
      const answered = plusDays(made, below(9));
      if (maybe(0.4)) add('OfferDeclined', answered, { offerId, reason: 'other' });
      else if (maybe(0.4)) add('OfferExpired', answered, { offerId });
      else if (maybe(0.3)) add('OfferWithdrawn', answered, { offerId });
      if (maybe(0.2)) add('OfferWithdrawn', plusDays(answered, below(6)), { offerId });
    }
    for (let n = below(3); n > 0; n--) {
      const reserved = within();
      add('Reserved', reserved, { citizen: 'c' });
      if (maybe(0.6)) add('ReservationReleased', plusDays(reserved, below(9)), {});
    }
    const accepted = within();
    if (maybe(0.3)) return { acceptedOn: to, revised: false };
    add('OfferMade', accepted, { offerId: `yes${facts.length}`, respondBy: accepted, direct: true });
    add('OfferAccepted', accepted, { offerId: (facts.at(-1) as Fact<'OfferMade'>).payload.offerId });
    if (maybe(0.6)) add('ContractSigned', plusDays(accepted, 1), { rentFrom: plusDays(accepted, below(25)) });
    if (maybe(0.3)) add('AcceptanceCancelled', plusDays(accepted, 2 + below(6)), { reason: 'regret' });
    return { acceptedOn: to, revised: true };
  }

  function outOfService(from: CivilDate): void {
    add('TakenOutOfService', from, { reason: 'mould' });
    if (maybe(0.8)) add('ReturnedToService', later(9), {});
    if (maybe(0.3)) add('RentSet', later(9), { rentOere: 400000 + below(500000) });
  }

  /** Recorded in any order: facts of one day keep theirs. */
  function finish(): Fact[] {
    const recorded = facts.map((fact, n) => ({ fact, place: maybe(0.8) ? n : below(facts.length), n })).sort((a, b) => a.place - b.place || a.n - b.n);
    const days = Map.groupBy(recorded, ({ fact }) => fact.effective);
    for (const sameDay of days.values()) {
      const revisions = sameDay.map((each) => recorded.indexOf(each)).sort((a, b) => a - b);
      sameDay.sort((a, b) => a.n - b.n).forEach(({ fact }, n) => (fact.revision = revisions[n] as number));
    }
    return inOrder(facts);
  }
}
