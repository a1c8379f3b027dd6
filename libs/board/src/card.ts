import {
  plusDays,
  prepare,
  shareOf,
  windowOf,
  type CivilDate,
  type Owner,
  type Phase,
  type PolicyFields,
  type TargetPhase,
  type UnitKind,
} from '@relet/domain';
import type { NextStepName } from '@relet/words';
import type { BoardRow } from './board.projection.js';
import { dueOf, type Due } from './due.js';

/** One home on the board: where it stands, since when, who holds the ball, what comes next, and both clocks. */
export interface Card extends Omit<BoardRow, 'episode' | 'rents'> {
  phase: Phase | null;
  phaseSince: CivilDate | null;
  owner: Owner | null;
  nextStep: string | null;
  vacantFrom: CivilDate | null;
  /** A new home that has never been let. */
  firstLet: boolean;
  /** Days since V, today included; days out of service are not among them. */
  emptyDays: number;
  /** Days that nobody pays, and their cost in øre. */
  tomgangDays: number;
  tomgangOere: number;
  /** Days of this phase so far, its target, and the delay beyond it; the respect window is never delay. */
  phaseDays: number;
  targetDays: number | null;
  delayDays: number;
  respectWindowUntil: CivilDate | null;
  /** What is planned or owed by a day; `daysLeft` is negative once it is past. */
  due: Due[];
}

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
  const known = { ...row, nextStep: nextStepOf(row), due: dueOf(row, day) };
  if (!episode) return { ...known, ...nothing };
  const policy = policyOn(episode.vacantFrom);
  const [home] = prepare([
    {
      unitId: row.unit,
      municipality: row.municipality,
      building: row.building,
      kind: row.kind as UnitKind,
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

/** The next step as a code of the workflow; null when nothing is expected of anyone. */
function nextStepOf({ stage, outOfService, letting, notice, death }: Omit<BoardRow, 'episode' | 'rents'>): NextStepName | null {
  if (outOfService) return 'return_to_service';
  if (stage === 'occupied') return (notice ?? death) ? 'vacate' : null;
  const physical: Record<string, NextStepName> = {
    clearing: 'return_keys',
    inspection: 'inspect',
    ordering: 'order_works',
    works: 'complete_works',
    signoff: 'declare_ready',
  };
  if (stage in physical) return physical[stage] ?? null;
  if (stage === 'decommissioned') return null;
  const ofLetting: Record<string, NextStepName> = {
    none: 'offer',
    pending: 'await_answer',
    accepted: 'sign_contract',
    contracted: 'move_in',
  };
  return ofLetting[letting] ?? null;
}
