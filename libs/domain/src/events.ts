/** What can have happened: every event with its payload (docs/law.md, chapters 3 and 4). Stored names are never renamed. */

/** A civil date in Europe/Copenhagen, `YYYY-MM-DD`: when something was true. */
export type CivilDate = string;
/** An instant `YYYY-MM-DDTHH:mm:ss.SSSZ`: when we learned it. */
export type Instant = string;
/** Integer øre (1/100 krone). */
export type Oere = number;

export const UNIT_KINDS = ['elderly_home', 'care_home', 'dementia_home', 'supported_home', 'private_rental'] as const;
export const NOTICE_BY = ['resident', 'estate', 'relatives', 'administrator'] as const;
export const CONTINUED_BY = ['spouse', 'household'] as const;
export const VACATED_REASONS = ['death', 'notice', 'eviction', 'transfer'] as const;
export const CLEARANCE_BASES = ['certificate', 'declaration'] as const;
export const WORKS = ['none', 'standard', 'major'] as const;
export const DECLINE_REASONS = ['other_area', 'wrong_kind', 'too_expensive', 'too_early', 'health', 'other'] as const;
export const CANCEL_REASONS = ['died', 'regret', 'defect', 'other'] as const;
export const OUT_OF_SERVICE_REASONS = ['water_damage', 'fire', 'mould', 'renovation', 'other'] as const;
export const CORRECTION_REASONS = ['typing_error', 'learned_later', 'wrong_unit', 'other'] as const;
export const REMOVAL_REASONS = ['own_wish', 'moved_away', 'died', 'refusals', 'housed'] as const;
export const LISTS = ['general', 'specific'] as const;
export const PARTIES = ['administrator', 'municipality', 'system'] as const;
export const ROLES = ['caseworker', 'analyst', 'auditor', 'data_protection_officer', 'operator', 'integration'] as const;
/** R5, in the order of a day's first match after `out_of_service`. */
export const PHASES = [
  'out_of_service',
  'clearing',
  'inspection',
  'ordering',
  'works',
  'move_in',
  'offer_pending',
  'reserved',
  'matching',
  'unrecorded',
] as const;
/** R8: who holds the ball; `owner` is the owner of an out-of-service home, `unknown` the owner of unrecorded days. */
export const OWNERS = ['relatives', 'administrator', 'contractor', 'municipality', 'citizen', 'owner', 'unknown'] as const;
export const ANSWER_DAYS = ['calendar', 'working'] as const;
export const PAYERS = ['municipality', 'administrator'] as const;

export type UnitKind = (typeof UNIT_KINDS)[number];
export type NoticeBy = (typeof NOTICE_BY)[number];
export type Works = (typeof WORKS)[number];
export type WaitingList = (typeof LISTS)[number];
export type Party = (typeof PARTIES)[number];
export type Role = (typeof ROLES)[number];
export type Phase = (typeof PHASES)[number];
export type Owner = (typeof OWNERS)[number];
export type Payer = (typeof PAYERS)[number];

/** A phase that has a target and an owner in the policy. */
export type TargetPhase = Exclude<Phase, 'out_of_service' | 'unrecorded'>;

/** The agreed practice of a municipality; all fields, always (docs/law.md 4.9). */
export interface PolicyFields {
  maxOpenOffers: number;
  answerDays: number;
  /** Absent: calendar days. */
  answerDaysAre?: (typeof ANSWER_DAYS)[number];
  readySignOff: boolean;
  contractBeforeMoveIn: boolean;
  administratorMayOffer: boolean;
  refusalsBeforeRemoval: number | null;
  guaranteeMonths: number;
  guaranteeReadyDays: number;
  respectWindowDays: number;
  targetDays: Record<TargetPhase, number>;
  owners: Record<TargetPhase, Owner>;
  tomgangPayer: Payer;
}

