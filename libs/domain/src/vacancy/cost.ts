import type { Oere } from '../events.js';
import { roundHalfUp } from './fraction.js';

/** A half-open interval of day numbers `[from, to)`. */
export interface DaySpan {
  from: number;
  to: number;
}

/** A monthly rent in øre from a day number on. */
export interface Rent {
  from: number;
  rentOere: Oere;
}

const FIRST_YEAR = 1900;
/** Day numbers of the first of each month from 1900 to 2200. */
const MONTHS = Array.from({ length: 301 * 12 + 1 }, (_, month) => Date.UTC(FIRST_YEAR, month) / 86_400_000);

/** The rent of days of one vacancy in øre, rounded half up once for each calendar month (R9). */
export function rentOf(spans: readonly DaySpan[], rents: readonly Rent[]): Oere {
  let total = 0;
  let month = -1;
  let due = 0;
  const close = () => (month < 0 ? 0 : roundHalfUp(due, daysIn(month)));
  for (const { from, to } of spans) {
    for (let day = from; day < to;) {
      const here = monthIndex(day);
      if (here !== month) {
        total += close();
        [month, due] = [here, 0];
      }
      const stop = Math.min(to, start(here + 1), nextRent(rents, day));
      due += (stop - day) * rentOn(rents, day);
      day = stop;
    }
  }
  return total + close();
}

const start = (month: number) => MONTHS[month] as number;
const daysIn = (month: number) => start(month + 1) - start(month);

function monthIndex(day: number): number {
  let month = Math.floor((day - start(0)) / 30.436875);
  while (start(month) > day) month--;
  while (start(month + 1) <= day) month++;
  return month;
}

/** The rent in force on a day; before the first one, the rent of the registration. */
export function rentOn(rents: readonly Rent[], day: number): Oere {
  for (let n = rents.length - 1; n > 0; n--) {
    const rent = rents[n] as Rent;
    if (rent.from <= day) return rent.rentOere;
  }
  return (rents[0] as Rent).rentOere;
}

function nextRent(rents: readonly Rent[], day: number): number {
  let next = Infinity;
  for (const { from } of rents) if (from > day && from < next) next = from;
  return next;
}
