import { civilDate, dayNumber, daysInMonth, monthOf } from '../calendar/index.js';
import type { CivilDate, Fact, Phase } from '../events.js';

/** One day of one home. An empty day has a `payer`: nobody, the leaver, or the next resident. */
export interface Day {
  date: CivilDate;
  is: 'not_available' | 'occupied' | Phase;
  payer?: 'nobody' | 'leaver' | 'resident';
  rentOere: number;
  /** V of the vacancy that the day belongs to. */
  vacancy?: CivilDate;
}

/**
 * Counts a home day by day from its live facts up to R, and decides each day by R5 alone, without intervals, fold or state. It is slow
 * and simple, so that the tests can compare the fast counting with it.
 */
export function dayByDay(facts: readonly Fact[], from: CivilDate, to: CivilDate): Day[] {
  const days: Day[] = [];
  for (let n = dayNumber(from); n <= dayNumber(to); n++) days.push(dayOf(facts, civilDate(n)));
  return days;
}

/** The rent of days in øre, rounded half up once for each vacancy and calendar month. */
export function rentOf(days: readonly Day[]): number {
  const months = Map.groupBy(days, ({ date, vacancy }) => `${vacancy} ${monthOf(date)}`);
  return [...months.values()].reduce((sum, month) => {
    const length = BigInt(daysInMonth(monthOf((month[0] as Day).date)));
    const due = month.reduce((total, { rentOere }) => total + BigInt(rentOere), 0n);
    return sum + Number((2n * due + length) / (2n * length));
  }, 0);
}

function dayOf(facts: readonly Fact[], date: CivilDate): Day {
  const rentOere = rentOn(facts, date);
  const is = (what: Day['is']): Day => ({ date, is: what, rentOere });
  const registered = first(facts, 'UnitRegistered');
  if (date < (registered?.payload.occupiedSince ?? registered?.effective ?? '')) return is('not_available');
  if (facts.some((fact) => fact.type === 'UnitDecommissioned' && fact.effective <= date)) return is('not_available');

  const letting = lettingAround(facts, date);
  const moving = letting.at(-1)?.type === 'MovedIn' ? letting.at(-1) : undefined;
  const vacated = last(letting, 'Vacated');
  const newHome = letting.includes(registered as Fact) && !registered?.payload.occupiedSince;
  const vacancy = vacated?.effective ?? (newHome ? registered?.effective : undefined);
  if (vacancy === undefined || date < vacancy) return is('occupied');
  const phase = phaseOf(letting, date, vacancy, newHome);
  if (phase === 'out_of_service') return { ...is(phase), vacancy };
  return { ...is(phase), vacancy, payer: payerOf(letting, date, vacancy, moving?.effective) };
}

/** From the last move-in on or before the day (or the registration) to the next move-in or decommissioning. */
function lettingAround(facts: readonly Fact[], date: CivilDate): Fact[] {
  const begin = facts.findLastIndex(({ type, effective }) => type === 'UnitRegistered' || (type === 'MovedIn' && effective <= date));
  const next = facts.findIndex(({ type }, n) => n > begin && (type === 'MovedIn' || type === 'UnitDecommissioned'));
  return facts.slice(facts[begin]?.type === 'MovedIn' ? begin + 1 : begin, next < 0 ? undefined : next + 1);
}

/** The phase of a day: the first line of R5 that matches. */
function phaseOf(letting: readonly Fact[], date: CivilDate, vacancy: CivilDate, newHome: boolean): Phase {
  const until = letting.filter(({ effective, type }) => effective <= date && type !== 'MovedIn');
  if (lastOf(until, 'TakenOutOfService', 'ReturnedToService') === 'TakenOutOfService') return 'out_of_service';
  if (!newHome) {
    const waiting = waitingFor(letting, date, vacancy);
    if (waiting) return waiting;
  }
  const sinceReady = newHome ? until : until.slice(until.findIndex(({ type }) => type === 'ReadyForLetting'));
  if (lastOf(sinceReady, 'WorksReopened', 'ReadyForLetting') === 'WorksReopened') return 'works';
  if (lastOf(until, 'OfferAccepted', 'AcceptanceCancelled') === 'OfferAccepted') return 'move_in';
  if (until.some((fact, n) => fact.type === 'OfferMade' && !answered(until.slice(n + 1), fact.payload.offerId))) return 'offer_pending';
  return reservedAt(until) ? 'reserved' : 'matching';
}

