import { dayNumber } from '../calendar/index.js';
import type { CivilDate, Phase, PolicyFields } from '../events.js';
import { daysOf, NEVER, type Days, type RentFrom } from './days.js';
import type { Episode, OfferRecord, UnitHistory } from './history.js';

/** The policy of a municipality in force on a day. */
export type PolicyOn = (municipality: string, day: CivilDate) => PolicyFields;

/** A vacancy with its days as numbers, made once and counted often. */
export interface PreparedEpisode {
  episode: Episode;
  home: PreparedHome;
  /** [V, ended): open ones end never. */
  days: Days;
  phases: { phase: Phase; days: Days }[];
  outOfService: Days[];
  liableUntil: number;
  rentFrom: number | undefined;
  policy: PolicyFields;
}

/** A home with its days as numbers. */
export interface PreparedHome {
  history: UnitHistory;
  available: Days;
  outOfService: Days[];
  rents: RentFrom[];
  episodes: PreparedEpisode[];
  offers: { offer: OfferRecord; resolved: number }[];
}

/** Turns dates into day numbers once; owners, targets and payers are joined by the policy in force at V (R8, R9). */
export function prepare(history: UnitHistory, policyOn: PolicyOn): PreparedHome {
  const home: PreparedHome = {
    history,
    available: daysOf({ from: history.availableFrom, ...(history.decommissioned && { to: history.decommissioned }) }),
    outOfService: history.outOfService.map(daysOf),
    rents: history.rents.map(({ from, rentOere }) => ({ day: dayNumber(from), rentOere })).sort((a, b) => a.day - b.day),
    episodes: [],
    offers: history.offers.map((offer) => ({ offer, resolved: offer.resolved ? dayNumber(offer.resolved) : NEVER })),
  };
  home.episodes = history.episodes.map((episode) => prepareEpisode(episode, home, policyOn));
  return home;
}

function prepareEpisode(episode: Episode, home: PreparedHome, policyOn: PolicyOn): PreparedEpisode {
  const { vacantFrom, ended, liableUntil, rentFrom } = episode;
  const phases = episode.phases.map((span) => ({ phase: span.phase, days: daysOf(span) }));
  return {
    episode,
    home,
    days: daysOf({ from: vacantFrom, ...(ended && { to: ended }) }),
    phases,
    outOfService: phases.filter(({ phase }) => phase === 'out_of_service').map(({ days }) => days),
    liableUntil: liableUntil ? dayNumber(liableUntil) : dayNumber(vacantFrom) - 1,
    rentFrom: rentFrom ? dayNumber(rentFrom) : undefined,
    policy: policyOn(home.history.municipality, vacantFrom),
  };
}
