import { whoGives, type CivilDate, type Owner } from '@relet/domain';
import type { NextStepName } from '@relet/words';
import type { Card } from '../board.answers.js';
import type { Due } from '../due.answers.js';
import { DUE_STEPS, NEXT_STEP_COMMANDS, type Side } from '../next-step.js';
import type { DayWhy } from './day.answers.js';

/** Something about a home that one side sees to. */
export interface Matter {
  step: NextStepName | null;
  /** Who sees to it: whose ball it is or, when it is with relatives or a citizen, who records the step. */
  hand: Side | undefined;
  owner: Owner | null;
  /** Days left to the day or target that it is about, negative once that is past. */
  left: number | undefined;
  /** Others have until that day: before it there is nothing to do but to wait. */
  isOthers: boolean;
  why: DayWhy;
  offerId?: string;
  citizen?: string;
}

/** Whose hand the ball of each holder is in; relatives and citizens are waited for. */
const HANDS: Readonly<Record<Owner, Side | undefined>> = {
  administrator: 'administrator',
  contractor: 'administrator',
  owner: 'administrator',
  municipality: 'municipality',
  relatives: undefined,
  citizen: undefined,
  unknown: undefined,
};

/** True while a home is left in peace: nothing about clearing it is then late or due. */
export const isInPeace = ({ respectWindowUntil }: Card, day: CivilDate) => respectWindowUntil !== null && day <= respectWindowUntil;

/** An offer that is out has a day of its own: the citizen may use all of it, whatever the target of the phase. */
export const hasOwnDay = ({ phase }: Card): boolean => phase === null || phase === 'offer_pending';

/** All that somebody sees to in a home, by the card as it stands on that day. */
export function mattersOf(card: Card, day: CivilDate): Matter[] {
  const dues = card.due.map((due) => ofDue(due, card));
  if (!isInPeace(card, day)) return hasOwnDay(card) ? dues : [...dues, ofPhase(card)];
  // An offer made early is the citizen's affair and not that of the relatives; it is in hand on its last day, and never overdue.
  return dues.filter(({ step }) => step === 'await_answer').map((matter) => ({ ...matter, left: Math.max(0, matter.left ?? 0) }));
}

function ofDue(due: Due, card: Card): Matter {
  const step = DUE_STEPS[due.what];
  const isAnswer = due.what === 'answer_due';
  const offer = isAnswer ? card.offers.find(({ respondBy }) => respondBy === due.on) : undefined;
  const { offerId, citizen } = offer ?? (due.what === 'move_in_planned' ? (card.acceptance ?? {}) : {});
  return {
    step,
    hand: recordedBy(step),
    owner: isAnswer ? 'citizen' : card.owner,
    left: due.daysLeft,
    isOthers: isAnswer,
    why: whyDue(due),
    ...(offerId !== undefined && { offerId }),
    ...(citizen !== undefined && { citizen }),
  };
}

/** Why a day is told of that something falls on. */
export function whyDue({ what, on, daysLeft }: Due): DayWhy {
  if (daysLeft === 0) return { code: 'due_today', what, on };
  return daysLeft < 0 ? { code: 'due_passed', what, on, days: -daysLeft } : { code: 'due_ahead', what, on, days: daysLeft };
}

function ofPhase(card: Card): Matter {
  const { nextStep, owner, targetDays, phaseDays, delayDays } = card;
  const own = owner === null ? undefined : HANDS[owner];
  const within = targetDays === null ? undefined : Math.max(0, targetDays - phaseDays);
  // What relatives or a citizen should have done is nobody else's affair before its target has passed.
  const left = delayDays > 0 ? -delayDays : own ? within : undefined;
  return {
    ...{ step: nextStep, hand: own ?? recordedBy(nextStep), owner, left, isOthers: own === undefined },
    why: whyPhase(card, left),
    ...about(card),
  };
}

/** Why a phase is told of, so many days before or after its target. */
export function whyPhase({ phase, phaseSince, targetDays }: Card, left: number | undefined): DayWhy {
  const of = { ...(phase && { phase }), ...(phaseSince && { since: phaseSince }) };
  if (left === undefined || targetDays === null) return { code: 'in_hand', ...of };
  const target = { ...of, target: targetDays };
  if (left === 0) return { code: 'target_today', ...target };
  return left < 0 ? { code: 'over_target', ...target, days: -left } : { code: 'target_ahead', ...target, days: left };
}

/** The offer and the citizen that the home's next step is about. */
export function about({ nextStep, offers, acceptance, reservation }: Card): { offerId?: string; citizen?: string } {
  const isLet = nextStep === 'sign_contract' || nextStep === 'move_in';
  const { offerId, citizen } = (nextStep === 'await_answer' ? offers[0] : isLet ? acceptance : undefined) ?? {};
  const meant = citizen ?? (nextStep === 'offer' ? reservation?.citizen : undefined);
  return { ...(offerId !== undefined && { offerId }), ...(meant !== undefined && { citizen: meant }) };
}

function recordedBy(step: NextStepName | null): Side | undefined {
  if (step === null) return undefined;
  return whoGives(NEXT_STEP_COMMANDS[step]) === 'A' ? 'administrator' : 'municipality';
}
