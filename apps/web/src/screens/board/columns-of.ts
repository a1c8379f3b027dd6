import { PHASE_ORDER } from '../../ui/phases';
import { isInPeace } from '../../ui/peace';
import type { Card } from './use-board';

/** A column of the board: a phase, or the homes that are not empty yet. */
export interface Column {
  phase: string;
  cards: readonly Card[];
  emptyDays: number;
  tomgangOere: number;
}

export const LEAVING = 'leaving';
/** Shown only where a home stands in them. */
const ONLY_WITH_HOMES = new Set<string>([LEAVING, 'unrecorded', 'out_of_service']);

/** Cards by the phase in which their homes stand, the most urgent first, with the sums of each. */
export function columnsOf(cards: readonly Card[], asOf: string): Column[] {
  const byPhase = Map.groupBy(cards, ({ phase }) => phase ?? LEAVING);
  return [LEAVING, ...PHASE_ORDER]
    .map((phase) => columnOf(phase, byPhase.get(phase as 'works') ?? [], asOf))
    .filter(({ phase, cards: own }) => own.length || !ONLY_WITH_HOMES.has(phase));
}

function columnOf(phase: string, cards: readonly Card[], asOf: string): Column {
  return {
    phase,
    cards: cards.toSorted((a, b) => rank(a, asOf) - rank(b, asOf) || b.delayDays - a.delayDays || b.emptyDays - a.emptyDays),
    emptyDays: sum(cards, ({ emptyDays }) => emptyDays),
    tomgangOere: sum(cards, ({ tomgangOere }) => tomgangOere),
  };
}

/** A home that is left in peace comes last, and is never late. */
const rank = (card: Card, asOf: string) => (isInPeace(card, asOf) ? 1 : 0);

export const sum = (cards: readonly Card[], of: (card: Card) => number) => cards.reduce((total, card) => total + of(card), 0);
