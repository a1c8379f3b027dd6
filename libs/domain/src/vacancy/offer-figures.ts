import { fraction, type Fraction } from './fraction.js';
import type { OfferRecord } from './history.js';
import { windowOf, type FigureQuery, type Portfolio } from './portfolio.js';

/** How offers were resolved. Withdrawn and ended offers are in none of the rates (docs/figures.md). */
export interface OfferCounts {
  offers: number;
  accepted: number;
  declined: number;
  expired: number;
  withdrawn: number;
  /** Ended by a move-in or a decommissioning. */
  ended: number;
  pending: number;
  /** Declined / (declined + accepted). */
  refusalRate: Fraction | null;
  /** Expired / (declined + expired + accepted). */
  noReplyRate: Fraction | null;
}

/** An offer that a figure was made of. */
export interface OfferShare {
  unitId: string;
  offer: OfferRecord;
}

export interface OfferFigures extends OfferCounts {
  explained: OfferShare[];
}

/** Offers resolved in the period. */
export function offerFigures(portfolio: Portfolio, query: FigureQuery): OfferFigures {
  const { from, to } = windowOf(query);
  const explained: OfferShare[] = [];
  for (const { history, resolved } of portfolio) {
    for (const { offer, day } of resolved) {
      if (from <= day && day < to) explained.push({ unitId: history.unitId, offer });
    }
  }
  return { ...countOffers(explained.map(({ offer }) => offer)), explained };
}

/** Counts a closed set of offers. */
export function countOffers(offers: readonly OfferRecord[]): OfferCounts {
  const counts = { accepted: 0, declined: 0, expired: 0, withdrawn: 0, ended: 0, pending: 0 };
  for (const { outcome } of offers) counts[outcome]++;
  const { accepted, declined, expired } = counts;
  return {
    offers: offers.length,
    ...counts,
    refusalRate: fraction(declined, declined + accepted),
    noReplyRate: fraction(expired, declined + expired + accepted),
  };
}
