import {
  guaranteeFigures,
  lettingFigures,
  longerThan,
  offerFigures,
  turnover,
  vacancyFigures,
  type Group,
  type GuaranteeFigures,
  type GuaranteeHistory,
  type LettingFigures,
  type OfferFigures,
  type Turnover,
  type VacancyFigures,
} from '@relet/domain';

/** Every figure of one group, with exact fractions. */
export interface Counted {
  vacancy: VacancyFigures;
  lettings: LettingFigures;
  offers: OfferFigures;
  turnover: Turnover;
  /** Null where a group has no waiting list. */
  guarantee: GuaranteeFigures | null;
}

/** Counts a group. `olderThan` leaves out shorter vacancies and their offers; turnover and guarantee are of all homes and citizens. */
export function count(
  { portfolio, query }: Group,
  waiting: ReadonlyMap<string, GuaranteeHistory> | null,
  olderThan: number | undefined,
): Counted {
  const chosen = olderThan === undefined ? portfolio : longerThan(portfolio, query, olderThan);
  return {
    vacancy: vacancyFigures(chosen, query),
    lettings: lettingFigures(chosen, query),
    offers: offerFigures(chosen, query),
    turnover: turnover(portfolio, query),
    guarantee: waiting && guaranteeFigures(waiting, query),
  };
}
