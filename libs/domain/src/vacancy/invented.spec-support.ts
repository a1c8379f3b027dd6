import { daysBetween, plusDays } from '../calendar/index.js';
import { inOrder } from '../live-facts.js';
import type { CivilDate, Fact, UnitEvents } from '../events.js';
import { random } from '../testing/chance.js';

/**
 * Random live facts of one home: several lettings whose milestones are in order. Offers, reservations, answers and contracts are added on any
 * day and recorded in any order, as corrections and back-dating may leave them.
 */
export function inventedFacts(seed: number, firstDay: CivilDate): Fact[] {
  return new Inventor(seed, firstDay).home();
}

class Inventor {
  private readonly facts: Fact[] = [];
  private readonly next: () => number;

  constructor(
    seed: number,
    private day: CivilDate,
  ) {
    this.next = random(seed);
  }

  home(): Fact[] {
    const occupiedSince = this.maybe(0.7) && { occupiedSince: this.day };
    const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 500000 + this.below(300000) } as const;
    this.add('UnitRegistered', this.day, { ...home, ...occupiedSince });
    for (let letting = 0; letting < 4; letting++) {
      const begun = this.day;
      if (letting > 0 || occupiedSince) this.leave();
      this.offer(begun, this.later(30));
      if (this.maybe(0.3)) this.closeForAWhile();
      if (this.maybe(0.15)) break;
      this.add('MovedIn', this.later(15), { direct: true });
      this.day = plusDays(this.day, 1 + this.below(20));
    }
    return this.recordedInAnyOrder();
  }

  private leave(): void {
    if (this.maybe(0.3)) this.add('DeathRegistered', this.later(5), {});
    if (this.maybe(0.7))
      this.add('NoticeGiven', this.later(5), {
        by: 'resident',
        ...(this.maybe(0.7) && { liableUntil: plusDays(this.day, this.below(40)) }),
      });
    const keyed = this.maybe(0.2);
    if (keyed) this.add('KeysReturned', this.later(4), {});
    this.add('Vacated', this.later(20), { reason: 'notice', direct: true });
    if (this.maybe(0.3)) this.add('NoticeChanged', plusDays(this.day, this.below(3)), { liableUntil: plusDays(this.day, this.below(30)) });
    this.makeReady(keyed);
  }

  /** True when some steps are left out and the home is declared ready directly. */
  private makeReady(keyed: boolean): void {
    const steps = this.below(4);
    const works = this.maybe(0.3) ? 'none' : 'standard';
    if (!keyed && steps > 0) this.add('KeysReturned', this.later(8), {});
    if (steps > 1) this.add('InspectionDone', this.later(6), { works });
    if (steps > 2 && works !== 'none') this.add('WorksOrdered', this.later(5), { due: this.day });
    this.add('ReadyForLetting', this.later(12), { direct: true });
    if (this.maybe(0.2)) this.add('WorksReopened', this.later(6), {});
    if (this.maybe(0.5)) this.add('ReadyForLetting', this.later(6), { direct: false });
  }

  private offer(from: CivilDate, to: CivilDate): void {
    const within = () => plusDays(from, this.below(Math.max(1, daysBetween(from, to))));
    for (let n = this.below(4); n > 0; n--) this.answeredSomehow(this.offerOn(within()));
    for (let n = this.below(3); n > 0; n--) {
      const reserved = within();
      this.add('Reserved', reserved, { citizen: 'c' });
      if (this.maybe(0.6)) this.add('ReservationReleased', plusDays(reserved, this.below(9)), {});
    }
    if (this.maybe(0.3)) return;
    const { made, offerId } = this.offerOn(within());
    this.add('OfferAccepted', made, { offerId });
    if (this.maybe(0.6)) this.add('ContractSigned', plusDays(made, 1), { rentFrom: plusDays(made, this.below(25)) });
    if (this.maybe(0.3)) this.add('AcceptanceCancelled', plusDays(made, 2 + this.below(6)), { reason: 'regret' });
  }

  private offerOn(made: CivilDate) {
    const offerId = `o${this.facts.length}`;
    this.add('OfferMade', made, { offerId, respondBy: made, direct: true });
    return { made, offerId };
  }

  private answeredSomehow({ made, offerId }: { made: CivilDate; offerId: string }): void {
    const answered = plusDays(made, this.below(9));
    if (this.maybe(0.4)) this.add('OfferDeclined', answered, { offerId, reason: 'other' });
    else if (this.maybe(0.6)) this.add('OfferExpired', answered, { offerId });
    if (this.maybe(0.3)) this.add('OfferWithdrawn', plusDays(answered, this.below(6)), { offerId });
  }

  private closeForAWhile(): void {
    this.add('TakenOutOfService', this.day, { reason: 'mould' });
    if (this.maybe(0.8)) this.add('ReturnedToService', this.later(9), {});
    if (this.maybe(0.3)) this.add('RentSet', this.later(9), { rentOere: 400000 + this.below(500000) });
  }

  /** The facts in a random order of recording, in which those of one day keep theirs. */
  private recordedInAnyOrder(): Fact[] {
    const order = this.facts.map((_, n) => ({ n, place: this.maybe(0.8) ? n : this.below(this.facts.length) }));
    const revisions = new Map(order.sort((a, b) => a.place - b.place || a.n - b.n).map(({ n }, revision) => [this.facts[n], revision]));
    for (const sameDay of Map.groupBy(this.facts, ({ effective }) => effective).values()) {
      const taken = sameDay.map((fact) => revisions.get(fact) as number).sort((a, b) => a - b);
      sameDay.forEach((fact, n) => (fact.revision = taken[n] as number));
    }
    return inOrder(this.facts);
  }

  private add<T extends keyof UnitEvents>(type: T, effective: CivilDate, payload: UnitEvents[T]): void {
    const recording = { id: `${this.facts.length}`, revision: 0, recordedAt: '2024-01-01T10:00:00.000Z', commandId: 'c' };
    this.facts.push({ type, effective, payload, v: 1, ...recording } as unknown as Fact);
  }

  private later(days: number): CivilDate {
    return (this.day = plusDays(this.day, this.below(days)));
  }

  private below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  private maybe(chance: number): boolean {
    return this.next() < chance;
  }
}
