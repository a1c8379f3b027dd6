import { Body, Controller, Headers, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { IsBooleanString, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { IsCivilDate, MayBeAbsent, type CivilDate } from '@relet/domain';
import { checked, languageOf, Malformed, Needs, problemOf } from '@relet/platform';
import type { Language } from '@relet/words';
import { COLUMN_NAMES, type Column } from './spreadsheet/columns.js';
import { Imports, type ImportOptions } from './imports.js';

/** How an import is to be taken. */
class ImportQuery {
  @IsOptional()
  @IsString()
  @MaxLength(200)
  name?: string;

  @IsOptional()
  @IsBooleanString()
  dryRun?: string;

  @IsOptional()
  @IsBooleanString()
  setAside?: string;

  @MayBeAbsent()
  @IsCivilDate()
  since?: CivilDate;

  @IsOptional()
  @IsString()
  @MaxLength(100)
  sheet?: string;

  /** Headers of the file's own as JSON: header to column. */
  @IsOptional()
  @Matches(/^\{.*\}$/s)
  @MaxLength(4000)
  mapping?: string;
}

interface Reply {
  hijack(): void;
  raw: { writeHead(status: number, headers: Record<string, string>): void; write(text: string): void; end(): void };
}

/** History that was kept elsewhere comes in as a file; the answer is a line a step (NDJSON), and the report as the last. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/imports')
export class ImportsController {
  constructor(@Inject(Imports) private readonly imports: Imports) {}

  @Post()
  @HttpCode(200)
  @Needs('import')
  @ApiConsumes('text/csv', 'application/x-ndjson', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  @ApiOperation({ operationId: 'importFile', summary: 'Import a spreadsheet (a row a re-letting) or an event file (a row a command)' })
  @ApiQuery({ name: 'dryRun', required: false, description: 'Every row is checked, nothing is written.' })
  @ApiQuery({ name: 'setAside', required: false, description: 'Good rows are taken although there are bad ones.' })
  @ApiQuery({ name: 'since', required: false, description: "First day of homes not known yet; the file's earliest day by default." })
  @ApiQuery({ name: 'sheet', required: false })
  @ApiQuery({ name: 'mapping', required: false, description: 'JSON: headers of the file and the columns they mean.' })
  @ApiQuery({ name: 'name', required: false, description: "The file's name." })
  @ApiResponse({ status: 200, description: 'NDJSON: progress, then `{"report": ...}` or `{"problem": ...}` as the last line.' })
  async import(
    @Body() body: unknown,
    @Query() query: object,
    @Headers('accept-language') asked: string | undefined,
    @Res() reply: Reply,
  ): Promise<void> {
    if (!Buffer.isBuffer(body)) throw new Malformed([{ pointer: '', detail: 'The body is the file: CSV, NDJSON or .xlsx.' }]);
    const language = languageOf(asked, 'en');
    const options = { ...optionsOf(checked(ImportQuery, { ...query })), language };
    const lines = linesTo(reply, language);
    let last = 0;
    try {
      const report = await this.imports.run(body, options, (doing, rows, of) => {
        if (Date.now() - last < 250) return;
        last = Date.now();
        lines.tell({ doing, rows, of });
      });
      lines.tell({ report });
    } catch (error) {
      if (!lines.begun) throw error;
      lines.tell({ problem: problemOf(error, language) });
    }
    reply.raw.end();
  }
}

/** The answer begins with its first line: what is refused before it is an ordinary problem. */
function linesTo(reply: Reply, language: Language) {
  const lines = {
    begun: false,
    tell(line: object) {
      if (!lines.begun) {
        reply.hijack();
        reply.raw.writeHead(200, {
          ...{ 'content-type': 'application/x-ndjson; charset=utf-8', 'cache-control': 'no-store' },
          ...{ 'content-language': language, vary: 'Accept-Language' },
        });
      }
      lines.begun = true;
      reply.raw.write(`${JSON.stringify(line)}\n`);
    },
  };
  return lines;
}

function optionsOf({ name = 'file', dryRun, setAside, since, sheet, mapping }: ImportQuery): ImportOptions {
  return {
    name,
    dryRun: dryRun === 'true' || dryRun === '1',
    setAside: setAside === 'true' || setAside === '1',
    ...(since && { since }),
    ...(sheet && { sheet }),
    ...(mapping && { mapping: mappingOf(mapping) }),
  };
}

function mappingOf(json: string): Record<string, Column> {
  const wrong = () => new Malformed([{ pointer: '/mapping', detail: `A JSON object: header to one of ${COLUMN_NAMES.join(', ')}.` }]);
  let mapping: Record<string, Column>;
  try {
    mapping = JSON.parse(json) as Record<string, Column>;
  } catch {
    throw wrong();
  }
  if (!Object.values(mapping).every((column) => COLUMN_NAMES.includes(column))) throw wrong();
  return mapping;
}
