import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import {
  GROUPINGS,
  IsCivilDate,
  MayBeAbsent,
  MUNICIPALITY_ID,
  UNIT_ID,
  UNIT_KINDS,
  type CivilDate,
  type Grouping,
  type UnitKind,
} from '@relet/domain';

/** A day, or an instant as RFC 3339 writes it. */
const DAY_OR_INSTANT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:\d\d))?$/;

/** Asks for every figure of a period, as it was true on a day and as it was known on another. */
export class VacancyQuery {
  /** @example '2026-04-01' */
  @IsCivilDate()
  from!: CivilDate;

  /**
   * Inclusive.
   * @example '2026-06-30'
   */
  @IsCivilDate()
  to!: CivilDate;

  /** The report date R: facts after it are left out. Falls back to the day of knownAt, else to today. */
  @MayBeAbsent()
  @IsCivilDate()
  asOf?: CivilDate;

  /** What was known: a day (its end in Copenhagen) or an instant. */
  @MayBeAbsent()
  @Matches(DAY_OR_INSTANT)
  knownAt?: string;

  @MayBeAbsent()
  @IsIn(GROUPINGS)
  groupBy?: Grouping;

  /** `true`: every figure with the episodes and events that it is made of. */
  @MayBeAbsent()
  @IsIn(['true', 'false'])
  explain?: 'true' | 'false';

  @MayBeAbsent()
  @Matches(MUNICIPALITY_ID)
  municipality?: string;

  @MayBeAbsent()
  @IsString()
  @MaxLength(80)
  building?: string;

  @MayBeAbsent()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  @MayBeAbsent()
  @Matches(UNIT_ID)
  unit?: string;

  /** A position that a command has answered: the figures include it. */
  @MayBeAbsent()
  @Matches(/^\d{1,20}(\/\d{1,20})?$/)
  after?: string;

  /** A file instead of JSON: Danish (`;`, decimal comma) or English. */
  @MayBeAbsent()
  @IsIn(['da', 'en'])
  csv?: 'da' | 'en';
}
