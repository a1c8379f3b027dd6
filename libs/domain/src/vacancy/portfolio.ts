import { dayNumber, minDate } from '../calendar/index.js';
import type { CivilDate, Phase, PolicyFields } from '../events.js';
import type { DaySpan, Rent } from './cost.js';
import type { Episode, OfferRecord, Span, UnitHistory } from './history.js';

/** The policy of a municipality in force on a day. */
export type PolicyLookup = (municipality: string, day: CivilDate) => PolicyFields;

/** The period that figures are asked for, with both days included, as of R: days after R are neither empty nor available. */
export interface FigureQuery {
  from: CivilDate;
  to: CivilDate;
  asOf: CivilDate;
  policyOn: PolicyLookup;
}

/** One stretch of a vacancy in one phase, in day numbers. */
export interface PhaseInDays extends DaySpan {
  phase: Phase;
}

/** An episode whose phases are told in day numbers. */
export interface EpisodeInDays {
  episode: Omit<Episode, 'phases'>;
  phases: readonly PhaseInDays[];
}

/** An episode with its days as numbers. */
export interface PreparedEpisode extends EpisodeInDays {
  unit: PreparedUnit['history'];
  /** V. */
  from: number;
  /** M, Infinity while open. */
  to: number;
  /** The day after the leaver's last liable day; V where none is known (R9). */
  liableTo: number;
  /** First day paid by the next resident; Infinity while unknown. */
  rentFrom: number;
  rents: readonly Rent[];
  /** Made for this letting. */
  offers: readonly OfferRecord[];
  offerIds: readonly string[];
  firstOffer?: number;
  noticeReceived?: number;
  majorWorksCompleted?: number;
}

/** A home with its days as numbers. */
export interface PreparedUnit {
  history: Omit<UnitHistory, 'episodes'>;
  available: DaySpan;
  outOfService: readonly DaySpan[];
  rents: readonly Rent[];
  episodes: readonly PreparedEpisode[];
  /** Offers that have been answered or ended, with the day of it. */
  resolved: readonly { offer: OfferRecord; day: number }[];
  /** The events behind the home's available days. */
  eventIds: readonly string[];
}

/** Homes ready to be counted. They are converted once and then asked many times. */
export type Portfolio = readonly PreparedUnit[];

/** Turns the dates of histories into numbers once, so that figures never have to parse a date. */
export function prepare(histories: Iterable<UnitHistory>): Portfolio {
  return Array.from(histories, (history) => prepareUnit(history, history.episodes.map(inDays)));
}

/** The phases of an episode in day numbers, Infinity while it is open. */
export function inDays(episode: Episode): EpisodeInDays {
  const phases = episode.phases.map(({ phase, from, to }) => ({ phase, from: dayNumber(from), to: to ? dayNumber(to) : Infinity }));
  return { episode, phases };
}

/** Turns a home's history into numbers, its episodes' phases being so already. */
export function prepareUnit(history: PreparedUnit['history'], episodes: readonly EpisodeInDays[]): PreparedUnit {
  const rents = history.rents.map(({ from, rentOere }) => ({ from: dayNumber(from), rentOere }));
  const offers = Map.groupBy(history.offers, ({ episode }) => episode);
  return {
    history,
    available: toDays({ from: history.availableFrom, ...(history.decommissioned && { to: history.decommissioned }) }),
    outOfService: history.outOfService.map(toDays),
    rents,
    resolved: history.offers.flatMap((offer) => (offer.resolved ? [{ offer, day: dayNumber(offer.resolved) }] : [])),
    eventIds: [history.registrationEventId, ...history.outOfService.flatMap(({ eventIds }) => eventIds)],
    episodes: episodes.map((episode) => prepareEpisode(history, episode, rents, offers.get(episode.episode.id) ?? [])),
  };
}

function prepareEpisode(
  unit: PreparedUnit['history'],
  { episode, phases }: EpisodeInDays,
  rents: Rent[],
  offers: OfferRecord[],
): PreparedEpisode {
  const { vacantFrom, ended, liableUntil, rentFrom, noticeReceived, majorWorksCompleted } = episode;
  const firstOffer = offers.length ? offers.map(({ made }) => made).reduce(minDate) : undefined;
  const from = dayNumber(vacantFrom);
  return {
    unit,
    episode,
    phases,
    from,
    rents,
    offers,
    offerIds: offers.map(({ offerId }) => offerId),
    ...(firstOffer && { firstOffer: dayNumber(firstOffer) }),
    ...(noticeReceived && { noticeReceived: dayNumber(noticeReceived) }),
    ...(majorWorksCompleted && { majorWorksCompleted: dayNumber(majorWorksCompleted) }),
    to: ended ? dayNumber(ended) : Infinity,
    liableTo: liableUntil ? Math.max(from, dayNumber(liableUntil) + 1) : from,
    rentFrom: rentFrom ? dayNumber(rentFrom) : Infinity,
  };
}

const toDays = ({ from, to }: Span): DaySpan => ({ from: dayNumber(from), to: to ? dayNumber(to) : Infinity });

/** The days of a query as `[from, to)`, cut after R (R4). */
export function windowOf({ from, to, asOf }: Pick<FigureQuery, 'from' | 'to' | 'asOf'>): DaySpan {
  const start = dayNumber(from);
  return { from: start, to: Math.max(start, Math.min(dayNumber(to), dayNumber(asOf)) + 1) };
}

/** Days that two intervals share. */
export function overlap(a: DaySpan, b: DaySpan): number {
  return Math.max(0, Math.min(a.to, b.to) - Math.max(a.from, b.from));
}
