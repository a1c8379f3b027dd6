import { daysBetween, type CivilDate } from '@relet/domain';
import type { DueWhat } from '@relet/words';
import type { BoardRow } from './board.projection.js';
import type { Due } from './due.answers.js';

/** What falls due in one home, the first day first. */
export function dueOf(row: Omit<BoardRow, 'episode' | 'rents'>, day: CivilDate): Due[] {
  const leaving = row.stage === 'occupied';
  const inspected = !leaving && row.stage !== 'clearing' && row.stage !== 'inspection';
  const dues: [DueWhat, CivilDate | undefined][] = [
    // After a death nobody is told that the home should have been empty: haste would hurt the relatives.
    ['vacating_expected', leaving && !row.death ? row.notice?.expectedVacantFrom : undefined],
    ['inspection_planned', inspected ? undefined : row.inspectionPlanned],
    ['works_due', row.worksDue],
    ...row.offers.map(({ respondBy }): [DueWhat, CivilDate] => ['answer_due', respondBy]),
    ['move_in_planned', row.acceptance?.plannedMoveIn],
    ['return_expected', row.outOfService?.expectedReturn],
  ];
  return dues
    .flatMap(([what, on]): Due[] => (on ? [{ what, on, daysLeft: daysBetween(day, on) }] : []))
    .sort((a, b) => a.daysLeft - b.daysLeft);
}
