import { daysBetween, plusDays, type CivilDate, type Episode, type UnitHistory } from '@relet/domain';
import type { Card } from '../board.answers.js';
import { isActive } from '../board.projection.js';
import type { WaitingCitizen } from '../waiting.answers.js';
import type { Agenda, Corrected, Item, Let, MovedItem, NewItem, Place } from './meeting.answers.js';

/** Days before a deadline of the guarantee from which the meeting speaks of it. */
export const WARN_DAYS = 14;

/** A home at a moment: its card, and the lettings until then. */
export interface Moment {
  card: Card;
  history: UnitHistory | undefined;
}

/** One home of the meeting: as it stands now, as it stood when the period began (if it was known then), and what was corrected since. */
export interface Comparison {
  now: Moment;
  then: Moment | undefined;
  /** True when a step has been recorded of the home since; a rent or a correction is none. */
  touched: boolean;
  corrected: readonly Corrected[];
}

/** Writes the agenda of a day for what is known since the start of another. */
export function agendaOf(homes: readonly Comparison[], citizens: readonly WaitingCitizen[], since: CivilDate, day: CivilDate): Agenda {
  const active = homes.filter(({ now }) => isActive(now.card));
  const cards = active.map(({ now }) => now.card);
  const lets = homes.flatMap((home) => letOf(home, since));
  const place = ({ unit, municipality, building }: Card) => ({ unit, municipality, building });
  return {
    new: active.filter(({ then }) => !then || !isActive(then.card)).map(({ now }) => ({ ...itemOf(now.card), ...whyNew(now.card) })),
    moved: homes.filter(({ now }) => !lets.some(({ unit }) => unit === now.card.unit)).flatMap((home) => movedOf(home) ?? []),
    let: lets,
    stuck: active
      .filter((home) => isStuck(home, since, day))
      .map(({ now }) => itemOf(now.card))
      .sort((a, b) => b.phaseDays - a.phaseDays),
    overdue: cards
      .filter(({ delayDays }) => delayDays > 0)
      .map(itemOf)
      .sort((a, b) => b.delayDays - a.delayDays),
    passed: cards
      .flatMap((card) => card.due.filter(({ daysLeft }) => daysLeft < 0).map((due) => ({ ...due, ...place(card) })))
      .sort((a, b) => a.daysLeft - b.daysLeft),
    offers: cards
      .flatMap((card) =>
        card.offers.map(({ offerId, made, respondBy }) => ({
          ...place(card),
          offerId,
          made,
          respondBy,
          daysLeft: daysBetween(day, respondBy),
        })),
      )
      .sort((a, b) => a.daysLeft - b.daysLeft),
    guarantee: citizens.filter(({ daysLeft }) => daysLeft !== null && daysLeft <= WARN_DAYS),
    corrected: homes.flatMap(({ corrected }) => corrected),
  };
}

const itemOf = (card: Card): Item => ({
  unit: card.unit,
  municipality: card.municipality,
  building: card.building,
  ...(card.address && { address: card.address }),
  stage: card.stage,
  letting: card.letting,
  phase: card.phase,
  phaseSince: card.phaseSince,
  owner: card.owner,
  nextStep: card.nextStep,
  nextStepBy: card.nextStepBy,
  vacantFrom: card.vacantFrom,
  emptyDays: card.emptyDays,
  phaseDays: card.phaseDays,
  targetDays: card.targetDays,
  delayDays: card.delayDays,
  respectWindowUntil: card.respectWindowUntil,
});

function whyNew({ vacantFrom, firstLet, death, notice, stage, since, offers, acceptance, reservation }: Card): Pick<NewItem, 'why' | 'on'> {
  if (vacantFrom) return { why: firstLet ? 'first_let' : 'vacated', on: vacantFrom };
  if (death) return { why: 'death', on: death };
  if (stage === 'planned') return { why: 'first_let', on: since };
  if (notice) return { why: 'notice', on: notice.received };
  return { why: 'offered', on: offers[0]?.made ?? acceptance?.accepted ?? reservation?.since ?? since };
}

function movedOf({ now, then }: Comparison): MovedItem | undefined {
  if (!then || !isActive(then.card)) return undefined;
  const [from, to] = [placeOf(then.card), placeOf(now.card)];
  if (from.phase === to.phase && from.stage === to.stage && from.letting === to.letting) return undefined;
  return { ...itemOf(now.card), from };
}

const placeOf = ({ stage, phase, letting }: Card): Place => ({ stage, phase, letting });

/** Lettings that were not known when the period began; of a home that was not known either, those of the period only. */
function letOf({ now, then }: Comparison, since: CivilDate): Let[] {
  const { unit, municipality, building } = now.card;
  const isLet = ({ endedBy }: Episode) => endedBy === 'let';
  const known = new Set(then?.history?.episodes.filter(isLet).map(({ id }) => id));
  return (now.history?.episodes ?? [])
    .filter((episode) => isLet(episode) && !known.has(episode.id) && (then !== undefined || (episode.ended as CivilDate) >= since))
    .map(({ vacantFrom, ended, firstLet }) => {
      const movedIn = ended as CivilDate;
      return { unit, municipality, building, vacantFrom, movedIn, grossDays: daysBetween(vacantFrom, movedIn), firstLet };
    });
}

function isStuck({ now: { card }, touched }: Comparison, since: CivilDate, day: CivilDate): boolean {
  if (touched || card.vacantFrom === null || card.phase === 'out_of_service') return false;
  const inRespectWindow = card.respectWindowUntil !== null && day <= card.respectWindowUntil;
  return card.vacantFrom <= plusDays(since, -1) && !inRespectWindow && !card.due.some(({ daysLeft }) => daysLeft >= 0);
}
