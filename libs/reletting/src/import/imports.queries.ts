import { IsIn, IsString, Matches, MaxLength } from 'class-validator';
import { IsCivilDate, IsFileName, IsMunicipalityId, MayBeAbsent, telling, type CivilDate } from '@relet/domain';
import { IsYesOrNo } from '@relet/platform';
import type { ImportHints } from '@relet/words';

/** How an import is to be taken. */
export class ImportQuery {
  /** The file's name: it keeps the local labels of two files apart. */
  @MayBeAbsent()
  @IsFileName()
  name?: string;

  /** Every row is checked, nothing is written. */
  @MayBeAbsent()
  @IsYesOrNo()
  dryRun?: 'true' | 'false';

  /** Good rows are taken although there are bad ones. */
  @MayBeAbsent()
  @IsYesOrNo()
  setAside?: 'true' | 'false';

  /** First day of homes not known yet; the earliest day of all good rows by default. A list of homes needs it. */
  @MayBeAbsent()
  @IsCivilDate()
  since?: CivilDate;

  /** Cells of a spreadsheet that were changed are corrected in the log. */
  @MayBeAbsent()
  @IsYesOrNo()
  correct?: 'true' | 'false';

  /** Of a list of homes: people live in them. */
  @MayBeAbsent()
  @IsYesOrNo()
  occupied?: 'true' | 'false';

  /** Of a list of homes: they stand empty, ready to be let for the first time. */
  @MayBeAbsent()
  @IsYesOrNo()
  vacant?: 'true' | 'false';

  /** Municipality of homes that are written without one. */
  @MayBeAbsent()
  @IsMunicipalityId()
  municipality?: string;

  /** The line of the headers; else they are found by their words. */
  @MayBeAbsent()
  @Matches(/^[1-9]\d{0,6}$/, telling({ integer: { minimum: 1, maximum: 9_999_999 } }))
  headerRow?: string;

  /** The sheet of a workbook; else the first visible one with known headers. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(100)
  sheet?: string;

  /** JSON: headers of the file and the columns they mean, or null for one that is to be passed over. */
  @MayBeAbsent()
  @IsString()
  @MaxLength(4000)
  mapping?: string;

  /** How what would help is named: parameters of this request, options of the command line, or choices on the screen. */
  @MayBeAbsent()
  @IsIn(['parameters', 'options', 'choices'] satisfies ImportHints[])
  hints?: ImportHints;
}
