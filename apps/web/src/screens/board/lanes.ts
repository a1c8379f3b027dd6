import { columnsOf } from './columns-of';
import type { Card } from './use-board';

/** By what the columns can be cut into rows. */
export type Lane = 'kommune' | 'plejecenter';
export const isLane = (by: string): by is Lane => by === 'kommune' || by === 'plejecenter';

/** The cards of each row, by its name. */
export function lanesOf(cards: readonly Card[], by: Lane, language: string): [string, readonly Card[]][] {
  const lanes = Map.groupBy(cards, (card) => (by === 'kommune' ? card.municipality : card.building));
  return [...lanes].sort(([a], [b]) => a.localeCompare(b, language));
}

/** Cards in the order in which they stand on the board: row by row, column by column. */
export function inOrder(cards: readonly Card[], by: string, asOf: string, language: string): readonly Card[] {
  const lanes = isLane(by) ? lanesOf(cards, by, language).map(([, own]) => own) : [cards];
  return lanes.flatMap((own) => columnsOf(own, asOf)).flatMap(({ cards: own }) => own);
}
