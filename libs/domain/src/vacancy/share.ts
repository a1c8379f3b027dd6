import type { Oere, Owner, Payer, Phase, PolicyFields, TargetPhase } from '../events.js';
import { rentOf, type DaySpan } from './cost.js';
import { overlap, type PreparedEpisode } from './portfolio.js';

/** A phase of an empty day: every phase but `out_of_service`, which stands beside them. */
export type EmptyPhase = Exclude<Phase, 'out_of_service'>;
export type PhaseDays = Record<EmptyPhase, number>;
export type OwnerDays = Record<Exclude<Owner, 'owner'>, number>;
export type DelayDays = Record<TargetPhase, number>;
/** Days and what they cost, in øre. */
export interface Cost {
  days: number;
  oere: Oere;
}

/** What one episode adds to a figure, and the events that say so. */
export interface EpisodeShare {
  episodeId: string;
  unitId: string;
  emptyDays: number;
  outOfServiceDays: number;
  phases: PhaseDays;
  owners: OwnerDays;
  /** Days beyond the target of the phase (R8). Each one is counted where it lies, so that the parts of a vacancy add up. */
  delayDays: DelayDays;
  /** R9: days that nobody pays, and the party that bears them. */
  tomgang: Cost & { payer: Payer };
  /** Days owed by the leaver or the estate. */
  leaver: Cost;
  eventIds: readonly string[];
}

export const noPhases = (): PhaseDays => ({
  clearing: 0,
  inspection: 0,
  ordering: 0,
  works: 0,
  move_in: 0,
  offer_pending: 0,
  reserved: 0,
  matching: 0,
  unrecorded: 0,
});
export const noOwners = (): OwnerDays => ({ relatives: 0, administrator: 0, contractor: 0, municipality: 0, citizen: 0, unknown: 0 });
export const noDelay = (): DelayDays => ({
  clearing: 0,
  inspection: 0,
  ordering: 0,
  works: 0,
  move_in: 0,
  offer_pending: 0,
  reserved: 0,
  matching: 0,
});
export const noCost = (): Cost => ({ days: 0, oere: 0 });

const wholes = new WeakMap<PreparedEpisode, { policy: PolicyFields; share: EpisodeShare }>();

/** An episode's days inside a window, under the policy in force at V. A whole one is counted once, for all windows that it lies in. */
export function shareOf(prepared: PreparedEpisode, window: DaySpan, policy: PolicyFields): EpisodeShare {
  if (window.from > prepared.from || prepared.to > window.to) return counted(prepared, window, policy);
  const known = wholes.get(prepared);
  if (known?.policy === policy) return known.share;
  const share = counted(prepared, prepared, policy);
  wholes.set(prepared, { policy, share });
  return share;
}

function counted(prepared: PreparedEpisode, window: DaySpan, policy: PolicyFields): EpisodeShare {
  const { episode, from, to, liableTo, rentFrom } = prepared;
  const { phases, before, outOfServiceDays } = daysByPhase(prepared, window);
  const paidFrom = Math.min(rentFrom, to);
  return {
    episodeId: episode.id,
    unitId: episode.unitId,
    emptyDays: overlap(prepared, window) - outOfServiceDays,
    outOfServiceDays,
    phases,
    owners: ownersOf(phases, policy),
    delayDays: delayOf(phases, before, policy),
    tomgang: { ...costOf(prepared, { from: Math.max(from, liableTo), to: paidFrom }, window), payer: policy.tomgangPayer },
    leaver: costOf(prepared, { from, to: Math.min(liableTo, paidFrom) }, window),
    eventIds: episode.eventIds,
  };
}

const NONE = noPhases();

function daysByPhase({ from, phases: spans }: PreparedEpisode, window: DaySpan) {
  const phases = noPhases();
  const before = window.from > from ? noPhases() : NONE;
  let outOfServiceDays = 0;
  for (const span of spans) {
    const days = overlap(span, window);
    if (span.phase === 'out_of_service') outOfServiceDays += days;
    else {
      phases[span.phase] += days;
      if (before !== NONE) before[span.phase] += Math.max(0, Math.min(span.to, window.from) - span.from);
    }
  }
  return { phases, before, outOfServiceDays };
}

/** Who holds the ball in a phase (R8); of unrecorded days nobody knows. */
export function ownerOf(phase: Phase, { owners }: PolicyFields): Owner {
  if (phase === 'out_of_service') return 'owner';
  return phase === 'unrecorded' ? 'unknown' : owners[phase];
}

/** The days that a phase may take (R8): a home is left in peace for at least the respect window. Null where none is agreed. */
export function targetOf(phase: Phase, { targetDays, respectWindowDays }: PolicyFields): number | null {
  if (phase === 'out_of_service' || phase === 'unrecorded') return null;
  return phase === 'clearing' ? Math.max(targetDays.clearing, respectWindowDays) : targetDays[phase];
}

/** Days beyond the target among those that follow on so many days of the same phase. */
export const beyond = (target: number | null, before: number, days: number) =>
  target === null ? 0 : Math.max(0, before + days - target) - Math.max(0, before - target);

function ownersOf(phases: PhaseDays, policy: PolicyFields): OwnerDays {
  const days: OwnerDays & { owner?: number } = noOwners();
  for (const phase in phases) {
    const owner = ownerOf(phase as EmptyPhase, policy);
    days[owner] = (days[owner] ?? 0) + phases[phase as EmptyPhase];
  }
  return days;
}

/** Days beyond target by phase (R8). The respect window is never delay. */
function delayOf(phases: PhaseDays, before: PhaseDays, policy: PolicyFields): DelayDays {
  const delay = noDelay();
  for (const each in delay) {
    const phase = each as TargetPhase;
    delay[phase] = beyond(targetOf(phase, policy), before[phase], phases[phase]);
  }
  return delay;
}

/** The days of an interval inside the window, and their rent. Out-of-service days are left out: they cost nobody. */
function costOf({ phases, rents }: PreparedEpisode, interval: DaySpan, window: DaySpan): Cost {
  const from = Math.max(interval.from, window.from);
  const to = Math.min(interval.to, window.to);
  if (from >= to) return noCost();
  const owed: DaySpan[] = [];
  let days = 0;
  for (const span of phases) {
    if (span.phase === 'out_of_service' || span.to <= from || span.from >= to) continue;
    const part = { from: Math.max(span.from, from), to: Math.min(span.to, to) };
    days += part.to - part.from;
    owed.push(part);
  }
  return { days, oere: rentOf(owed, rents) };
}