const answered = (later: readonly Fact[], offerId: string) =>
  later.some(
    (fact) =>
      (fact.type === 'OfferAccepted' || fact.type === 'OfferDeclined' || fact.type === 'OfferExpired' || fact.type === 'OfferWithdrawn') &&
      fact.payload.offerId === offerId,
  );

function reservedAt(until: readonly Fact[]): boolean {
  return until.some((fact, n) => {
    if (fact.type !== 'Reserved') return false;
    const overruled = until.slice(0, n).some(({ type, revision }) => type === 'OfferAccepted' && revision > fact.revision);
    const ends = ['ReservationReleased', 'OfferAccepted', 'NoticeWithdrawn', 'TenancyContinued'];
    return !overruled && !until.slice(n + 1).some(({ type }) => ends.includes(type));
  });
}

/** The phase of a day before the home is ready. Between two milestones that are no neighbours it is `unrecorded`. */
function waitingFor(letting: readonly Fact[], date: CivilDate, vacancy: CivilDate): Phase | undefined {
  const inspection = last(letting, 'InspectionDone');
  const ready = first(letting, 'ReadyForLetting')?.effective;
  const nothingToOrder = ready === undefined && inspection?.payload.works === 'none';
  const chain: [Phase, CivilDate | undefined][] = [
    ['clearing', vacancy],
    ['inspection', keysOf(letting)],
    ...(nothingToOrder ? [] : [['ordering', inspection?.effective] as [Phase, CivilDate | undefined]]),
    ['works', nothingToOrder ? inspection.effective : last(letting, 'WorksOrdered')?.effective],
  ];
  if (ready !== undefined && date >= ready) return undefined;
  const here = chain.findLastIndex(([, begun]) => begun !== undefined && begun <= date);
  const next = chain.findIndex(([, begun], n) => n > here && begun !== undefined);
  const following = next >= 0 ? next : ready !== undefined ? chain.length : here + 1;
  return following === here + 1 ? chain[here]?.[0] : 'unrecorded';
}

/** The day of the keys. Keys do not count when those who returned them then stayed. After a death they count even if the notice is withdrawn. */
function keysOf(letting: readonly Fact[]): CivilDate | undefined {
  const stayed = letting.findLastIndex(
    ({ type }, n) => type === 'TenancyContinued' || (type === 'NoticeWithdrawn' && !deathStands(letting.slice(0, n))),
  );
  return last(letting.slice(stayed + 1), 'KeysReturned')?.effective;
}

const deathStands = (before: readonly Fact[]) => lastOf(before, 'DeathRegistered', 'TenancyContinued') === 'DeathRegistered';

/** Who pays for a day (R9). */
function payerOf(letting: readonly Fact[], date: CivilDate, vacancy: CivilDate, movedIn: CivilDate | undefined): NonNullable<Day['payer']> {
  const rentFrom = rentFromOf(letting) ?? movedIn;
  if (rentFrom !== undefined && date >= rentFrom) return 'resident';
  const stayed = letting.findLastIndex(({ type }) => type === 'TenancyContinued' || type === 'NoticeWithdrawn');
  const liable = letting
    .slice(stayed + 1)
    .flatMap((fact) => (fact.type === 'NoticeGiven' || fact.type === 'NoticeChanged' ? (fact.payload.liableUntil ?? []) : []))
    .at(-1);
  return liable !== undefined && date >= vacancy && date <= liable ? 'leaver' : 'nobody';
}

function rentFromOf(letting: readonly Fact[]): CivilDate | undefined {
  const yes = letting.findLastIndex(({ type }) => type === 'OfferAccepted' || type === 'AcceptanceCancelled');
  if (letting[yes]?.type !== 'OfferAccepted') return undefined;
  return last(letting.slice(yes), 'ContractSigned')?.payload.rentFrom;
}

function rentOn(facts: readonly Fact[], date: CivilDate): number {
  const set = facts.findLast((fact) => fact.type === 'RentSet' && fact.effective <= date) as Fact<'RentSet'> | undefined;
  return (set ?? first(facts, 'UnitRegistered'))?.payload.rentOere ?? 0;
}

function first<T extends Fact['type']>(facts: readonly Fact[], type: T): Fact<T> | undefined {
  return facts.find((fact) => fact.type === type) as Fact<T> | undefined;
}

function last<T extends Fact['type']>(facts: readonly Fact[], type: T): Fact<T> | undefined {
  return facts.findLast((fact) => fact.type === type) as Fact<T> | undefined;
}

const lastOf = (facts: readonly Fact[], ...types: Fact['type'][]) => facts.findLast(({ type }) => types.includes(type))?.type;
