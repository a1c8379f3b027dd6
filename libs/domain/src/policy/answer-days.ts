import { plusDays, plusWorkingDays } from '../calendar/index.js';
import type { CivilDate, PolicyFields } from '../events.js';

/** The last day for the answer to an offer when nobody says another: the policy's answer days after it, calendar or working days. */
export function answerDue(offered: CivilDate, { answerDays, answerDaysAre = 'calendar' }: PolicyFields): CivilDate {
  return answerDaysAre === 'working' ? plusWorkingDays(offered, answerDays) : plusDays(offered, answerDays);
}
