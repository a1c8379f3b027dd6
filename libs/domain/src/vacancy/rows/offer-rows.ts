import { dayNumber } from '../../calendar/index.js';
import type { CivilDate } from '../../events.js';
import type { OfferOutcome, OfferRecord } from '../history.js';
import { windowOf, type FigureQuery, type Portfolio } from '../portfolio.js';
import { homeOf, inRowOrder, type RowOfHome } from './home.js';

/** One offer, as it stood at R. To whom it was made is in no row. */
export interface OfferRow extends RowOfHome {
  offer: string;
  /** Id of the vacancy that it was made for; null where the residents stayed after all. */
  vacancy: string | null;
  made: CivilDate;
  respondBy: CivilDate;
  outcome: OfferOutcome;
  /** The day of the outcome; null while it is pending. */
  resolved: CivilDate | null;
  /** Resolved in the period, so that the figures count it. */
  counted: boolean;
}

/** A row for each offer that was resolved in the period or open on one of its days; the figures count those that are `counted`. */
export function* offerRows(portfolio: Portfolio, query: FigureQuery): Generator<OfferRow> {
  const { from, to } = windowOf(query);
  for (const unit of inRowOrder(portfolio)) {
    for (const offer of unit.history.offers) {
      const stood = asStood(offer, query.asOf);
      const made = dayNumber(offer.made);
      const resolved = stood.resolved === null ? Infinity : dayNumber(stood.resolved);
      const counted = from <= resolved && resolved < to;
      if (!counted && (made >= to || resolved <= from)) continue;
      const { offerId, episode, respondBy } = offer;
      yield { ...homeOf(unit), offer: offerId, vacancy: episode ?? null, made: offer.made, respondBy, ...stood, counted };
    }
  }
}

/** An outcome of a day after R has not come yet. */
function asStood({ outcome, resolved }: OfferRecord, asOf: CivilDate): Pick<OfferRow, 'outcome' | 'resolved'> {
  return resolved === undefined || resolved > asOf ? { outcome: 'pending', resolved: null } : { outcome, resolved };
}
