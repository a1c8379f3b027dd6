import type { CivilDate } from '../events.js';
import { civilDate, dayNumber, monthOf, plusDays, plusMonths } from './days.js';

/** Parts of the calendar that figures are asked by. Weeks are those of ISO 8601: Monday to Sunday, and of the year that has their Thursday. */
export const PERIODS = ['week', 'month', 'quarter', 'year'] as const;
export type Period = (typeof PERIODS)[number];

/** One part of the calendar: `2026-W05`, `2026-01`, `2026-Q1` or `2026`, with its first and last day. */
export interface NamedPeriod {
  key: string;
  from: CivilDate;
  to: CivilDate;
}

/** The week, month, quarter or year that a day lies in. */
export function periodOf(day: CivilDate, by: Period): NamedPeriod {
  const year = day.slice(0, 4);
  if (by === 'week') return weekOf(day);
  if (by === 'year') return { key: year, from: `${year}-01-01`, to: `${year}-12-31` };
  if (by === 'month') return { key: monthOf(day), ...monthsFrom(`${monthOf(day)}-01`, 1) };
  const quarter = Math.ceil(Number(day.slice(5, 7)) / 3);
  return { key: `${year}-Q${quarter}`, ...monthsFrom(`${year}-${String(quarter * 3 - 2).padStart(2, '0')}-01`, 3) };
}

const monthsFrom = (from: CivilDate, months: number) => ({ from, to: plusDays(plusMonths(from, months), -1) });

function weekOf(day: CivilDate): NamedPeriod {
  // Day 0 was a Thursday.
  const monday = dayNumber(day) - ((((dayNumber(day) + 3) % 7) + 7) % 7);
  const year = civilDate(monday + 3).slice(0, 4);
  const week = Math.floor((monday + 3 - dayNumber(`${year}-01-01`)) / 7) + 1;
  return { key: `${year}-W${String(week).padStart(2, '0')}`, from: civilDate(monday), to: civilDate(monday + 6) };
}
