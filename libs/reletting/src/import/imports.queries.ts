import { IsBooleanString, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsCivilDate, IsFileName, MayBeAbsent, type CivilDate } from '@relet/domain';

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

  /** First day of homes not known yet; the file's earliest day by default. */
  @MayBeAbsent()
  @IsCivilDate()
  since?: CivilDate;

  /** The sheet of a workbook. */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  sheet?: string;

  /** JSON: headers of the file and the columns they mean. */
  @IsOptional()
  @Matches(/^\{.*\}$/s)
  @MaxLength(4000)
  mapping?: string;
}
