import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { IsInt } from 'class-validator';
import { IsCivilDate, IsUnitId, type CivilDate } from '@relet/domain';
import { Warning, type ProblemDocument } from '@relet/platform';
import type { ColumnName } from '@relet/words';
import { COLUMN_NAMES } from './spreadsheet/columns.js';
import type { FaultCode } from './spreadsheet/faults.js';

/** One thing that is wrong in a file: where it stands, its code, and what to do. Of a cell's text it holds days and codes at most. */
export class Fault {
  /** The line on which the row begins.
   * @example 17 */
  @IsInt()
  line!: number;

  /** The column's header as the file has it; `-` for the whole row. */
  column!: string;

  /** @example 'DATE_UNREADABLE' */
  code!: FaultCode;

  reason!: string;
}

/** A cell that says something else than the log. */
export class Changed extends Fault {
  /** What the log says: a day, a code, kroner, a building or an address. */
  log?: string;

  /** What the sheet says; nothing for a cell that was emptied. */
  sheet?: string;

  /** The commands that would make the log say the same, in their order. */
  commands?: string[];
}

/** What is legal and unlikely in a row: a question, and no fault. */
export class RowWarning extends Warning {
  /** The line on which the row begins.
   * @example 17 */
  @IsInt()
  line!: number;
}

/** How many homes a file does not describe. */
export class Undescribed {
  @IsInt() kind!: number;
  @IsInt() building!: number;
  @IsInt() rent!: number;
}

/** A column of a file, and what it was taken for. */
export class TakenColumn {
  /** As the file has it. */
  header!: string;

  @ApiProperty({ enum: COLUMN_NAMES })
  column!: ColumnName;
}

/** A header that means nothing here, and the nearest one that does: a mapping of the one to the other gives it a meaning. */
export class UnknownHeader {
  header!: string;
  nearest?: string;
}

/** Why a row is no re-letting: it stands above the headers, is blank between other rows, a total, the headers once more, or a note beside, over or under the rows of the table. */
export const PASSED_OVER = ['title', 'blank', 'total', 'headers', 'note'] as const;
export type PassedOverWhy = (typeof PASSED_OVER)[number];

/** A row that is no re-letting, and was not read. */
export class RowPassedOver {
  @IsInt()
  line!: number;

  /** Of blank rows that follow each other, the line of the last. */
  @IsInt()
  to?: number;

  @ApiProperty({ enum: PASSED_OVER })
  why!: PassedOverWhy;
}

/** A home that is written otherwise than its id, and the id that it has here. */
export class NamedHome {
  /** The first line that names it so.
   * @example 17 */
  @IsInt()
  line!: number;

  /** @example '12, 1. tv' */
  written!: string;

  /** @example 'eksempel.12-1.-tv' */
  @IsUnitId()
  unit!: string;
}

/** Days that no cell says and an import records all the same: ready for letting, when works are due, the last day of an answer, the first day of rent. */
export const FILLED_IN = ['ready', 'due', 'respondBy', 'rentFrom'] as const;
export type FilledInWhat = (typeof FILLED_IN)[number];

/** A day that a row leads to although no cell of it says it. */
export class FilledIn {
  /** The line on which the row begins.
   * @example 17 */
  @IsInt()
  line!: number;

  @ApiProperty({ enum: FILLED_IN })
  what!: FilledInWhat;

  @IsCivilDate()
  day!: CivilDate;
}

/** A column that says nothing above its cells: they were passed over. */
export class UnheadedColumn {
  /** As a spreadsheet names it. @example 'B' */
  column!: string;

  /** How many of its cells hold something. */
  @IsInt()
  cells!: number;
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

  /** What is recorded otherwise than the file says, and cells that were emptied. */
  changed!: Changed[];

  faults!: Fault[];

  /** What is legal and unlikely once the rows are taken. */
  warnings!: RowWarning[];

  /** False for a dry run, and where bad rows were not to be set aside. */
  written!: boolean;

  /** Events that were recorded. */
  @IsInt()
  events!: number;

  /** The rows with faults as a file, to be mended and sent again. */
  aside?: string;
}

/** What a sheet led to. */
export abstract class SheetReport extends FileReport {
  @IsInt()
  homes!: number;

  /** Rows with changed cells that are corrected, as was asked. */
  @IsInt()
  corrected!: number;

  /** Homes registered by this file. */
  @IsInt()
  registered!: number;

  /** Of these, how many the file does not describe. */
  undescribed!: Undescribed;

  /** First day of homes that were not known. */
  @IsCivilDate()
  since?: CivilDate | undefined;

  /** Lines of the headers: one, or two that belong together. */
  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  headerLines!: number[];

  /** What its columns were taken for, in their order; `mapping` says otherwise. */
  columns!: TakenColumn[];

  /** The sheet of a workbook that was read. */
  sheet?: string;

  /** Its other sheets that people see; they were passed over. */
  otherSheets?: string[];

  /** Lines of rows that people do not see in the workbook, as they are hidden or filtered away: they were read like all others. */
  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  hiddenLines!: number[];

  /** Headers of columns that people do not see in the workbook: they were read, too. */
  hiddenColumns!: string[];

  /** Homes of well read rows whose cell is no id: what was written, and which id it became. */
  named!: NamedHome[];

  unusedColumns!: string[];

  /** The same headers, each with the nearest one that is known. */
  unknownHeaders!: UnknownHeader[];

  passedOver!: RowPassedOver[];

  /** Columns without a header that hold something. */
  unheaded!: UnheadedColumn[];

  /** Days that its good rows lead to and none of their cells says, in the order of the lines. */
  filledIn!: FilledIn[];
}

/** What a spreadsheet led to; a row is a re-letting. */
export class RelettingsReport extends SheetReport {
  kind!: 'relettings';

  /** Rows that tell more of a known re-letting: their new steps are given. */
  @IsInt()
  grown!: number;
}

/** What a list of homes led to; a row is a home. Known homes are compared and never registered again. */
export class HomesReport extends SheetReport {
  kind!: 'homes';
}

/** What an event file led to; a row is a command. `aside` holds the bad rows, as the file was written. */
export class EventFileReport extends FileReport {
  kind!: 'events';

  /** In which form `aside` is written: that of the file. */
  @ApiProperty({ enum: ['csv', 'ndjson'] })
  asideAs!: 'csv' | 'ndjson';
}

/** What a file led to. */
export type ImportReport = EventFileReport | RelettingsReport | HomesReport;

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
@ApiExtraModels(EventFileReport, RelettingsReport, HomesReport)
export class ImportReportLine {
  @ApiProperty({ oneOf: [EventFileReport, RelettingsReport, HomesReport].map((each) => ({ $ref: getSchemaPath(each) })) })
  report!: ImportReport;
}

/** The last line of an import that was broken off. */
export class ImportProblemLine {
  problem!: ProblemDocument;
}
