import { daysBetween, maxDate, type CivilDate, type PolicyFields } from '@relet/domain';
import type { BoardRow } from './board.projection.js';
import type { HomeToMeet } from './waiting.answers.js';

/** Kinds whose offer meets the guarantee (R10). */
const MEETS: ReadonlySet<string> = new Set(['care_home', 'dementia_home']);

/** Homes that may be offered under the policy and are ready, or have a day for it. */
export function lettableHomes(rows: readonly BoardRow[], { maxOpenOffers }: PolicyFields): BoardRow[] {
  return rows.filter(
    (row) =>
      MEETS.has(row.kind) &&
      (row.stage === 'ready' || (row.stage === 'works' && row.worksDue !== undefined)) &&
      !row.outOfService &&
      !row.acceptance &&
      row.offers.length < maxOpenOffers,
  );
}

/** The homes that could meet a citizen's guarantee, those ready first; a home reserved for somebody else is none. */
export function homesToMeet(citizen: string, readyBy: CivilDate, day: CivilDate, homes: readonly BoardRow[]): HomeToMeet[] {
  return homes
    .filter(({ reservation }) => !reservation || reservation.citizen === citizen)
    .map(({ unit, building, kind, stage, since, worksDue }) => {
      const ready = stage === 'ready';
      // Works that are overdue are not done: the earliest day that can be hoped for is today.
      const readyOn = ready ? since : maxDate(worksDue as CivilDate, day);
      return { unit, building, kind, ready, readyOn, daysToSpare: daysBetween(maxDate(readyOn, day), readyBy) };
    })
    .filter(({ ready, daysToSpare }) => ready || daysToSpare >= 0)
    .sort((a, b) => b.daysToSpare - a.daysToSpare || (a.unit < b.unit ? -1 : 1));
}
