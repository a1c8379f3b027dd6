import { plusDays } from './calendar/index.js';
import type { CivilDate, EventType } from './events.js';

/** Events that may be agreed ahead of their day. */
const PLANS: ReadonlySet<EventType> = new Set<EventType>(['UnitRegistered', 'RentSet', 'PolicyAgreed']);
/** Events effective on the first day after: they may be recorded the day before. */
const DAY_AFTER: ReadonlySet<EventType> = new Set<EventType>(['Vacated', 'ReturnedToService']);

/** The latest day on which an event of this type may be effective when it is recorded today. */
export function latestDayOf(type: EventType, today: CivilDate): CivilDate {
  if (PLANS.has(type)) return '9999-12-31';
  return DAY_AFTER.has(type) ? plusDays(today, 1) : today;
}
