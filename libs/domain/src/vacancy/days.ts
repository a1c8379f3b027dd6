import { civilDate, dayNumber, daysInMonth, monthOf } from '../calendar/index.js';
import type { CivilDate, Oere } from '../events.js';
import { roundHalfUp } from './numbers.js';

/** A half-open interval of day numbers. */
export type Days = readonly [from: number, to: number];

/** Beyond every period. */
export const NEVER = 2 ** 31;

/** Length of the overlap of two intervals, in days. */
export function overlap([a, b]: Days, [c, d]: Days): number {
  return Math.max(0, Math.min(b, d) - Math.max(a, c));
}

/** The part of an interval inside another; empty intervals have from >= to. */
export function clip([a, b]: Days, [c, d]: Days): Days {
  return [Math.max(a, c), Math.min(b, d)];
}

/** What is left of an interval without some disjoint others. */
export function without(days: Days, holes: readonly Days[]): Days[] {
  let left: Days[] = days[0] < days[1] ? [days] : [];
  for (const [from, to] of holes) {
    left = left.flatMap(([a, b]): Days[] => {
      if (to <= a || from >= b) return [[a, b]];
      const parts: Days[] = [[a, from], [to, b]];
      return parts.filter(([c, d]) => c < d);
    });
  }
  return left;
}

/** Total length of disjoint intervals, in days. */
export function lengthOf(intervals: readonly Days[]): number {
  return intervals.reduce((sum, [from, to]) => sum + Math.max(0, to - from), 0);
}

/** Rent in force from a day on. */
export interface RentFrom {
  day: number;
  rentOere: Oere;
}

/**
 * R9: cost of the days in øre: for each calendar month the sum of that day's monthly rent / days in that month,
 * rounded half up once.
 */
export function costOf(intervals: readonly Days[], rents: readonly RentFrom[]): Oere {
  const months = new Map<string, number>();
  for (const interval of intervals) {
    for (let from = interval[0]; from < interval[1]; ) {
      const rent = rents.findLast(({ day }) => day <= from) ?? rents[0];
      const month = monthOf(civilDate(from));
      const nextMonth = from - dayOfMonth(from) + 1 + daysInMonth(month);
      const nextRent = rents.find(({ day }) => day > from)?.day ?? NEVER;
      const to = Math.min(interval[1], nextMonth, nextRent);
      months.set(month, (months.get(month) ?? 0) + (to - from) * (rent?.rentOere ?? 0));
      from = to;
    }
  }
  return [...months].reduce((sum, [month, total]) => sum + roundHalfUp(total, daysInMonth(month)), 0);
}

const dayOfMonth = (day: number) => new Date(day * 86_400_000).getUTCDate();

/** An interval of civil days as day numbers; open ones end never. */
export function daysOf({ from, to }: { from: CivilDate; to?: CivilDate }): Days {
  return [dayNumber(from), to === undefined ? NEVER : dayNumber(to)];
}
