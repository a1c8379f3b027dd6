import type { CivilDate, Phase, Works } from '../events.js';
import type { PhaseSpan, Span } from './history.js';

/** The facts of one vacancy that decide the phase of its days: the milestones, and the spans of offers and the like beside them. */
export interface VacancyFacts {
  vacantFrom: CivilDate;
  ended?: CivilDate;
  works?: Works;
  keys?: CivilDate;
  inspection?: CivilDate;
  ordered?: CivilDate;
  ready?: CivilDate;
  /** Works taken up again after the home was ready, until it was ready again. */
  reopened: readonly Span[];
  outOfService: readonly Span[];
  accepted: readonly Span[];
  pending: readonly Span[];
  reserved: readonly Span[];
}

/** The end of what is still open: later than any civil day of a history. */
const OPEN: CivilDate = '9999-12-31';

/** The phases of a vacancy over [V, M) without gaps; each day is in the first phase of R5 that matches. Without M the last phase is open. */
export function phasesOf(facts: VacancyFacts): PhaseSpan[] {
  const end = facts.ended ?? OPEN;
  const stretches = stretchesOf(facts);
  const phases: PhaseSpan[] = [];
  let before: CivilDate | undefined;
  for (const from of turningPoints(facts, stretches, end)) {
    if (from === before) continue;
    before = from;
    const phase = phaseFrom(from, facts, stretches);
    const last = phases.at(-1);
    if (last?.phase === phase) continue;
    if (last) last.to = from;
    phases.push({ phase, from });
  }
  const last = phases.at(-1);
  if (last && facts.ended) last.to = facts.ended;
  return phases;
}

interface Stretch {
  phase: Phase;
  to: CivilDate;
}

/**
 * The phases until the home was ready, by the chain V, keys, inspection, ordered, ready. Days between two recorded
 * milestones that are no neighbours in this chain are `unrecorded`.
 */
function stretchesOf({ keys, inspection, works, ordered, ready }: VacancyFacts): Stretch[] {
  const chain: [Phase, CivilDate | undefined][] = [
    ['clearing', keys],
    ['inspection', inspection],
    ['ordering', ordered],
    ['works', ready],
  ];
  // A home that needs no works has no ordering. But when such a home was ready later than its inspection, the days between are unrecorded.
  if (works === 'none' && ready === undefined) chain.splice(2, 1);
  const stretches: Stretch[] = [];
  let gap = false;
  for (const [phase, to] of chain) {
    if (to !== undefined) stretches.push({ phase: gap ? 'unrecorded' : phase, to });
    else if (ready === undefined) return [...stretches, { phase, to: OPEN }];
    gap = to === undefined;
  }
  return stretches;
}

/** The days from V on at which another phase may begin, in order; some of them more than once. */
function turningPoints(facts: VacancyFacts, stretches: readonly Stretch[], end: CivilDate): CivilDate[] {
  const { vacantFrom, reopened, outOfService, accepted, pending, reserved } = facts;
  const days: CivilDate[] = [];
  const add = (day: CivilDate) => void (day >= vacantFrom && day < end && days.push(day));
  add(vacantFrom);
  for (const { to } of stretches) add(to);
  for (const spans of [reopened, outOfService, accepted, pending, reserved]) {
    for (const { from, to = OPEN } of spans) {
      add(from);
      add(to);
    }
  }
  return days.sort();
}

function phaseFrom(day: CivilDate, facts: VacancyFacts, stretches: readonly Stretch[]): Phase {
  if (covers(facts.outOfService, day)) return 'out_of_service';
  const waiting = stretches.find(({ to }) => day < to);
  if (waiting) return waiting.phase;
  if (covers(facts.reopened, day)) return 'works';
  if (covers(facts.accepted, day)) return 'move_in';
  if (covers(facts.pending, day)) return 'offer_pending';
  return covers(facts.reserved, day) ? 'reserved' : 'matching';
}

const covers = (spans: readonly Span[], day: CivilDate) => spans.some(({ from, to }) => from <= day && day < (to ?? OPEN));
