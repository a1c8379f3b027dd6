import type { CivilDate } from '@relet/domain';
import { dayIn } from '../import/spreadsheet/days.js';

/** Why a text is no day: the year is missing, or it is none. */
export type DayFault = 'year' | 'unreadable';

/** A day as people type it, ISO or Danish; `year` when its year is not told with four digits, else `unreadable`. */
export function writtenDay(text: string): { day: CivilDate } | { fault: DayFault } {
  const typed = text.trim();
  if (/^\d+([.,]\d+)?$/.test(typed) && !WITHOUT_YEAR.test(typed)) return { fault: 'unreadable' };
  const read = dayIn(typed);
  if ('day' in read) return read;
  return { fault: read.fault === 'DATE_WITHOUT_CENTURY' || WITHOUT_YEAR.test(typed) ? 'year' : 'unreadable' };
}

/** `9/11`, `9.11.`, `9. november`: which year is meant is not for a program to guess. */
const WITHOUT_YEAR = /^\d{1,2}(?:\s?[-/.]\s?\d{1,2}[.]?|\.? ?[a-zæøå]{3,9}\.?)$/i;
