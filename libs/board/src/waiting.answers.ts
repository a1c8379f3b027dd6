import { IsInt } from 'class-validator';
import {
  IsCitizen,
  IsCivilDate,
  IsInstant,
  IsMunicipalityId,
  IsOfferId,
  IsPlaceLabel,
  IsUnitId,
  type CivilDate,
  type Instant,
  type UnitKind,
  type WaitingList as List,
} from '@relet/domain';

import { CitizenShown } from './shown.answers.js';

/** A home that an offer could be made of now, with the day on which it is ready. */
export class HomeToMeet {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  @IsPlaceLabel()
  building!: string;

  kind!: UnitKind;

  ready!: boolean;

  /** Since when it is ready, or the day for which the works are due. */
  @IsCivilDate()
  readyOn!: CivilDate;

  /** Days from then (or today) to the day by which the guarantee wants the home ready; negative when it comes too late. */
  @IsInt()
  daysToSpare!: number;
}

/** An offer to the citizen that waits for its answer. */
export class OpenOffer {
  @IsUnitId()
  unit!: string;

  @IsOfferId()
  offerId!: string;

  @IsCivilDate()
  respondBy!: CivilDate;
}

/** A citizen on a list: the clock that runs, what they have been offered, and which homes could still meet it. */
export class WaitingCitizen {
  @IsCitizen()
  citizen!: string;

  @IsMunicipalityId()
  municipality!: string;

  list!: List;

  elderly!: boolean;

  /** The day the need was decided. */
  @IsCivilDate()
  decidedOn!: CivilDate;

  /** Why no guarantee runs (R10), or null. */
  noClock!: 'specific_list' | 'not_elderly' | null;

  /** The first day of the clock that runs: later than the decision where a refusal or another list has begun it anew. */
  @IsCivilDate()
  clockFrom!: CivilDate | null;

  /** Last day for an offer under the guarantee. */
  @IsCivilDate()
  deadline!: CivilDate | null;

  @IsCivilDate()
  readyBy!: CivilDate | null;

  /** The day of the offer that met the guarantee. */
  @IsCivilDate()
  metOn!: CivilDate | null;

  @IsInt()
  daysLeft!: number | null;

  @IsInt()
  breachDays!: number;

  openOffers!: OpenOffer[];

  /** Homes of the municipality that could meet a clock that runs; none once it is met. */
  homes!: HomeToMeet[];
}

/** The waiting lists of a day: who waits longest against the guarantee comes first. */
export class WaitingAnswer {
  @IsCivilDate()
  asOf!: CivilDate;

  /** When it was known; null for now. */
  @IsInstant()
  knownAt!: Instant | null;

  /** Known at a moment so near that it may still change. */
  provisional!: boolean;

  /** The day that is asked for lies after today: so it will stand if nothing more happens before it. */
  reachesAhead!: boolean;

  /** What could not be read: citizens and homes that are left out. */
  parked!: string[];

  /** Histories whose chain of hashes is broken, so that they may have been altered; absent while every chain holds. */
  altered?: string[];

  citizens!: WaitingCitizen[];

  /** Initials of the citizens that are named, for those who may know them; absent where nobody is known. */
  initials?: CitizenShown[];
}
