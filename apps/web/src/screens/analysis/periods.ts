import { plusDays } from '../../forms/day-typed';

/** Days from the first to the last, inclusive. */
export interface Period {
  from: string;
  to: string;
}

export const PRESETS = ['last12', 'thisYear', 'lastQuarter', 'lastMonth', 'lastYear'] as const;
export type Preset = (typeof PRESETS)[number];

/** Months are counted from year 0 on. */
const monthOf = (day: string) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;
const firstOf = (month: number) => `${String(Math.floor(month / 12)).padStart(4, '0')}-${String((month % 12) + 1).padStart(2, '0')}-01`;
const lastOf = (month: number) => plusDays(firstOf(month + 1), -1);
const months = (first: number, last: number): Period => ({ from: firstOf(first), to: lastOf(last) });

/** A period that people ask for again and again, seen from a day: those that are not over end with that day. */
export function periodOf(preset: Preset, today: string): Period {
  const now = monthOf(today);
  const year = now - (now % 12);
  const quarter = now - (now % 3);
  switch (preset) {
    case 'last12':
      return { from: firstOf(now - 11), to: today };
    case 'thisYear':
      return { from: firstOf(year), to: today };
    case 'lastQuarter':
      return months(quarter - 3, quarter - 1);
    case 'lastMonth':
      return months(now - 1, now - 1);
    case 'lastYear':
      return months(year - 12, year - 1);
  }
}

export const AGAINST = ['before', 'yearBefore'] as const;
export type Against = (typeof AGAINST)[number];

/** The period that another one is seen against: the one just before it, or the same days a year earlier. Months stay whole months. */
export function against(period: Period, how: Against): Period {
  if (how === 'yearBefore') return moved(period, 12);
  const length = monthOf(period.to) - monthOf(period.from) + 1;
  const isWhole = period.to === lastOf(monthOf(period.to));
  // A year that is not over is seen against the same days before it; a part of a year that is not over, against as many days.
  if (period.from.endsWith('-01') && (isWhole || length === 12)) return moved(period, length);
  const days = Math.round((Date.parse(period.to) - Date.parse(period.from)) / 86_400_000) + 1;
  return { from: plusDays(period.from, -days), to: plusDays(period.to, -days) };
}

/** The same days so many months earlier; the last day of a month stays one. */
function moved({ from, to }: Period, by: number): Period {
  const earlier = (day: string) => {
    const [month, last] = [monthOf(day) - by, lastOf(monthOf(day) - by)];
    return day === lastOf(monthOf(day)) || day.slice(8) > last.slice(8) ? last : `${firstOf(month).slice(0, 8)}${day.slice(8)}`;
  };
  return { from: earlier(from), to: earlier(to) };
}
