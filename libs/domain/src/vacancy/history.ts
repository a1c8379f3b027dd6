import type { CivilDate, Instant, Oere, Phase, UnitKind, Works } from '../events.js';

/** A half-open interval of civil days `[from, to)`; without `to` it is still open. */
export interface Span {
  from: CivilDate;
  to?: CivilDate;
}

/** One stretch of a vacancy in one phase (R5), `out_of_service` included. */
export interface PhaseSpan extends Span {
  phase: Phase;
}

export type OfferOutcome = 'pending' | 'declined' | 'expired' | 'withdrawn' | 'accepted' | 'ended';

/** An offer as the analyst counts it. `accepted` stays accepted when the acceptance is cancelled later. */
export interface OfferRecord {
  offerId: string;
  citizen?: string;
  made: CivilDate;
  respondBy: CivilDate;
  outcome: OfferOutcome;
  /** The day of the outcome. */
  resolved?: CivilDate;
  /** Id of the episode that the offer was made for; absent when the offer was made under a notice that was then withdrawn. */
  episode?: string;
  eventIds: string[];
}

/** A vacancy from V to M: the days a home stood empty, and what became of it. */
export interface Episode {
  /** `{unitId}/{V}`. */
  id: string;
  unitId: string;
  /** True for a new home's first letting, which is counted as vacancy and never as a re-letting. */
  firstLet: boolean;
  vacantFrom: CivilDate;
  /** M, or the day of decommissioning; absent while open. */
  ended?: CivilDate;
  endedBy?: 'let' | 'decommissioned';
  /** The phases without gaps over [V, ended): every day is in exactly one of them. */
  phases: PhaseSpan[];
  reason?: string;
  noticeReceived?: CivilDate;
  liableUntil?: CivilDate;
  rentFrom?: CivilDate;
  works?: Works;
  /** The day on which major works were last completed, from which `core` is counted. */
  majorWorksCompleted?: CivilDate;
  /** Ids of every event that made or shaped this episode. */
  eventIds: string[];
}

/** All that analysts need of one home, folded from its live facts. */
export interface UnitHistory {
  unitId: string;
  municipality: string;
  building: string;
  kind: UnitKind;
  /** First day of availability: commissionedOn, or occupiedSince. */
  availableFrom: CivilDate;
  decommissioned?: CivilDate;
  rents: { from: CivilDate; rentOere: Oere }[];
  outOfService: (Span & { reason: string; eventIds: string[] })[];
  episodes: Episode[];
  offers: OfferRecord[];
  registrationEventId: string;
  lastRecordedAt: Instant;
}
