import type { CivilDate } from '../events.js';
import { civilDate, dayNumber, plusDays } from './days.js';

/** Danish public holidays, and the days that the parties have agreed to count as closed: 5 June, 24 and 31 December. */
export const CLOSED_DAYS = [
  ...([
    'maundy_thursday',
    'good_friday',
    'easter_sunday',
    'easter_monday',
    'prayer_day',
    'ascension',
    'whit_sunday',
    'whit_monday',
  ] as const),
  ...(['new_year', 'constitution_day', 'christmas_eve', 'christmas_day', 'boxing_day', 'new_years_eve'] as const),
] as const;
export type ClosedDay = (typeof CLOSED_DAYS)[number];

/** Days after Easter Sunday. */
const BY_EASTER: Partial<Record<ClosedDay, number>> = {
  maundy_thursday: -3,
  good_friday: -2,
  easter_sunday: 0,
  easter_monday: 1,
  prayer_day: 26,
  ascension: 39,
  whit_sunday: 49,
  whit_monday: 50,
};
/** Store Bededag was a holiday to 2023. */
const LAST_PRAYER_DAY = 2023;
const EACH_YEAR: ReadonlyMap<string, ClosedDay> = new Map([
  ['01-01', 'new_year'],
  ['06-05', 'constitution_day'],
  ['12-24', 'christmas_eve'],
  ['12-25', 'christmas_day'],
  ['12-26', 'boxing_day'],
  ['12-31', 'new_years_eve'],
]);

/** Easter Sunday of a year in the Gregorian calendar (the anonymous computus). */
export function easterSunday(year: number): CivilDate {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return `${year}-${String(Math.floor(n / 31)).padStart(2, '0')}-${String((n % 31) + 1).padStart(2, '0')}`;
}

const MOVABLE = new Map<number, ReadonlyMap<CivilDate, ClosedDay>>();

function movableDays(year: number): ReadonlyMap<CivilDate, ClosedDay> {
  const known = MOVABLE.get(year);
  if (known) return known;
  const easter = easterSunday(year);
  const offsets = Object.entries(BY_EASTER) as [ClosedDay, number][];
  const held = offsets.filter(([name]) => name !== 'prayer_day' || year <= LAST_PRAYER_DAY);
  const days = new Map(held.map(([name, offset]) => [plusDays(easter, offset), name]));
  MOVABLE.set(year, days);
  return days;
}

/** Which holiday a day is, or which day that counts as closed; a movable one before one of each year. */
export function closedDay(day: CivilDate): ClosedDay | undefined {
  return movableDays(Number(day.slice(0, 4))).get(day) ?? EACH_YEAR.get(day.slice(5));
}

/** Monday to Friday without Danish holidays, and without the days that count as closed. */
export function isWorkingDay(day: CivilDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return weekday !== 0 && weekday !== 6 && closedDay(day) === undefined;
}

/** The n-th working day after a day; with n = 0 that day itself. */
export function plusWorkingDays(day: CivilDate, n: number): CivilDate {
  let at = dayNumber(day);
  for (let left = n; left > 0;) {
    at += 1;
    if (isWorkingDay(civilDate(at))) left -= 1;
  }
  return civilDate(at);
}
