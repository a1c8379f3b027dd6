import { IsCivilDate, IsOfferId, IsUnitId, type CivilDate } from '@relet/domain';

/** An offer whose last day has passed without an answer. */
export class ExpiredOffer {
  /** @example 'eksempel.101' */
  @IsUnitId()
  unit!: string;

  /** @example 'o1' */
  @IsOfferId()
  offer!: string;

  /** The day after its last day. */
  @IsCivilDate()
  effective!: CivilDate;
}

/** What a run of the deadlines has done. */
export class DeadlinesRun {
  @IsCivilDate()
  today!: CivilDate;

  expired!: ExpiredOffer[];
}
