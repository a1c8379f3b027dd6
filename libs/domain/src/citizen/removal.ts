import type { CitizenEvents, CivilDate, Fact } from '../events.js';
import type { History } from '../law/chapter.js';
import { correctionsOf } from '../law/live-facts.js';
import type { Citizen } from './citizen.js';

type Reason = CitizenEvents['RemovedFromList']['reason'];

/** A citizen's removal from the list that no later approval follows (docs/law.md 7.3). */
export interface Removal {
  citizen: string;
  /** The RemovedFromList event, and the command that recorded it. */
  eventId: string;
  commandId: string;
  effective: CivilDate;
  reason: Reason;
  /** The event that last said so: the removal itself, or the latest correction of it. */
  toldBy: string;
}

/** Reasons for which a home that was said yes to is given up as well. */
export const LEAVES_HOMES: readonly Reason[] = ['died', 'moved_away'];

/** The removal that stands in a citizen's stream; undefined when none does, or a later approval follows it. */
export function removalOf(citizen: string, { recorded, live }: Pick<History<Citizen>, 'recorded' | 'live'>): Removal | undefined {
  const last = live.findLast((fact): fact is Fact<'RemovedFromList' | 'CitizenApproved'> =>
    ['RemovedFromList', 'CitizenApproved'].includes(fact.type),
  );
  if (last?.type !== 'RemovedFromList') return undefined;
  const { id: eventId, commandId, effective, payload } = last;
  return { citizen, eventId, commandId, effective, reason: payload.reason, toldBy: correctionsOf(recorded, eventId).at(-1)?.id ?? eventId };
}
