import {
  IsAmount,
  IsCitizen,
  IsCivilDate,
  IsEventId,
  IsMunicipalityId,
  IsOfferId,
  IsPlaceLabel,
  type CivilDate,
  type LettingStage,
  type Offer,
  type Stage,
  type Tenancy,
  type UnitKind,
  type UnitState,
  type Works,
} from '@relet/domain';
import { PolicyInForce, StandingAcceptance, StandingNotice, StandingReservation, TimeOutOfService } from '@relet/platform';

type Part<K extends keyof UnitState> = NonNullable<UnitState[K]>;

/** What was said of the home when it was registered. */
export class Registration implements Part<'registered'> {
  kind!: UnitKind;

  @IsMunicipalityId()
  municipality!: string;

  @IsPlaceLabel()
  building!: string;

  @IsPlaceLabel()
  address?: string;

  @IsCivilDate()
  commissionedOn!: CivilDate;

  @IsCivilDate()
  occupiedSince?: CivilDate;

  @IsEventId()
  eventId!: string;
}

/** A tenancy from its first day until the next move-in: it outlives the vacating. */
export class TenancyState implements Tenancy {
  @IsCivilDate()
  since!: CivilDate;

  @IsCitizen()
  citizen?: string;

  @IsCivilDate()
  death?: CivilDate;

  notice?: StandingNotice;

  /** The day after the last day lived in. */
  @IsCivilDate()
  vacated?: CivilDate;

  vacatedReason?: NonNullable<Tenancy['vacatedReason']>;

  /** The day from which the belongings may be cleared. */
  @IsCivilDate()
  clearance?: CivilDate;

  @IsCivilDate()
  keysReturned?: CivilDate;

  @IsCivilDate()
  inspectionPlanned?: CivilDate;
}

/** What the inspection found. */
export class InspectionState implements Part<'inspected'> {
  @IsCivilDate()
  on!: CivilDate;

  works!: Works;
}

/** The works that were ordered. */
export class WorksState implements Part<'worksOrdered'> {
  @IsCivilDate()
  on!: CivilDate;

  @IsCivilDate()
  due!: CivilDate;

  @IsPlaceLabel()
  contractor?: string;
}

/** An offer of the present letting. */
export class OfferState implements Offer {
  @IsOfferId()
  offerId!: string;

  @IsCitizen()
  citizen?: string;

  @IsCivilDate()
  made!: CivilDate;

  @IsCivilDate()
  respondBy!: CivilDate;

  /** Its citizen was not recorded. */
  direct!: boolean;

  status!: Offer['status'];

  @IsEventId()
  eventId!: string;

  /** The expiry that stands. */
  @IsEventId()
  expiryId?: string;
}

/** A home as it stood at the end of a day. */
export class HomeState {
  registered?: Registration;

  /** Monthly rent in øre. */
  @IsAmount()
  rentOere!: number;

  stage!: Stage;

  /** The day the stage began. */
  @IsCivilDate()
  stageSince!: CivilDate;

  /** Absent for a new home before its first letting. */
  tenancy?: TenancyState;

  /** The first empty day. */
  @IsCivilDate()
  vacantFrom?: CivilDate;

  inspected?: InspectionState;

  worksOrdered?: WorksState;

  outOfService?: TimeOutOfService;

  offers!: OfferState[];

  acceptance?: StandingAcceptance;

  reservation?: StandingReservation;

  @IsCivilDate()
  day!: CivilDate;

  letting!: LettingStage;
}

/** The local rules of a municipality on a day. */
export class PolicyOnDay {
  /** The day from which they were agreed; null while the defaults hold. */
  @IsCivilDate()
  agreedFrom!: CivilDate | null;

  policy!: PolicyInForce;
}
