import type { CivilDate, Oere, Payer, Works } from '../../events.js';
import type { Episode } from '../history.js';
import { isStandard, lettingShareOf } from '../letting-figures.js';
import { overlap, windowOf, type FigureQuery, type Portfolio, type PreparedEpisode, type PreparedUnit } from '../portfolio.js';
import { shareOf, type EpisodeShare } from '../share.js';
import { afterR, homeOf, inRowOrder, type RowOfHome } from './home.js';

/** Whole figures of a re-letting that the letting figures count; null for every other vacancy. */
export interface RelettingPart {
  /** `standard` is in both sets of the letting figures, `other` in `all` alone. */
  reletting: 'standard' | 'other' | null;
  grossDays: number | null;
  netDays: number | null;
  coreDays: number | null;
  leadDays: number | null;
  offerLeadDays: number | null;
  /** Offers made for it, also before it was empty. */
  offers: number | null;
}

/** Days and money of the period alone. */
export interface ClippedPart {
  emptyDays: number;
  outOfServiceDays: number;
  clearingDays: number;
  inspectionDays: number;
  orderingDays: number;
  worksDays: number;
  moveInDays: number;
  offerPendingDays: number;
  reservedDays: number;
  matchingDays: number;
  unrecordedDays: number;
  delayDays: number;
  tomgangDays: number;
  tomgangOere: Oere;
  /** Who bears the days that nobody pays. */
  tomgangPayer: Payer;
  leaverDays: number;
  leaverOere: Oere;
}

/** One vacancy: what is known of all of it, what a re-letting counts as a whole, and its days of the period. */
export interface VacancyRow extends RowOfHome, RelettingPart, ClippedPart {
  vacancy: string;
  firstLet: boolean;
  reason: string | null;
  noticeReceived: CivilDate | null;
  liableUntil: CivilDate | null;
  /** V, the first empty day. */
  vacantFrom: CivilDate;
  works: Works | null;
  rentFrom: CivilDate | null;
  /** M, or the day of decommissioning; null while it is open. */
  ended: CivilDate | null;
  endedBy: 'let' | 'decommissioned' | null;
}

/** A row for each vacancy that has a day in the period or ended in it: they sum to the figures of the period. */
export function* vacancyRows(portfolio: Portfolio, query: FigureQuery): Generator<VacancyRow> {
  const window = windowOf(query);
  for (const unit of inRowOrder(portfolio)) {
    for (const prepared of unit.episodes) {
      const endedInside = window.from <= prepared.to && prepared.to < window.to;
      if (overlap(prepared, window) > 0 || endedInside) yield rowOf(unit, prepared, query, endedInside);
    }
  }
}

function rowOf(unit: PreparedUnit, prepared: PreparedEpisode, query: FigureQuery, endedInside: boolean): VacancyRow {
  const { episode, to } = prepared;
  const policy = query.policyOn(unit.history.municipality, episode.vacantFrom);
  const isCounted = endedInside && episode.endedBy === 'let' && !episode.firstLet;
  return {
    ...homeOf(unit),
    ...wholeOf(episode, to >= afterR(query)),
    ...(isCounted ? relettingOf(prepared, shareOf(prepared, prepared, policy)) : NO_RELETTING),
    ...clippedOf(shareOf(prepared, windowOf(query), policy)),
  };
}

/** An end of a day after R has not come yet. */
function wholeOf({ id, firstLet, reason, noticeReceived, liableUntil, works, rentFrom, ...of }: PreparedEpisode['episode'], open: boolean) {
  return {
    vacancy: id,
    firstLet,
    reason: reason ?? null,
    noticeReceived: noticeReceived ?? null,
    liableUntil: liableUntil ?? null,
    vacantFrom: of.vacantFrom,
    works: works ?? null,
    rentFrom: rentFrom ?? null,
    ended: open ? null : (of.ended as Episode['vacantFrom']),
    endedBy: open ? null : (of.endedBy as NonNullable<Episode['endedBy']>),
  };
}

const NO_RELETTING: RelettingPart = {
  reletting: null,
  grossDays: null,
  netDays: null,
  coreDays: null,
  leadDays: null,
  offerLeadDays: null,
  offers: null,
};

function relettingOf(prepared: PreparedEpisode, whole: EpisodeShare): RelettingPart {
  const { gross, net, core, leadTime, offerLead, offerIds } = lettingShareOf(prepared, whole);
  return {
    reletting: isStandard(prepared, whole) ? 'standard' : 'other',
    grossDays: gross,
    netDays: net,
    coreDays: core,
    leadDays: leadTime ?? null,
    offerLeadDays: offerLead ?? null,
    offers: offerIds.length,
  };
}

function clippedOf({ emptyDays, outOfServiceDays, phases, delayDays, tomgang, leaver }: EpisodeShare): ClippedPart {
  return {
    emptyDays,
    outOfServiceDays,
    clearingDays: phases.clearing,
    inspectionDays: phases.inspection,
    orderingDays: phases.ordering,
    worksDays: phases.works,
    moveInDays: phases.move_in,
    offerPendingDays: phases.offer_pending,
    reservedDays: phases.reserved,
    matchingDays: phases.matching,
    unrecordedDays: phases.unrecorded,
    delayDays: Object.values(delayDays).reduce((sum, days) => sum + days, 0),
    tomgangDays: tomgang.days,
    tomgangOere: tomgang.oere,
    tomgangPayer: tomgang.payer,
    leaverDays: leaver.days,
    leaverOere: leaver.oere,
  };
}
