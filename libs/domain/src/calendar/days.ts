import type { CivilDate } from '../events.js';

const MS_PER_DAY = 86_400_000;
const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;

/** True for a date `YYYY-MM-DD` that exists, from 1900 to 2200 (2026-02-30 does not exist). */
export function isCivilDate(text: string): boolean {
  const [, year] = PATTERN.exec(text) ?? [];
  return year !== undefined && Number(year) >= 1900 && Number(year) <= 2200 && civilDate(dayNumber(text)) === text;
}

const FIRST_YEAR = 1800;
/** Day numbers of the first of each month from 1800 to 2300: figures ask for many days, and making dates takes most of their time. */
const MONTHS = Int32Array.from({ length: 501 * 12 }, (_, month) => Date.UTC(FIRST_YEAR, month) / MS_PER_DAY);

/** Days since 1970-01-01. Days are counted by these numbers, and instants are never subtracted (R1). */
export function dayNumber(date: CivilDate): number {
  const digit = (place: number) => date.charCodeAt(place) - 48;
  const year = digit(0) * 1000 + digit(1) * 100 + digit(2) * 10 + digit(3);
  const month = digit(5) * 10 + digit(6) - 1;
  const day = digit(8) * 10 + digit(9);
  const first = MONTHS[(year - FIRST_YEAR) * 12 + month];
  return first === undefined ? Date.UTC(year, month, day) / MS_PER_DAY : first + day - 1;
}

/** The civil day of a day number. */
export function civilDate(day: number): CivilDate {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The day some days later, or earlier for a negative number. */
export function plusDays(date: CivilDate, days: number): CivilDate {
  return civilDate(dayNumber(date) + days);
}

/** The same day of the month some months later, or the last day of a shorter month: 01-31 and one month is 02-28. */
export function plusMonths(date: CivilDate, months: number): CivilDate {
  const index = Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const month = `${Math.floor(index / 12)}-${String((index % 12) + 1).padStart(2, '0')}`;
  const day = Math.min(Number(date.slice(8, 10)), daysInMonth(month));
  return `${month}-${String(day).padStart(2, '0')}`;
}

/** Whole days from one day to another: `to - from`. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** The month `YYYY-MM` of a day. */
export function monthOf(date: CivilDate): string {
  return date.slice(0, 7);
}

/** Number of days of a month `YYYY-MM`. */
export function daysInMonth(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

/** The later of two days. */
export function maxDate(a: CivilDate, b: CivilDate): CivilDate {
  return a > b ? a : b;
}

/** The earlier of two days. */
export function minDate(a: CivilDate, b: CivilDate): CivilDate {
  return a < b ? a : b;
}
