import { IsIn, IsInt } from 'class-validator';
import {
  IsAmount,
  IsCitizen,
  IsCivilDate,
  IsInstant,
  IsMunicipalityId,
  IsOfferId,
  IsPlaceLabel,
  IsUnitId,
  OWNERS,
  PHASES,
  UNIT_KINDS,
  type CivilDate,
  type Instant,
  type LettingStage,
  type Owner,
  type Phase,
  type Stage,
  type UnitKind,
} from '@relet/domain';
import { ShownWithParked, StandingAcceptance, StandingNotice, StandingReservation, TimeOutOfService } from '@relet/platform';
import type { NextStepName } from '@relet/words';
import { Due } from './due.answers.js';
import { CitizenShown } from './shown.answers.js';

/** An offer that waits for its answer. */
export class PendingOffer {
  /** @example 'o1' */
  @IsOfferId()
  offerId!: string;

  /** Absent where no citizen was recorded. */
  @IsCitizen()
  citizen?: string;

  @IsCivilDate()
  made!: CivilDate;

  /** Last day of the answer. */
  @IsCivilDate()
  respondBy!: CivilDate;
}

/** One home on the board: where it stands, since when, who holds the ball, what comes next, and both clocks. */
export class Card {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  /** @example 'eksempel' */
  @IsMunicipalityId()
  municipality!: string;

  /** @example 'Solgaarden' */
  @IsPlaceLabel()
  building!: string;

  /** @example 'Solvej 1, st. 4' */
  @IsPlaceLabel()
  address?: string;

  @IsIn(UNIT_KINDS)
  kind!: UnitKind;

  stage!: Stage;

  /** The day the stage began. */
  @IsCivilDate()
  since!: CivilDate;

  letting!: LettingStage;

  notice?: StandingNotice;

  @IsCivilDate()
  death?: CivilDate;

  /** The day from which the belongings may be cleared. */
  @IsCivilDate()
  cleared?: CivilDate;

  @IsCivilDate()
  inspectionPlanned?: CivilDate;

  @IsCivilDate()
  worksDue?: CivilDate;

  outOfService?: TimeOutOfService;

  offers!: PendingOffer[];

  reservation?: StandingReservation;

  acceptance?: StandingAcceptance;

  /** When something was last recorded of the home. */
  @IsInstant()
  lastRecordedAt!: Instant;

  /** The phase of an empty home (R5). */
  @IsIn(PHASES)
  phase!: Phase | null;

  @IsCivilDate()
  phaseSince!: CivilDate | null;

  /** Who holds the ball. */
  @IsIn(OWNERS)
  owner!: Owner | null;

  nextStep!: NextStepName | null;

  /** The sides that may record it, by the policy of the day. */
  nextStepBy!: ('administrator' | 'municipality')[];

  /** The day on which it is due; null where no day is known. */
  @IsCivilDate()
  nextStepOn!: CivilDate | null;

  /** The first empty day. */
  @IsCivilDate()
  vacantFrom!: CivilDate | null;

  /** A new home that has never been let. */
  firstLet!: boolean;

  /** Days since the home became empty, today included; days out of service are not among them. */
  @IsInt()
  emptyDays!: number;

  /** Days that nobody pays. */
  @IsInt()
  tomgangDays!: number;

  /** Their cost in øre. */
  @IsAmount()
  tomgangOere!: number;

  /** Days of this phase so far. */
  @IsInt()
  phaseDays!: number;

  /** Days within which the phase should be over. */
  @IsInt()
  targetDays!: number | null;

  /** Days beyond the target; the respect window is never delay. */
  @IsInt()
  delayDays!: number;

  @IsCivilDate()
  respectWindowUntil!: CivilDate | null;

  /** What is planned or owed by a day. */
  due!: Due[];
}

/** One page of the board. */
export class BoardAnswer extends ShownWithParked {
  /** When it was true. */
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** Known at a moment so near that it may still change. */
  provisional!: boolean;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;

  homes!: Card[];

  /** Initials of the citizens that are named, for those who may know them; absent where nobody is known. */
  initials?: CitizenShown[];

  /** Where the next page begins; null on the last. */
  cursor!: string | null;
}
