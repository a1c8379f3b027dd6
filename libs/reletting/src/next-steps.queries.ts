import { IsCivilDate, MayBeAbsent, type CivilDate } from '@relet/domain';

/** Asks what can be done with a home. */
export class NextStepsQuery {
  /** The day of the step; today by default. */
  @MayBeAbsent()
  @IsCivilDate()
  effective?: CivilDate;
}
