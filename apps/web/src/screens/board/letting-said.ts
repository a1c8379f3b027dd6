import type { Words } from '@relet/words';
import type { Card } from './use-board';

/** How far the letting of a home has come, in words. */
export function lettingSaid(
  { offers, letting, reservation }: Card,
  { screens: { board } }: Words,
  daySaid: (day: string) => string,
): string {
  const [first] = offers.toSorted((a, b) => (a.respondBy < b.respondBy ? -1 : 1));
  if (first) return offers.length === 1 ? board.offered(daySaid(first.respondBy)) : board.offers(offers.length, daySaid(first.respondBy));
  if (letting === 'accepted') return board.accepted;
  if (letting === 'contracted') return board.contracted;
  return reservation ? board.reserved : '';
}
