import { IsIn, IsInt } from 'class-validator';
import {
  DAY_STATES,
  IsAmount,
  IsCivilDate,
  IsMunicipalityId,
  IsOfferId,
  IsPlaceLabel,
  IsUnitId,
  OWNERS,
  PAID_BY,
  PAYERS,
  PHASES,
  UNIT_KINDS,
  WORKS,
  type CivilDate,
  type DayState,
  type OfferOutcome,
  type OfferRow,
  type Owner,
  type PaidBy,
  type Payer,
  type Phase,
  type PhaseRow,
  type UnitDayRow,
  type UnitKind,
  type VacancyRow,
  type Works,
} from '@relet/domain';

const OUTCOMES: readonly OfferOutcome[] = ['pending', 'declined', 'expired', 'withdrawn', 'accepted', 'ended'];

/** What every row says of its home. */
export class OfHome {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string;

  @IsIn(UNIT_KINDS)
  kind!: UnitKind;
}

/** One vacancy. Each number counts the days of the period alone, unless it is said to count the whole vacancy. */
export class VacancyLine extends OfHome implements VacancyRow {
  /**
   * Its id: the home and the first empty day.
   * @example 'eksempel.101/2026-04-27'
   */
  vacancy!: string;

  /** A new home's first letting, which is no re-letting. */
  firstLet!: boolean;

  /** Why the home was vacated; null for a new one. */
  reason!: string | null;

  @IsCivilDate() noticeReceived!: CivilDate | null;

  /** The last day that the leaver or the estate owes. */
  @IsCivilDate()
  liableUntil!: CivilDate | null;

  /** The first empty day (V). */
  @IsCivilDate()
  vacantFrom!: CivilDate;

  @IsIn(WORKS)
  works!: Works | null;

  /** The first day that the next resident owes. */
  @IsCivilDate()
  rentFrom!: CivilDate | null;

  /** The first day of the new resident (M), or of decommissioning; null while it is open. */
  @IsCivilDate()
  ended!: CivilDate | null;

  @IsIn(['let', 'decommissioned'])
  endedBy!: 'let' | 'decommissioned' | null;

  /** Counted by the letting figures: `standard` in both sets, `other` in `all` alone; null where it is not counted, and so are the whole figures. */
  @IsIn(['standard', 'other'])
  reletting!: 'standard' | 'other' | null;

  /** Whole: M - V. */
  @IsInt()
  grossDays!: number | null;

  /** Whole: gross less days out of service. */
  @IsInt()
  netDays!: number | null;

  /** Whole: from the last major works, else from V, to M. */
  @IsInt()
  coreDays!: number | null;

  /** Whole: from the notice to V. */
  @IsInt()
  leadDays!: number | null;

  /** Whole: from V to the first offer. */
  @IsInt()
  offerLeadDays!: number | null;

  /** Whole: offers made for it. */
  @IsInt()
  offers!: number | null;

  @IsInt() emptyDays!: number;
  @IsInt() outOfServiceDays!: number;
  @IsInt() clearingDays!: number;
  @IsInt() inspectionDays!: number;
  @IsInt() orderingDays!: number;
  @IsInt() worksDays!: number;
  @IsInt() moveInDays!: number;
  @IsInt() offerPendingDays!: number;
  @IsInt() reservedDays!: number;
  @IsInt() matchingDays!: number;
  @IsInt() unrecordedDays!: number;

  /** Days beyond the target of their phase (R8). */
  @IsInt()
  delayDays!: number;

  /** Days that nobody pays (R9). */
  @IsInt()
  tomgangDays!: number;

  @IsAmount()
  tomgangOere!: number;

  /** Who bears them. */
  @IsIn(PAYERS)
  tomgangPayer!: Payer;

  /** Days that the leaver or the estate owes. */
  @IsInt()
  leaverDays!: number;

  @IsAmount()
  leaverOere!: number;
}

/** One stretch of a vacancy in one phase (R5), clipped to the period. */
export class PhaseLine extends OfHome implements PhaseRow {
  vacancy!: string;
  firstLet!: boolean;

  @IsIn(PHASES)
  phase!: Phase;

  /** Who holds the ball (R8). */
  @IsIn(OWNERS)
  owner!: Owner;

  /** First day inside the period. */
  @IsCivilDate()
  from!: CivilDate;

  /** Last day inside the period, inclusive. */
  @IsCivilDate()
  to!: CivilDate;

  @IsInt()
  days!: number;

  /** Those of them beyond the target. */
  @IsInt()
  delayDays!: number;

  @IsInt()
  targetDays!: number | null;

  /** Whole: first day of the stretch. */
  @IsCivilDate()
  phaseFrom!: CivilDate;

  /** Whole: last day of it, inclusive; null while it goes on. */
  @IsCivilDate()
  phaseTo!: CivilDate | null;
}

/** One offer as it stood on the report date. To whom it was made is not told. */
export class OfferLine extends OfHome implements OfferRow {
  @IsOfferId()
  offer!: string;

  /** The vacancy that it was made for; null where the residents stayed after all. */
  vacancy!: string | null;

  @IsCivilDate()
  made!: CivilDate;

  /** Last day of the answer. */
  @IsCivilDate()
  respondBy!: CivilDate;

  @IsIn(OUTCOMES)
  outcome!: OfferOutcome;

  /** The day of the outcome; null while it is pending. */
  @IsCivilDate()
  resolved!: CivilDate | null;

  /** Resolved in the period, so that the offer figures count it. */
  counted!: boolean;
}

/** One home on one day; the days of each kind are 1 or 0. */
export class UnitDayLine extends OfHome implements UnitDayRow {
  @IsCivilDate()
  day!: CivilDate;

  @IsIn(DAY_STATES)
  state!: DayState;

  @IsInt() availableDays!: number;
  @IsInt() emptyDays!: number;
  @IsInt() outOfServiceDays!: number;

  /** Null while somebody lives there, and so are phase and owner. */
  vacancy!: string | null;

  @IsIn(PHASES)
  phase!: Phase | null;

  @IsIn(OWNERS)
  owner!: Owner | null;

  @IsInt() delayDays!: number;
  @IsInt() tomgangDays!: number;
  @IsInt() leaverDays!: number;

  /** Who owes the rent of an empty day (R9); null on every other day. */
  @IsIn(PAID_BY)
  paidBy!: PaidBy | null;

  /** The monthly rent in force that day. */
  @IsAmount()
  rentOere!: number;
}
