import { IsBooleanString, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsCivilDate, IsFileName, IsMunicipalityId, MayBeAbsent, telling, type CivilDate } from '@relet/domain';

/** How an import is to be taken. */
export class ImportQuery {
  /** The file's name: it keeps the local labels of two files apart. */
  @IsOptional()
  @IsFileName()
  name?: string;

  /** Every row is checked, nothing is written. */
  @IsOptional()
  @IsBooleanString()
  dryRun?: string;

  /** Good rows are taken although there are bad ones. */
  @IsOptional()
  @IsBooleanString()
  setAside?: string;

  /** First day of homes not known yet; the earliest day of all good rows by default. A list of homes needs it. */
  @MayBeAbsent()
  @IsCivilDate()
  since?: CivilDate;

  /** Cells of a spreadsheet that were changed are corrected in the log. */
  @IsOptional()
  @IsBooleanString()
  correct?: string;

  /** Of a list of homes: people live in them. */
  @IsOptional()
  @IsBooleanString()
  occupied?: string;

  /** Of a list of homes: they stand empty, ready to be let for the first time. */
  @IsOptional()
  @IsBooleanString()
  vacant?: string;

  /** Municipality of homes that are written without one. */
  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  /** The line of the headers; else they are found by their words. */
  @IsOptional()
  @Matches(/^[1-9]\d{0,6}$/, telling({ integer: { minimum: 1, maximum: 9_999_999 } }))
  headerRow?: string;

  /** The sheet of a workbook; else the first visible one with known headers. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  sheet?: string;

  /** JSON: headers of the file and the columns they mean, or null for one that is to be passed over. */
  @IsOptional()
  @IsString()
  @MaxLength(4000)
  mapping?: string;
}
