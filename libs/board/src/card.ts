import { plusDays, prepare, shareOf, windowOf, type CivilDate, type PolicyFields, type TargetPhase } from '@relet/domain';
import type { Card } from './board.answers.js';
import type { BoardRow } from './board.projection.js';
import { dueOf } from './due.js';
import { nextStepOf, nextStepOn, sidesOf } from './next-step.js';

/** The card of a home on a day, under the policy in force at V. */
export function cardOf({ episode, rents, ...row }: BoardRow, day: CivilDate, policyOn: (day: CivilDate) => PolicyFields): Card {
  const nothing = {
    phase: null,
    phaseSince: null,
    owner: null,
    vacantFrom: null,
    firstLet: false,
    emptyDays: 0,
    tomgangDays: 0,
    tomgangOere: 0,
    phaseDays: 0,
    targetDays: null,
    delayDays: 0,
    respectWindowUntil: null,
  };
  const [nextStep, due] = [nextStepOf(row), dueOf(row, day)];
  const known = { ...row, nextStep, nextStepBy: sidesOf(nextStep, policyOn(day)), nextStepOn: nextStepOn(nextStep, due), due };
  if (!episode) return { ...known, ...nothing };
  const policy = policyOn(episode.vacantFrom);
  const [home] = prepare([
    {
      unitId: row.unit,
      municipality: row.municipality,
      building: row.building,
      kind: row.kind,
      availableFrom: episode.vacantFrom,
      rents,
      outOfService: [],
      episodes: [episode],
      offers: [],
      registrationEventId: '',
      lastRecordedAt: '',
    },
  ]);
  const prepared = home?.episodes[0];
  const current = episode.phases.findLast(({ from }) => from <= day);
  if (!prepared || !current) return { ...known, ...nothing };
  const share = shareOf(prepared, windowOf({ from: episode.vacantFrom, to: day, asOf: day }), policy);
  const { phase } = current;
  const targeted = phase !== 'out_of_service' && phase !== 'unrecorded' ? (phase satisfies TargetPhase) : undefined;
  return {
    ...known,
    phase,
    phaseSince: current.from,
    owner: targeted ? policy.owners[targeted] : phase === 'out_of_service' ? 'owner' : 'unknown',
    vacantFrom: episode.vacantFrom,
    firstLet: episode.firstLet,
    emptyDays: share.emptyDays,
    tomgangDays: share.tomgang.days,
    tomgangOere: share.tomgang.oere,
    phaseDays: phase === 'out_of_service' ? share.outOfServiceDays : share.phases[phase],
    targetDays: targeted ? policy.targetDays[targeted] : null,
    delayDays: targeted ? share.delayDays[targeted] : 0,
    respectWindowUntil: phase === 'clearing' ? plusDays(episode.vacantFrom, policy.respectWindowDays - 1) : null,
  };
}
