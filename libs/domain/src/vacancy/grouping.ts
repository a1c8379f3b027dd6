import { maxDate, minDate, PERIODS, periodOf, plusDays, type Period } from '../calendar/index.js';
import type { FigureQuery, Portfolio, PreparedUnit } from './portfolio.js';

const HOMES = ['municipality', 'building', 'unit', 'kind'] as const;
type OfHomes = (typeof HOMES)[number];

/** What figures may be grouped by: what homes have in common (`unit` is the home itself), and parts of the calendar. */
export const GROUPINGS = [...HOMES, ...PERIODS] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** True for a grouping by the calendar. */
export const isPeriod = (by: Grouping): by is Period => (PERIODS as readonly string[]).includes(by);

/** One group of a portfolio: its keys, one for each grouping, and the homes and days it is counted on. */
export interface Group {
  keys: readonly string[];
  /** Buildings of the same name in two municipalities are two groups. */
  municipality?: string;
  portfolio: Portfolio;
  query: FigureQuery;
}

/** Splits a group into its parts, ordered by key. Where it is split by the calendar every figure is clipped to that part. */
export function partsOf(group: Group, by: Grouping): Group[] {
  if (!isPeriod(by)) return byHomes(group, by);
  return periodsOf(group.query, by).map(({ key, ...days }) => {
    return { ...group, keys: [...group.keys, key], query: { ...group.query, ...days } };
  });
}

function byHomes(group: Group, by: OfHomes): Group[] {
  const groups = new Map<string, Group & { portfolio: PreparedUnit[] }>();
  for (const unit of group.portfolio) {
    const { municipality, building, kind, unitId } = unit.history;
    const key = { municipality, building, kind, unit: unitId }[by];
    const place = by === 'building' ? `${municipality}/${building}` : key;
    const part = groups.get(place) ?? {
      ...group,
      keys: [...group.keys, key],
      ...(by === 'building' && { municipality }),
      portfolio: [],
    };
    part.portfolio.push(unit);
    groups.set(place, part);
  }
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}

/** The weeks, months, quarters or years of a query; the first and the last may be cut. */
export function periodsOf({ from, to }: Pick<FigureQuery, 'from' | 'to'>, by: Period) {
  const periods = [];
  for (let day = from; day <= to;) {
    const period = periodOf(day, by);
    periods.push({ key: period.key, from: maxDate(period.from, from), to: minDate(period.to, to) });
    day = plusDays(period.to, 1);
  }
  return periods;
}
