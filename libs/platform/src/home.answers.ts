import { ApiProperty } from '@nestjs/swagger';
import {
  IsCitizen,
  IsCivilDate,
  IsEventId,
  IsOfferId,
  type Acceptance,
  type CivilDate,
  type Notice,
  type NoticeBy,
  type UnitState,
} from '@relet/domain';

type OutOfServiceState = NonNullable<UnitState['outOfService']>;
type ReservationState = NonNullable<UnitState['reservation']>;

/** The notice that stands. */
export class StandingNotice implements Notice {
  by!: NoticeBy;

  @IsCivilDate()
  received!: CivilDate;

  @IsCivilDate()
  expectedVacantFrom?: CivilDate;

  /** Last day for which the leaver or the estate owes rent. */
  @IsCivilDate()
  liableUntil?: CivilDate;
}

/** Since when and why the home cannot be used. */
export class TimeOutOfService implements OutOfServiceState {
  @IsCivilDate()
  since!: CivilDate;

  reason!: OutOfServiceState['reason'];

  @IsCivilDate()
  expectedReturn?: CivilDate;
}

/** For whom the home is held. */
export class StandingReservation implements ReservationState {
  @IsCitizen()
  citizen!: string;

  @IsCivilDate()
  since!: CivilDate;
}

/** The lease that was signed. */
export class SignedContract {
  @IsCivilDate()
  signed!: CivilDate;

  /** First day for which the new resident owes rent. */
  @IsCivilDate()
  rentFrom!: CivilDate;
}

/** The citizen's yes that stands. */
export class StandingAcceptance implements Acceptance {
  @IsOfferId()
  offerId!: string;

  /** Absent where no citizen was recorded. */
  @IsCitizen()
  citizen?: string;

  @IsCivilDate()
  accepted!: CivilDate;

  @IsEventId()
  eventId!: string;

  contract?: SignedContract;

  @IsCivilDate()
  plannedMoveIn?: CivilDate;
}

const ANY_VALUE = { anyOf: ['string', 'number', 'boolean', 'object', 'array', 'null'].map((type) => ({ type })) } as object;

/** A field that differs. */
export class FieldChange {
  /**
   * Dots lead into objects.
   * @example 'acceptance.contract'
   */
  field!: string;

  /** Null when it was not there. */
  @ApiProperty(ANY_VALUE)
  from!: unknown;

  /** Null when it is there no more. */
  @ApiProperty(ANY_VALUE)
  to!: unknown;
}
