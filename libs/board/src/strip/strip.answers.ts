import { IsIn, IsInt } from 'class-validator';
import {
  IsAmount,
  IsCitizen,
  IsCivilDate,
  IsOfferId,
  IsPlaceLabel,
  IsUnitId,
  OUT_OF_SERVICE_REASONS,
  OWNERS,
  PAYERS,
  PHASES,
  type CivilDate,
  type OfferOutcome,
  type Owner,
  type Payer,
  type Phase,
  type Works,
} from '@relet/domain';
import { AtTimes } from '../lists/lists.answers.js';
import { CitizenShown } from '../shown.answers.js';

/** Days of a vacancy that follow each other in one phase (R5). */
export class StripSegment {
  @IsIn(PHASES)
  phase!: Phase;

  @IsIn(OWNERS)
  owner!: Owner;

  /** Its first and its last day; the last one so far while it goes on. */
  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  to!: CivilDate;

  goesOn!: boolean;

  @IsInt()
  days!: number;

  /** Days that the phase may take in all; of clearing at least the respect window. */
  @IsInt()
  targetDays!: number | null;

  /** Those of its days that are beyond the target, after earlier days of the same phase. */
  @IsInt()
  delayDays!: number;
}

/** The days in which the home is left in peace: first and last. */
export class StripRespect {
  @IsCivilDate()
  from!: CivilDate;

  @IsCivilDate()
  until!: CivilDate;

  @IsInt()
  days!: number;
}

/** A time in which the home cannot be used. */
export class StripOutOfService {
  @IsCivilDate()
  from!: CivilDate;

  /** Its last day; null while it goes on. */
  @IsCivilDate()
  to!: CivilDate | null;

  @IsIn(OUT_OF_SERVICE_REASONS)
  reason!: string;
}

/** Works, from the day on which they were ordered or taken up again. */
export class StripWorks {
  @IsCivilDate()
  from!: CivilDate;

  /** The day for which they were promised; null when they were taken up again. */
  @IsCivilDate()
  due!: CivilDate | null;

  /** The day on which they were done; null while they go on. */
  @IsCivilDate()
  doneOn!: CivilDate | null;

  @IsPlaceLabel()
  contractor?: string;
}

/** An offer that was made for this letting. */
export class StripOffer {
  @IsOfferId()
  offerId!: string;

  /** Null where no citizen was recorded. */
  @IsCitizen()
  citizen!: string | null;

  @IsCivilDate()
  made!: CivilDate;

  /** Last day of the answer. */
  @IsCivilDate()
  respondBy!: CivilDate;

  status!: OfferOutcome;

  /** The day on which it was answered or ended; null while it is pending. */
  @IsCivilDate()
  resolvedOn!: CivilDate | null;

  /** The day on which the yes fell away. */
  @IsCivilDate()
  cancelledOn?: CivilDate;
}

/** Days and their rent in øre. */
export class StripCost {
  @IsInt()
  days!: number;

  @IsAmount()
  oere!: number;
}

/** Days that nobody pays, and the party that bears them (R9). */
export class StripTomgang extends StripCost {
  @IsIn(PAYERS)
  payer!: Payer;
}

/** One vacancy: its days by phase, and what ran beside them. */
export class Strip {
  /** The first empty day. */
  @IsCivilDate()
  vacantFrom!: CivilDate;

  /** The day of moving in, or of leaving the portfolio; null while the home is empty. */
  @IsCivilDate()
  ended!: CivilDate | null;

  endedBy!: 'let' | 'decommissioned' | null;

  /** A new home that has never been let. */
  firstLet!: boolean;

  works!: Works | null;

  @IsCivilDate()
  noticeReceived!: CivilDate | null;

  /** Last day for which the leaver or the estate owes rent. */
  @IsCivilDate()
  liableUntil!: CivilDate | null;

  /** First day for which the new resident owes rent. */
  @IsCivilDate()
  rentFrom!: CivilDate | null;

  /** Every day since it became empty: the gross clock. */
  @IsInt()
  grossDays!: number;

  /** The same without the days out of service: the net clock. */
  @IsInt()
  emptyDays!: number;

  @IsInt()
  outOfServiceDays!: number;

  segments!: StripSegment[];

  /** Null where nobody had to clear the home. */
  respectWindow!: StripRespect | null;

  outOfService!: StripOutOfService[];

  worksRuns!: StripWorks[];

  offers!: StripOffer[];

  /** Days that nobody pays so far. */
  tomgang!: StripTomgang;

  /** Days that the leaver or the estate pays so far. */
  leaver!: StripCost;
}

/** A citizen whose guarantee an offer of this home could still meet. */
export class CouldMeet {
  @IsCitizen()
  citizen!: string;

  /** Last day for an offer. */
  @IsCivilDate()
  deadline!: CivilDate;

  /** Negative once that day is past. */
  @IsInt()
  daysLeft!: number;

  /** The day by which the guarantee wants the home ready. */
  @IsCivilDate()
  readyBy!: CivilDate;

  /** Days from when the home is ready to that day. */
  @IsInt()
  daysToSpare!: number;
}

/** The vacancy of a home at a point, or its last one when it is let. */
export class HomeVacancyAnswer extends AtTimes {
  @IsUnitId()
  unit!: string;

  /** Null for a home that has never been empty. */
  vacancy!: Strip | null;

  /** Who waits longest against the guarantee comes first. */
  couldMeet!: CouldMeet[];

  /** Initials of the citizens that are named, for those who may know them; absent where nobody is known. */
  initials?: CitizenShown[];
}
