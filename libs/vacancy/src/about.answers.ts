import { IsIn, IsInt, Matches } from 'class-validator';
import {
  IsCivilDate,
  IsInstant,
  IsLabelSought,
  IsMunicipalityId,
  IsUnitId,
  UNIT_KINDS,
  type CivilDate,
  type Instant,
  type UnitKind,
} from '@relet/domain';
import type { Language } from '@relet/words';
import { PeriodAnswer } from './period.answers.js';

/** Which homes were asked for; nothing for all that may be seen. */
export class FilterAsked {
  @IsMunicipalityId()
  municipality?: string;

  @IsLabelSought()
  building?: string;

  @IsIn(UNIT_KINDS)
  kind?: UnitKind;

  @IsUnitId()
  unit?: string;
}

/** How figures were asked for; absent is what was not said. */
export class FiguresAsked {
  groupBy?: string;

  /** First day of the period beside. */
  @IsCivilDate()
  againstFrom?: CivilDate;

  @IsCivilDate()
  againstTo?: CivilDate;

  @IsInt()
  olderThan?: number;

  sort?: string;
}

/** What a file is: who asked for it, when, of what, where the read model stood, and how much there is in it. */
export class AboutFile extends PeriodAnswer {
  /** What its rows are. */
  @IsIn(['vacancies', 'phases', 'offers', 'unit-days', 'figures'])
  of!: string;

  /** The principal. */
  askedBy!: string;

  @IsInstant()
  askedAt!: Instant;

  filter!: FilterAsked;

  /** How the figures were asked for. */
  figures?: FiguresAsked;

  @IsIn(['csv', 'ndjson'])
  format!: 'csv' | 'ndjson';

  /** Of a CSV. */
  @IsIn(['da', 'en'])
  language?: Language;

  /** Without the headers. */
  @IsInt()
  rows!: number;

  /** SHA-256 of all bytes of the file, in hexadecimal digits. */
  @Matches(/^[0-9a-f]{64}$/)
  sha256!: string;
}
