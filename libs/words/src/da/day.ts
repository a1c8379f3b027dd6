import type { DayWords } from '../words.js';

/** What somebody has in hand on a day. */
export const day: DayWords = {
  groups: { overdue: 'Over tid', today: 'I dag', this_week: 'Denne uge', waiting: 'Venter på andre' },
  why: {
    over_target: '{phase}: {days} over måltallet på {target}',
    target_today: '{phase}: måltallet på {target} nås i dag',
    target_ahead: '{phase}: måltallet på {target} nås om {days}',
    in_hand: '{phase} siden {since}',
    waits: '{phase} siden {since}; bolden: {owner}',
    leaving: 'opsagt, uden ventet dag for fraflytning',
    after_death: 'beboeren døde {on}, boligen er endnu ikke fraflyttet',
    planned: 'boligen er ikke taget i brug',
  },
  due: {
    due_passed: {
      vacating_expected: 'fraflytningen var ventet {on} ({days} over)',
      inspection_planned: 'fraflytningssynet skulle være holdt {on} ({days} over)',
      works_due: 'istandsættelsen skulle være færdig {on} ({days} over)',
      answer_due: 'svaret på boligtilbuddet skulle være kommet {on} ({days} over)',
      move_in_planned: 'indflytningen var aftalt til {on} ({days} over)',
      return_expected: 'boligen skulle være i drift igen {on} ({days} over)',
      guarantee_deadline: 'fristen for et tilbud efter plejeboliggarantien var {on} ({days} over)',
    },
    due_today: {
      vacating_expected: 'fraflytningen ventes i dag',
      inspection_planned: 'fraflytningssynet holdes i dag',
      works_due: 'istandsættelsen skal være færdig i dag',
      answer_due: 'sidste dag for svar på boligtilbuddet er i dag',
      move_in_planned: 'indflytningen er aftalt til i dag',
      return_expected: 'boligen ventes i drift igen i dag',
      guarantee_deadline: 'fristen for et tilbud efter plejeboliggarantien er i dag',
    },
    due_ahead: {
      vacating_expected: 'fraflytningen ventes {on} (om {days})',
      inspection_planned: 'fraflytningssynet holdes {on} (om {days})',
      works_due: 'istandsættelsen skal være færdig {on} (om {days})',
      answer_due: 'sidste dag for svar på boligtilbuddet er {on} (om {days})',
      move_in_planned: 'indflytningen er aftalt til {on} (om {days})',
      return_expected: 'boligen ventes i drift igen {on} (om {days})',
      guarantee_deadline: 'fristen for et tilbud efter plejeboliggarantien er {on} (om {days})',
    },
  },
};
