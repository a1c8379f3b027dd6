import { IsIn, Matches, ValidateBy } from 'class-validator';
import { copenhagenDate, endOfCopenhagenDay, instantOf, isCivilDate, telling, type CivilDate, type Instant } from '@relet/domain';
import type { Clock } from './clock.js';

/** How a day or an instant is written; which of those exist, the calendar knows. */
const DAY_OR_INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;
/** A row number (a store in a file), or commit and prepare (EventStoreDB). */
export const POSITION = /^\d{1,20}(\/\d{1,20})?$/;
/** Milliseconds after which no process can still add an event with an earlier time of recording (R11). */
const SETTLED = 5_000;

/** The two times as a question gives them; both may be left out. */
export interface AskedTimes {
  /** When it was true. */
  asOf?: CivilDate;
  /** When it was known: a day, which means its end in Copenhagen, or an instant. */
  knownAt?: string;
}

/** The two times of a question, resolved (R11). */
export interface Times {
  /** R: facts of later days are left out. */
  asOf: CivilDate;
  /** K: events recorded later are left out; null asks for what is known now. */
  knownAt: Instant | null;
  /** K is so young that other processes may still add events to it. */
  provisional: boolean;
  /** R lies after today: what may still happen before it is not known. */
  reachesAhead: boolean;
}

/** Resolves the two times of a question: K is the end of the day that was named, R falls back to K's day, else to today (R11). */
export function timesOf({ asOf, knownAt }: AskedTimes, clock: Pick<Clock, 'now' | 'today'>): Times {
  const K = knownAt === undefined ? null : momentOf(knownAt);
  const today = clock.today();
  const R = asOf ?? (K === null ? today : copenhagenDate(K));
  return { asOf: R, knownAt: K, provisional: K !== null && Date.parse(K) > Date.parse(clock.now()) - SETTLED, reachesAhead: R > today };
}

/** The end of a day in Copenhagen, or the instant that is named. */
function momentOf(knownAt: string): Instant {
  const moment = isCivilDate(knownAt) ? endOfCopenhagenDay(knownAt) : instantOf(knownAt);
  if (moment === undefined) throw new RangeError('A question names a day or an instant that exists: it was not checked.');
  return moment;
}

/** The field `knownAt` of a question: a day or an instant that exists, as RFC 3339 writes it. */
export function IsDayOrInstant(): PropertyDecorator {
  const validate = (value: unknown) => typeof value === 'string' && (isCivilDate(value) || instantOf(value) !== undefined);
  const defaultMessage = () => '$property must be a date YYYY-MM-DD that exists, or an instant such as 2026-06-01T10:00:00Z';
  const told = telling({ kind: 'instant', text: { pattern: DAY_OR_INSTANT.source } });
  return ValidateBy({ name: 'isDayOrInstant', validator: { validate, defaultMessage } }, told);
}

/** The field `after` of a question: a position that a command has answered. */
export function IsPosition(): PropertyDecorator {
  return Matches(POSITION, telling({ kind: 'position' }));
}

/** The field `cursor` of a list: where its last answer ended. */
export function IsCursor(): PropertyDecorator {
  return Matches(/^[A-Za-z0-9_-]{1,400}$/, telling({ kind: 'cursor' }));
}

/** True for a position in the log, as commands and answers tell it. */
export function isPosition(text: string): boolean {
  return POSITION.test(text);
}

/** Yes or no as a query parameter says it. */
export function IsYesOrNo(): PropertyDecorator {
  return IsIn(['true', 'false']);
}

/** A whole number as a query parameter says it: the pattern is that of the text, the bounds are those of the number. */
export function IsWrittenCount(pattern: RegExp, minimum: number, maximum: number): PropertyDecorator {
  return Matches(pattern, telling({ integer: { minimum, maximum } }));
}
