import type { Instant } from '../events.js';
import { isCivilDate } from './days.js';

/** An instant as RFC 3339 writes it; seconds may be left out. */
const WRITTEN = /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;

/** An instant that exists, in UTC with milliseconds; undefined for a text that names none: 2026-02-30 has no noon. */
export function instantOf(text: string): Instant | undefined {
  const [, day] = text.length <= 40 ? (WRITTEN.exec(text) ?? []) : [];
  return day !== undefined && isCivilDate(day) ? new Date(text).toISOString() : undefined;
}
