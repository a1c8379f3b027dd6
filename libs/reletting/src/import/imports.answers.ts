import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import { IsCivilDate, type CivilDate } from '@relet/domain';
import type { ProblemDocument } from '@relet/platform';
import type { FaultCode } from './spreadsheet/faults.js';

/** One thing that is wrong in a file: where it stands, its code, and what to do. Never holds a cell's text. */
export class Fault {
  /** @example 17 */
  @IsInt()
  line!: number;

  /** The column's header as the file has it; `-` for the whole row. */
  column!: string;

  /** @example 'DATE_UNREADABLE' */
  code!: FaultCode;

  reason!: string;
}

/** How many homes a file does not describe. */
export class Undescribed {
  @IsInt() kind!: number;
  @IsInt() building!: number;
  @IsInt() rent!: number;
}

/** What every import found and did. */
abstract class FileReport {
  @IsInt()
  rows!: number;

  /** Rows that are new and well. */
  @IsInt()
  good!: number;

  /** Rows imported before, as they are. */
  @IsInt()
  unchanged!: number;

  /** Rows imported before with other values: told, never corrected. */
  changed!: Fault[];

  faults!: Fault[];

  /** False for a dry run, and where bad rows were not to be set aside. */
  written!: boolean;

  /** Events that were recorded. */
  @IsInt()
  events!: number;

  /** The rows with faults as a file, to be mended and sent again. */
  aside?: string;
}

/** What a spreadsheet led to; a row is a re-letting. */
export class RelettingsReport extends FileReport {
  kind!: 'relettings';

  @IsInt()
  homes!: number;

  /** Homes registered by this file. */
  @IsInt()
  registered!: number;

  /** Of these, how many the file does not describe. */
  undescribed!: Undescribed;

  /** First day of homes that were not known. */
  @IsCivilDate()
  since?: CivilDate | undefined;

  unusedColumns!: string[];
}

/** What an event file led to; a row is a command. `aside` holds the refused rows as NDJSON. */
export class EventFileReport extends FileReport {
  kind!: 'events';
}

/** What a file led to. */
export type ImportReport = EventFileReport | RelettingsReport;

/** A line while the import goes on. */
export class ImportProgressLine {
  doing!: 'check' | 'write';

  /** Rows done so far. */
  @IsInt()
  rows!: number;

  @IsInt()
  of!: number;
}

/** The last line of an import. */
@ApiExtraModels(EventFileReport, RelettingsReport)
export class ImportReportLine {
  @ApiProperty({ oneOf: [EventFileReport, RelettingsReport].map((each) => ({ $ref: getSchemaPath(each) })) })
  report!: ImportReport;
}

/** The last line of an import that was broken off. */
export class ImportProblemLine {
  problem!: ProblemDocument;
}
