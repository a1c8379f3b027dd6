import { distribution, fraction, type Distribution, type Fraction } from './fraction.js';
import { countOffers, type OfferCounts } from './offer-figures.js';
import { windowOf, type FigureQuery, type Portfolio, type PreparedEpisode } from './portfolio.js';
import { shareOf, type EpisodeShare } from './share.js';
import { costs, sumDays, type EmptyDays, type VacancyFigures } from './vacancy-figures.js';

/** How long re-lettings took, counted over whole episodes in whole days (docs/figures.md). */
export interface LettingSet extends EmptyDays, Pick<VacancyFigures, 'tomgang' | 'leaver'> {
  lettings: number;
  /** M - V. */
  gross: Distribution;
  /** Gross less days out of service. */
  net: Distribution;
  /** M - (major works last completed, else V). */
  core: Distribution;
  /** V - notice received; negative where the notice came after the home was empty. */
  leadTime: Distribution;
  /** First offer - V; negative where it was made before. */
  offerLead: Distribution;
  /** Offers made for these lettings, also before V. */
  offersPerLetting: Fraction | null;
  offers: OfferCounts;
  explained: LettingShare[];
}

/** One re-letting that a figure was made of. */
export interface LettingShare extends EpisodeShare {
  movedIn: string;
  gross: number;
  net: number;
  core: number;
  leadTime?: number;
  offerLead?: number;
  offerIds: readonly string[];
}

/** `all` = re-lettings; `standard` = `all` less episodes with major works or any day out of service. */
export interface LettingFigures {
  all: LettingSet;
  standard: LettingSet;
}

interface Letting {
  prepared: PreparedEpisode;
  share: LettingShare;
}

/** Counts the re-lettings with M in the period, each as a whole; first lets are left out. */
export function lettingFigures(portfolio: Portfolio, query: FigureQuery): LettingFigures {
  const window = windowOf(query);
  const lettings: Letting[] = [];
  for (const { history, episodes } of portfolio) {
    for (const prepared of episodes) {
      const { episode, to } = prepared;
      if (episode.endedBy !== 'let' || episode.firstLet || to < window.from || to >= window.to) continue;
      lettings.push(lettingOf(prepared, shareOf(prepared, prepared, query.policyOn(history.municipality, episode.vacantFrom))));
    }
  }
  const standard = lettings.filter(({ prepared, share }) => isStandard(prepared, share));
  const all = setOf(lettings);
  return { all, standard: standard.length === lettings.length ? all : setOf(standard) };
}

/** Without major works and without a day out of service. */
export const isStandard = ({ episode }: PreparedEpisode, whole: EpisodeShare) => episode.works !== 'major' && whole.outOfServiceDays === 0;

/** A whole episode's share is counted once; so is what it adds as a letting. */
const known = new WeakMap<EpisodeShare, Letting>();

function lettingOf(prepared: PreparedEpisode, share: EpisodeShare): Letting {
  const letting = known.get(share) ?? { prepared, share: lettingShareOf(prepared, share) };
  known.set(share, letting);
  return letting;
}

/** What a whole vacancy that was let adds to the letting figures. */
export function lettingShareOf(prepared: PreparedEpisode, share: EpisodeShare): LettingShare {
  const { episode, from, to, offerIds, firstOffer, noticeReceived, majorWorksCompleted } = prepared;
  return {
    ...share,
    movedIn: episode.ended as string,
    gross: to - from,
    net: share.emptyDays,
    core: to - (majorWorksCompleted ?? from),
    ...(noticeReceived !== undefined && { leadTime: from - noticeReceived }),
    ...(firstOffer !== undefined && { offerLead: firstOffer - from }),
    offerIds,
  };
}

function setOf(lettings: readonly Letting[]): LettingSet {
  const explained = lettings.map(({ share }) => share);
  const offers = lettings.flatMap(({ prepared }) => prepared.offers);
  const spread = (days: (share: LettingShare) => number | undefined) => {
    const values: number[] = [];
    for (const share of explained) {
      const value = days(share);
      if (value !== undefined) values.push(value);
    }
    return distribution(values);
  };
  return {
    lettings: lettings.length,
    ...sumDays(explained),
    ...costs(explained),
    gross: spread(({ gross }) => gross),
    net: spread(({ net }) => net),
    core: spread(({ core }) => core),
    leadTime: spread(({ leadTime }) => leadTime),
    offerLead: spread(({ offerLead }) => offerLead),
    offersPerLetting: fraction(offers.length, lettings.length),
    offers: countOffers(offers),
    explained,
  };
}
