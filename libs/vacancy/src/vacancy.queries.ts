import { PickType } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import {
  GROUPINGS,
  IsCivilDate,
  IsLabelSought,
  IsMunicipalityId,
  IsUnitId,
  MayBeAbsent,
  telling,
  UNIT_KINDS,
  type CivilDate,
  type UnitKind,
} from '@relet/domain';
import { IsDayOrInstant, IsPosition, IsWrittenCount, IsYesOrNo } from '@relet/platform';
import type { Language } from '@relet/words';
import { SORTS, type Sort } from './figures/sorting.js';

/** Asks of a period, as it was true on a day and as it was known on another. */
export class PeriodQuery {
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

  /** A position that a command has answered: the answer includes it. */
  @MayBeAbsent()
  @IsPosition()
  after?: string;

  /** A file for a spreadsheet: Danish (`;`, decimal comma) or English; whatever `Accept` says. */
  @MayBeAbsent()
  @IsIn(['da', 'en'])
  csv?: Language;
}

const ONE = `(${GROUPINGS.join('|')})`;

/** Asks for every figure of a period. */
export class VacancyQuery extends PeriodQuery {
  /**
   * By one, or by two that are written with a comma: what homes have in common, or a part of the calendar.
   * @example 'building,month'
   */
  @MayBeAbsent()
  @Matches(new RegExp(`^${ONE}(,${ONE})?$`), telling({ parts: GROUPINGS }))
  groupBy?: string;

  /** `true`: every figure with the episodes and events that it is made of. */
  @MayBeAbsent()
  @IsYesOrNo()
  explain?: 'true' | 'false';

  /** First day of another period whose figures are answered beside, with the difference. */
  @MayBeAbsent()
  @IsCivilDate()
  againstFrom?: CivilDate;

  /** Its last day, inclusive. */
  @MayBeAbsent()
  @IsCivilDate()
  againstTo?: CivilDate;

  /** Counts only vacancies with more empty days than these, as they ended or by the end of the period. */
  @MayBeAbsent()
  @IsWrittenCount(/^(0|[1-9]\d{0,3})$/, 0, 9999)
  olderThan?: string;

  /** Orders the groups by a figure; from the largest on with `-` before it. */
  @MayBeAbsent()
  @IsIn(SORTS)
  sort?: Sort;
}

/** Asks how long re-lettings took in each phase. */
export class PhasesQuery extends PickType(VacancyQuery, [
  ...(['from', 'to', 'asOf', 'knownAt', 'municipality', 'building', 'kind', 'unit', 'after'] as const),
  ...(['againstFrom', 'againstTo'] as const),
]) {}

/** Asks for rows of a period. */
export class RowsQuery extends PeriodQuery {}

/** Asks for the facts of a home. */
export class FactsQuery {
  /** The report date: facts after it are left out. Falls back to the day of knownAt, else to today. */
  @MayBeAbsent()
  @IsCivilDate()
  asOf?: CivilDate;

  /** What was known: a day (its end in Copenhagen) or an instant. */
  @MayBeAbsent()
  @IsDayOrInstant()
  knownAt?: string;

  /** A position that a command has answered: the answer includes it. */
  @MayBeAbsent()
  @IsPosition()
  after?: string;
}
