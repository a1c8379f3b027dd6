import type { CivilDate } from '../events.js';
import { civilDate, dayNumber, plusDays } from './days.js';

const EASTER_OFFSETS = {
  maundyThursday: -3,
  goodFriday: -2,
  easterSunday: 0,
  easterMonday: 1,
  ascension: 39,
  whitSunday: 49,
  whitMonday: 50,
};
/** Store Bededag was a holiday to 2023. */
const PRAYER_DAY = { offset: 26, lastYear: 2023 };
/** Holidays, and the days that the parties have agreed to count as closed: 5 June, 24 and 31 December. */
const CLOSED: ReadonlySet<string> = new Set(['01-01', '06-05', '12-24', '12-25', '12-26', '12-31']);

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

const HOLIDAYS = new Map<number, ReadonlySet<CivilDate>>();

function movableHolidays(year: number): ReadonlySet<CivilDate> {
  const known = HOLIDAYS.get(year);
  if (known) return known;
  const offsets = [...Object.values(EASTER_OFFSETS), ...(year <= PRAYER_DAY.lastYear ? [PRAYER_DAY.offset] : [])];
  const easter = easterSunday(year);
  const holidays = new Set(offsets.map((days) => plusDays(easter, days)));
  HOLIDAYS.set(year, holidays);
  return holidays;
}

/** Monday to Friday without Danish holidays, and without the days that count as closed. */
export function isWorkingDay(day: CivilDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || CLOSED.has(day.slice(5))) return false;
  return !movableHolidays(Number(day.slice(0, 4))).has(day);
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
