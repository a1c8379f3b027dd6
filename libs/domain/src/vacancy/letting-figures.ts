import { dayNumber } from '../calendar/index.js';
import type { Owner, Phase } from '../events.js';
import { lengthOf } from './days.js';
import type { OfferOutcome } from './history.js';
import { fraction, mean, percentile, type Fraction } from './numbers.js';
import type { PreparedEpisode, PreparedHome } from './prepared.js';
import { addOwners, sumBy, windowOf, type Period } from './vacancy-figures.js';

/** Mean, median and spread of a count of days over n lettings; all null when n = 0. */
export interface Distribution {
  n: number;
  sum: number;
  mean: Fraction | null;
  median: Fraction | null;
  p10: Fraction | null;
  p25: Fraction | null;
  p75: Fraction | null;
  p90: Fraction | null;
}

/** Answers to offers; withdrawn ones are in none of the rates. */
export interface OfferFigures {
  offers: number;
  accepted: number;
  declined: number;
  expired: number;
  withdrawn: number;
  refusalRate: Fraction | null;
  noReplyRate: Fraction | null;
}

/** Letting figures of section 6: whole episodes with M in the period, of the set `all` or `standard`. */
export interface LettingFigures {
  lettings: number;
  gross: Distribution;
  net: Distribution;
  core: Distribution;
  leadTime: Distribution;
  offerLead: Distribution;
  phases: Partial<Record<Phase, number>>;
  owners: Partial<Record<Owner, number>>;
  outOfServiceDays: number;
  offersPerLetting: Fraction | null;
  offers: OfferFigures;
}

/** One letting's measures in days: what the letting figures are explained with. */
export interface LettingShare {
  episode: string;
  unitId: string;
  vacantFrom: string;
  movedIn: string;
  standard: boolean;
  gross: number;
  net: number;
  core: number;
  leadTime?: number;
  offerLead?: number;
  offers: number;
  phases: Partial<Record<Phase, number>>;
  eventIds: string[];
}

/** `all`: re-lettings, without first lets; `standard`: those without major works and without out-of-service days. */
export type LettingSet = 'all' | 'standard';

/** The re-lettings whose move-in lies in the period. */
export function lettingsIn(homes: readonly PreparedHome[], period: Period, set: LettingSet): PreparedEpisode[] {
  const [from, to] = windowOf(period);
  return homes.flatMap(({ episodes }) =>
    episodes.filter(
      (prepared) =>
        prepared.episode.endedBy === 'let' && !prepared.episode.firstLet && prepared.days[1] >= from && prepared.days[1] < to &&
        (set === 'all' || isStandard(prepared)),
    ),
  );
}

const isStandard = ({ episode, outOfService }: PreparedEpisode) => episode.works !== 'major' && lengthOf(outOfService) === 0;

/** One letting's own measures. */
export function lettingShare(prepared: PreparedEpisode): LettingShare {
  const { episode, days: [v, m], outOfService, phases } = prepared;
  const offers = offersOf(prepared);
  const firstOffer = offers.map(({ made }) => made).sort()[0];
  const gross = m - v;
  return {
    episode: episode.id, unitId: episode.unitId, vacantFrom: episode.vacantFrom, movedIn: episode.ended as string,
    standard: isStandard(prepared),
    gross,
    net: gross - lengthOf(outOfService),
    core: m - (episode.majorWorksCompleted ? dayNumber(episode.majorWorksCompleted) : v),
    ...(episode.noticeReceived && { leadTime: v - dayNumber(episode.noticeReceived) }),
    ...(firstOffer && { offerLead: dayNumber(firstOffer) - v }),
    offers: offers.length,
    phases: sumBy(phases.map(({ phase, days: [from, to] }) => ({ [phase]: to - from }))),
    eventIds: episode.eventIds,
  };
}

const offersOf = ({ home, episode }: PreparedEpisode) => home.history.offers.filter((offer) => offer.episode === episode.id);

/** The figures of some lettings. */
export function lettingFigures(lettings: readonly PreparedEpisode[], shares = lettings.map(lettingShare)): LettingFigures {
  const owners: LettingFigures['owners'] = {};
  const inService = shares.map(({ phases: { out_of_service: _, ...phases } }) => phases);
  lettings.forEach(({ policy }, n) => addOwners(owners, inService[n] ?? {}, policy.owners));
  return {
    lettings: shares.length,
    gross: distribution(shares.map(({ gross }) => gross)),
    net: distribution(shares.map(({ net }) => net)),
    core: distribution(shares.map(({ core }) => core)),
    leadTime: distribution(shares.flatMap(({ leadTime }) => leadTime ?? [])),
    offerLead: distribution(shares.flatMap(({ offerLead }) => offerLead ?? [])),
    phases: sumBy(inService),
    owners,
    outOfServiceDays: shares.reduce((sum, { gross, net }) => sum + gross - net, 0),
    offersPerLetting: fraction(shares.reduce((sum, { offers }) => sum + offers, 0), shares.length),
    offers: answers(lettings.flatMap(offersOf)),
  };
}

/** Offers resolved in the period, whatever letting they were for. */
export function offerFigures(homes: readonly PreparedHome[], period: Period): OfferFigures {
  const [from, to] = windowOf(period);
  return answers(homes.flatMap(({ offers }) => offers.flatMap(({ offer, resolved }) => (resolved >= from && resolved < to ? [offer] : []))));
}

function answers(offers: readonly { outcome: OfferOutcome }[]): OfferFigures {
  const count = (outcome: OfferOutcome) => offers.filter((offer) => offer.outcome === outcome).length;
  const [accepted, declined, expired, withdrawn] = [count('accepted'), count('declined'), count('expired'), count('withdrawn')];
  return {
    offers: offers.length, accepted, declined, expired, withdrawn,
    refusalRate: fraction(declined, declined + accepted),
    noReplyRate: fraction(expired, declined + expired + accepted),
  };
}

function distribution(values: readonly number[]): Distribution {
  const p = (percent: number) => percentile(values, percent);
  return { n: values.length, sum: values.reduce((sum, value) => sum + value, 0), mean: mean(values), median: p(50), p10: p(10), p25: p(25), p75: p(75), p90: p(90) };
}
