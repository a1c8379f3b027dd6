import { DAY_FIELDS } from '../day-fields.js';
import type { CivilDate, Fact } from '../events.js';

/** The day of a fact and the days that it plans; a registration has none. */
export function daysOf(fact: Fact): CivilDate[] {
  if (fact.type === 'UnitRegistered') return [];
  return [fact.effective, ...Object.entries(fact.payload).flatMap(([field, day]) => (DAY_FIELDS.has(field) ? [day as CivilDate] : []))];
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
