import type { CivilDate, DomainEvents, EventType, Fact } from '../events.js';
import { fieldOf } from '../law/facts.js';

type Plans = { readonly [T in EventType]?: readonly (keyof DomainEvents[T] & string)[] };

/** The fields of each fact that hold a planned day. */
const PLANNED: Plans = {
  NoticeGiven: ['expectedVacantFrom', 'liableUntil'],
  NoticeChanged: ['expectedVacantFrom', 'liableUntil'],
  InspectionPlanned: ['planned'],
  WorksOrdered: ['due'],
  OfferMade: ['respondBy'],
  OfferExtended: ['respondBy'],
  ContractSigned: ['rentFrom'],
  MoveInAgreed: ['planned'],
  MoveInPostponed: ['planned'],
  TakenOutOfService: ['expectedReturn'],
};

/** The day of a fact and the days that it plans; a registration has none. */
export function daysOf(fact: Fact): CivilDate[] {
  if (fact.type === 'UnitRegistered') return [];
  const planned = PLANNED[fact.type]?.map((field) => fieldOf(fact, field) as CivilDate | undefined) ?? [];
  return [fact.effective, ...planned.filter((day) => day !== undefined)];
}

/** The same day of another calendar year ten years later, or the day after the last of February. */
const tenYearsAfter = (day: CivilDate): string => `${Number(day.slice(0, 4)) + 10}${day.slice(4)}`;
const isNear = (a: CivilDate, b: CivilDate) => (a < b ? b <= tenYearsAfter(a) : a <= tenYearsAfter(b));

/** The days that lie more than ten calendar years from every other day of the home, each with the first fact that has it. */
export function lonelyDays(facts: readonly Fact[]): Map<CivilDate, Fact> {
  const first = new Map<CivilDate, Fact>();
  for (const fact of facts) for (const day of daysOf(fact)) if (!first.has(day)) first.set(day, fact);
  const days = [...first.keys()].sort();
  const isLonely = (day: CivilDate, n: number) =>
    days.length > 1 && [days[n - 1], days[n + 1]].every((other) => other === undefined || !isNear(day, other));
  return new Map(days.filter(isLonely).map((day) => [day, first.get(day) as Fact]));
}

/** True when each day of the added facts lies near one that counted before. Looks from the end, where it mostly lies. */
export function joinOthers(added: readonly Fact[], facts: readonly Fact[], counts: (fact: Fact) => boolean): boolean {
  const joins = (day: CivilDate) => facts.findLast((fact) => counts(fact) && daysOf(fact).some((other) => isNear(day, other)));
  return added.flatMap(daysOf).every((day) => joins(day) !== undefined);
}
