import { IsIn } from 'class-validator';
import {
  GROUPINGS,
  IsCivilDate,
  IsLabelSought,
  IsMunicipalityId,
  IsUnitId,
  MayBeAbsent,
  UNIT_KINDS,
  type CivilDate,
  type Grouping,
  type UnitKind,
} from '@relet/domain';
import { IsDayOrInstant, IsPosition, IsYesOrNo } from '@relet/platform';

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
  @IsDayOrInstant()
  knownAt?: string;

  @MayBeAbsent()
  @IsIn(GROUPINGS)
  groupBy?: Grouping;

  /** `true`: every figure with the episodes and events that it is made of. */
  @MayBeAbsent()
  @IsYesOrNo()
  explain?: 'true' | 'false';

  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  @MayBeAbsent()
  @IsLabelSought()
  building?: string;

  @MayBeAbsent()
  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  @MayBeAbsent()
  @IsUnitId()
  unit?: string;

  /** A position that a command has answered: the figures include it. */
  @MayBeAbsent()
  @IsPosition()
  after?: string;

  /** A file instead of JSON: Danish (`;`, decimal comma) or English. */
  @MayBeAbsent()
  @IsIn(['da', 'en'])
  csv?: 'da' | 'en';
}
