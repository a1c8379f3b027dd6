import { IsIn, Matches } from 'class-validator';
import {
  EVENT_TYPES,
  IsCitizen,
  IsCivilDate,
  IsMunicipalityId,
  IsUnitId,
  MayBeAbsent,
  type CivilDate,
  type EventType,
} from '@relet/domain';
import { IsCursor, IsDayOrInstant, IsWrittenCount } from '@relet/platform';

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

/** Asks for events of the whole log that is in sight. */
export class EventsQuery extends KnownQuery {
  @MayBeAbsent()
  @IsUnitId()
  unit?: string;

  /** Events of the citizen's own history, and those of homes that name the citizen. */
  @MayBeAbsent()
  @IsCitizen()
  citizen?: string;

  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  @MayBeAbsent()
  @IsIn(EVENT_TYPES)
  type?: EventType;

  /** The opaque id of whoever recorded it. */
  @MayBeAbsent()
  @Matches(/^[A-Za-z0-9][\w.:-]{0,99}$/)
  actor?: string;

  /** First day. */
  @MayBeAbsent()
  @IsCivilDate()
  from?: CivilDate;

  /** Last day, inclusive. */
  @MayBeAbsent()
  @IsCivilDate()
  to?: CivilDate;

  /** Which days `from` and `to` are: `true` (when absent) on which it was true, as it was recorded; `recorded` on which it was recorded. */
  @MayBeAbsent()
  @IsIn(['true', 'recorded'])
  days?: 'true' | 'recorded';

  /** Events in one answer, at most 200; 100 when absent. */
  @MayBeAbsent()
  @IsWrittenCount(/^([1-9]|[1-9]\d|1\d\d|200)$/, 1, 200)
  limit?: string;

  /** Where the last answer ended. */
  @MayBeAbsent()
  @IsCursor()
  cursor?: string;
}
