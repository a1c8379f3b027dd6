import type { DayWords } from '../words.js';

/** What somebody has in hand on a day. */
export const day: DayWords = {
  groups: { overdue: 'Overdue', today: 'Today', this_week: 'This week', waiting: 'Waiting for others' },
  why: {
    over_target: '{phase}: {days} over the target of {target}',
    target_today: '{phase}: the target of {target} is reached today',
    target_ahead: '{phase}: the target of {target} is reached in {days}',
    in_hand: '{phase} since {since}',
    waits: '{phase} since {since}; the ball is with: {owner}',
    leaving: 'notice was given, no day of leaving is expected',
    after_death: 'the resident died on {on}, the home is not vacated yet',
    planned: 'the home is not in use yet',
  },
  due: {
    due_passed: {
      vacating_expected: 'the home should have been vacated on {on} ({days} over)',
      inspection_planned: 'the inspection was planned for {on} ({days} over)',
      works_due: 'the works should have been done by {on} ({days} over)',
      answer_due: 'the offer should have been answered by {on} ({days} over)',
      move_in_planned: 'moving in was agreed for {on} ({days} over)',
      return_expected: 'the home should have been back in service on {on} ({days} over)',
      guarantee_deadline: 'an offer was due under the care-home guarantee by {on} ({days} over)',
    },
    due_today: {
      vacating_expected: 'the home is expected to be vacated today',
      inspection_planned: 'the inspection is today',
      works_due: 'the works should be done today',
      answer_due: 'today is the last day to answer the offer',
      move_in_planned: 'moving in is agreed for today',
      return_expected: 'the home is expected back in service today',
      guarantee_deadline: 'an offer is due under the care-home guarantee today',
    },
    due_ahead: {
      vacating_expected: 'the home is expected to be vacated on {on} (in {days})',
      inspection_planned: 'the inspection is on {on} (in {days})',
      works_due: 'the works should be done by {on} (in {days})',
      answer_due: 'the offer can be answered until {on} (in {days})',
      move_in_planned: 'moving in is agreed for {on} (in {days})',
      return_expected: 'the home is expected back in service on {on} (in {days})',
      guarantee_deadline: 'an offer is due under the care-home guarantee by {on} (in {days})',
    },
  },
};