/** Payload of each event type. Dates that are the event's own day live in the envelope's `effective`. */
export interface UnitEvents {
  UnitRegistered: { kind: UnitKind; municipality: string; building: string; address?: string; rentOere: Oere; occupiedSince?: CivilDate };
  RentSet: { rentOere: Oere };
  DeathRegistered: Record<never, never>;
  NoticeGiven: { by: NoticeBy; expectedVacantFrom?: CivilDate; liableUntil?: CivilDate };
  NoticeChanged: { by?: NoticeBy; expectedVacantFrom?: CivilDate; liableUntil?: CivilDate };
  NoticeWithdrawn: Record<never, never>;
  TenancyContinued: { by: (typeof CONTINUED_BY)[number] };
  Vacated: { reason: (typeof VACATED_REASONS)[number]; direct: boolean };
  ClearancePermitted: { basis: (typeof CLEARANCE_BASES)[number] };
  KeysReturned: Record<never, never>;
  InspectionPlanned: { planned: CivilDate };
  InspectionDone: { works: Works };
  WorksOrdered: { contractor?: string; due: CivilDate };
  WorksCompleted: Record<never, never>;
  WorksReopened: Record<never, never>;
  ReadyForLetting: { direct: boolean };
  Reserved: { citizen: string };
  ReservationReleased: Record<never, never>;
  OfferMade: { offerId: string; citizen?: string; respondBy: CivilDate; direct: boolean };
  OfferWithdrawn: { offerId: string };
  OfferDeclined: { offerId: string; reason: (typeof DECLINE_REASONS)[number] };
  OfferExtended: { offerId: string; respondBy: CivilDate };
  OfferExpired: { offerId: string };
  OfferAccepted: { offerId: string };
  AcceptanceCancelled: { reason: (typeof CANCEL_REASONS)[number] };
  ContractSigned: { rentFrom: CivilDate };
  MoveInAgreed: { planned: CivilDate };
  MoveInPostponed: { planned: CivilDate };
  MovedIn: { citizen?: string; direct: boolean };
  TakenOutOfService: { reason: (typeof OUT_OF_SERVICE_REASONS)[number]; expectedReturn?: CivilDate };
  ReturnedToService: Record<never, never>;
  UnitDecommissioned: Record<never, never>;
}
export interface CitizenEvents {
  CitizenApproved: { list: WaitingList; elderly: boolean; over67?: boolean };
  ListChanged: { list: WaitingList };
  RemovedFromList: { reason: (typeof REMOVAL_REASONS)[number] };
  CitizenErased: Record<never, never>;
  HomeClaimed: { unit: string; offerId: string };
  ClaimReleased: { unit: string; offerId: string };
  HomeTaken: { unit: string };
  HomeLeft: { unit: string };
}
export interface PolicyEvents {
  PolicyAgreed: PolicyFields;
}
export interface CorrectionEvents {
  EventCorrected: { target: string; newEffective?: CivilDate; newPayload?: object; reason: (typeof CORRECTION_REASONS)[number] };
  EventRetracted: { target: string; reason: (typeof CORRECTION_REASONS)[number] };
}
export type DomainEvents = UnitEvents & CitizenEvents & PolicyEvents & CorrectionEvents;
export type EventType = keyof DomainEvents;

/** A new event as a decision answers it: what happened and when it was true. */
export type NewFact = { [T in EventType]: { type: T; v: number; effective: CivilDate; payload: DomainEvents[T] } }[EventType];

/** What the store adds to a new fact: its identity, place and time of recording. */
export interface Recording {
  id: string;
  revision: number;
  recordedAt: Instant;
  commandId: string;
}

/**
 * An event as recorded, and, after `liveFacts`, as it stands today: corrections applied (`effective` and
 * `payload` are then the corrected ones), retracted events left out, ordered by (effective, revision) as R11 says.
 */
export type Fact<T extends EventType = EventType> = {
  [K in T]: Recording & { type: K; v: number; effective: CivilDate; payload: DomainEvents[K] };
}[T];
