import type { CivilDate, Owner } from '@relet/domain';
import type { DayGroup, NextStepName } from '@relet/words';
import type { Card } from '../board.answers.js';
import { WARN_DAYS } from '../meeting/meeting.js';
import { NEXT_STEP_COMMANDS, type Side } from '../next-step.js';
import type { WaitingCitizen } from '../waiting.answers.js';
import type { DayRow, DayWhy } from './day.answers.js';
import { about, hasOwnDay, isInPeace, mattersOf, whyDue, whyPhase, type Matter } from './matters.js';

/** Days ahead that count as this week: on a Friday the Monday after it is near. */
const WEEK = 7;
const GROUPS: readonly DayGroup[] = ['overdue', 'today', 'this_week', 'waiting'];

/** What one side has in hand on a day, most urgent first: a row for each home that something is to be done about, and for each citizen whose guarantee is near. */
export function rowsOfDay(
  cards: readonly Card[],
  citizens: readonly WaitingCitizen[],
  side: Side,
  day: CivilDate,
  sides: (step: NextStepName | null, municipality: string) => Side[],
): DayRow[] {
  const rows = [...cards.map((card) => rowOf(card, side, day)), ...citizens.flatMap((citizen) => ofGuarantee(citizen) ?? [])].map(
    (row) => ({
      ...row,
      nextStepBy: sides(row.nextStep, row.municipality),
    }),
  );
  return rows.sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || urgency(a) - urgency(b) || (key(a) < key(b) ? -1 : 1));
}

type Row = Omit<DayRow, 'nextStepBy'>;

function rowOf(card: Card, side: Side, day: CivilDate): Row {
  const inHand = mattersOf(card, day)
    .map((matter) => ({ matter, group: groupOf(matter, side, isInPeace(card, day)) }))
    .filter(({ group }) => group !== 'waiting')
    .sort((a, b) => GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group) || (a.matter.left ?? WEEK) - (b.matter.left ?? WEEK));
  const [first] = inHand;
  const { unit, municipality, building, address, stage, phase } = card;
  const place = { unit, municipality, building, ...(address && { address }), stage, phase, since: sinceOf(card) };
  if (!first) return { ...place, ...waits(card, day) };
  const { step, owner, left, why, offerId, citizen } = first.matter;
  return {
    ...{ ...place, group: first.group, why, owner, days: left === undefined ? null : Math.abs(left) },
    ...{ nextStep: step, command: step && NEXT_STEP_COMMANDS[step] },
    ...(offerId !== undefined && { offerId }),
    ...(citizen !== undefined && { citizen }),
  };
}

/** Where a matter belongs for one side. What is their own and has no near day is theirs to drive this week all the same. */
function groupOf({ hand, left, isOthers, owner }: Matter, side: Side, inPeace: boolean): DayGroup {
  if (hand !== side) return 'waiting';
  const own = owner === side ? 'this_week' : 'waiting';
  if (left === undefined) return own;
  if (left < 0) return inPeace ? 'today' : 'overdue';
  if (left === 0) return 'today';
  if (isOthers) return 'waiting';
  return left <= WEEK ? 'this_week' : own;
}

/** A home that others have in hand: with whom, and what is known of when. */
function waits(
  card: Card,
  day: CivilDate,
): Pick<DayRow, 'group' | 'why' | 'owner' | 'days' | 'nextStep' | 'command' | 'offerId' | 'citizen'> {
  const { nextStep, phase, phaseDays, owner } = card;
  const step = { nextStep, command: nextStep && NEXT_STEP_COMMANDS[nextStep], ...about(card) };
  return { group: 'waiting', why: whyWaiting(card, day), owner: owner ?? leaverOf(card), days: phase === null ? null : phaseDays, ...step };
}

/** The first day of the phase; while somebody still lives there, the day on which it was known that they leave. */
const sinceOf = ({ phaseSince, death, notice, since }: Card): CivilDate => phaseSince ?? death ?? notice?.received ?? since;

/** Who is waited for to leave: relatives after a death or where the estate has given notice, else the resident. */
function leaverOf({ stage, death, notice }: Card): Owner | null {
  if (stage !== 'occupied') return null;
  return death !== undefined || notice?.by === 'estate' ? 'relatives' : 'citizen';
}

/** Past the target of its phase, where that counts. */
const isLate = (card: Card): boolean => card.delayDays > 0 && !hasOwnDay(card);

function whyWaiting(card: Card, day: CivilDate): DayWhy {
  const { respectWindowUntil, due, phase, phaseSince, owner, death, stage } = card;
  if (isInPeace(card, day) && respectWindowUntil) return { code: 'respect_window', on: respectWindowUntil };
  const [nearest] = due;
  if (nearest && (nearest.daysLeft <= 0 || !isLate(card))) return whyDue(nearest);
  if (isLate(card)) return whyPhase(card, -card.delayDays);
  if (phase && phaseSince && owner) return { code: 'waits', phase, since: phaseSince, owner };
  if (death) return { code: 'after_death', on: death };
  return { code: stage === 'occupied' ? 'leaving' : 'planned' };
}

/** The municipality's own: citizens to whom a home should be offered soon. */
function ofGuarantee({ citizen, municipality, decidedOn, deadline, daysLeft }: WaitingCitizen): Row | undefined {
  if (deadline === null || daysLeft === null || daysLeft > WARN_DAYS) return undefined;
  return {
    ...{ unit: null, municipality, building: null, stage: null, phase: null },
    ...{ group: daysLeft < 0 ? 'overdue' : daysLeft === 0 ? 'today' : 'this_week', owner: 'municipality', since: decidedOn },
    ...{ why: whyDue({ what: 'guarantee_deadline', on: deadline, daysLeft }), days: Math.abs(daysLeft) },
    ...{ nextStep: 'offer', command: NEXT_STEP_COMMANDS.offer, citizen },
  };
}

/** Within a group: most days past, fewest days left, longest waiting; a home that is left in peace comes last. */
function urgency({ group, days, why }: DayRow): number {
  if (why.code === 'respect_window') return Infinity;
  if (group === 'overdue') return -(days ?? 0);
  return group === 'waiting' ? -(days ?? 0) : (days ?? WEEK);
}

const key = ({ unit, citizen, since }: DayRow) => `${since} ${unit ?? citizen}`;
