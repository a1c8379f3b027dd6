import { IsCivilDate, MayBeAbsent, type CivilDate } from '@relet/domain';
import { IsDayOrInstant } from '@relet/platform';

/** A point in both times: what was true on a day, as it was known on another. */
export class PointQuery {
  /** When it was true; falls back to the day of knownAt, else to today. */
  @MayBeAbsent()
  @IsCivilDate()
  asOf?: CivilDate;

  /** When it was known: a day (its end in Copenhagen) or an instant. */
  @MayBeAbsent()
  @IsDayOrInstant()
  knownAt?: string;
}

/** How much of a history is told: what was known by then. */
export class KnownQuery {
  /** When it was known: a day (its end in Copenhagen) or an instant; all, when it is left out. */
  @MayBeAbsent()
  @IsDayOrInstant()
  knownAt?: string;
}

/** Two points in both times; the second falls back to now. */
export class DifferenceQuery extends PointQuery {
  /** The day of the second point. */
  @MayBeAbsent()
  @IsCivilDate()
  thenAsOf?: CivilDate;

  /** The knowledge of the second point. */
  @MayBeAbsent()
  @IsDayOrInstant()
  thenKnownAt?: string;
}
