import { Temporal as polyfill } from 'temporal-polyfill';
import type { CivilDate, Instant } from '../events.js';
import { civilDate, dayNumber, plusDays } from './days.js';

const Temporal = (globalThis as { Temporal?: typeof polyfill }).Temporal ?? polyfill;
const ZONE = 'Europe/Copenhagen';
const MS_PER_DAY = 86_400_000;

/** Midnights in milliseconds since 1970 that were converted before. Kept because a portfolio has many events on a few thousand days. */
const midnights = new Map<CivilDate, number>();

/** The first millisecond of a civil day in Copenhagen, in milliseconds since 1970. */
function midnight(date: CivilDate): number {
  const known = midnights.get(date);
  if (known !== undefined) return known;
  const ms = Temporal.PlainDate.from(date).toZonedDateTime(ZONE).epochMilliseconds;
  midnights.set(date, ms);
  return ms;
}

/** The day asked for last, from its first millisecond to the next day's: most instants of one piece of work lie on one day. */
let latest = { date: '', from: 0, to: 0 };

/** The civil day in Copenhagen at an instant (R1). */
export function copenhagenDate(instant: Instant): CivilDate {
  const ms = Date.parse(instant);
  if (!(ms >= latest.from && ms < latest.to)) {
    const date = dateAt(ms);
    latest = { date, from: midnight(date), to: midnight(plusDays(date, 1)) };
  }
  return latest.date;
}

/** Midnight in Copenhagen is one or two hours before that of UTC: the day is that of UTC, or the one beside it. */
function dateAt(ms: number): CivilDate {
  const date = civilDate(Math.floor(ms / MS_PER_DAY));
  const next = plusDays(date, 1);
  return ms >= midnight(next) ? next : ms < midnight(date) ? plusDays(date, -1) : date;
}

/** The first millisecond of a civil day in Copenhagen. */
export function startOfCopenhagenDay(date: CivilDate): Instant {
  return new Date(midnight(date)).toISOString();
}

/** The last millisecond of a civil day in Copenhagen. As a time of knowledge a date means this instant (R11). */
export function endOfCopenhagenDay(date: CivilDate): Instant {
  return new Date(midnight(civilDate(dayNumber(date) + 1)) - 1).toISOString();
}
