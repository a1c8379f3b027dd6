import { Controller, createParamDecorator, Headers, HttpCode, Inject, Post, Query, Res, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiConsumes, ApiExtraModels, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { languageOf, Malformed, Needs, problemOf, type StreamReply } from '@relet/platform';
import type { Language } from '@relet/words';
import { COLUMN_NAMES, columnNamed, type Column, type Mapping } from './spreadsheet/columns.js';
import { ImportProblemLine, ImportProgressLine, ImportReportLine } from './imports.answers.js';
import { FILE_TYPES } from './file-types.js';
import { ImportQuery } from './imports.queries.js';
import { Imports, type ImportOptions } from './imports.js';

const LINES = [ImportProgressLine, ImportReportLine, ImportProblemLine];

/** The file that is the body of the request. */
const FileSent = createParamDecorator((_: unknown, context: ExecutionContext): Buffer => {
  const { body } = context.switchToHttp().getRequest<{ body: unknown }>();
  if (!Buffer.isBuffer(body)) throw new Malformed([{ pointer: '', fault: 'FILE_IS_THE_BODY' }]);
  return body;
});

/** History that was kept elsewhere comes in as a file; the answer is a line a step (NDJSON), and the report as the last. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/imports')
export class ImportsController {
  constructor(@Inject(Imports) private readonly imports: Imports) {}

  @Post()
  @HttpCode(200)
  @Needs('import')
  @ApiConsumes(...FILE_TYPES)
  @ApiOperation({ operationId: 'importFile', summary: 'Import a spreadsheet (a row a re-letting) or an event file (a row a command)' })
  @ApiExtraModels(...LINES)
  @ApiResponse({
    status: 200,
    description: 'A line a step: the progress, then the report or the problem as the last line.',
    content: { 'application/x-ndjson': { schema: { oneOf: LINES.map((line) => ({ $ref: getSchemaPath(line) })) } } },
  })
  async import(
    @FileSent() file: Buffer,
    @Query() query: ImportQuery,
    @Headers('accept-language') asked: string | undefined,
    @Res() reply: StreamReply,
  ): Promise<void> {
    const language = languageOf(asked, 'en');
    const options = { ...optionsOf(query), language };
    const lines = linesTo(reply, language);
    let last = 0;
    try {
      const report = await this.imports.run(file, options, (doing, rows, of) => {
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
function linesTo(reply: StreamReply, language: Language) {
  const lines = {
    begun: false,
    tell(line: ImportProgressLine | ImportReportLine | ImportProblemLine) {
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

function optionsOf({ name = 'file', since, sheet, headerRow, municipality, mapping, hints, ...said }: ImportQuery): ImportOptions {
  const is = (flag: string | undefined) => flag === 'true';
  return {
    name,
    dryRun: is(said.dryRun),
    setAside: is(said.setAside),
    occupied: is(said.occupied),
    vacant: is(said.vacant),
    correct: is(said.correct),
    ...(headerRow && { headerRow: Number(headerRow) }),
    ...(municipality && { municipality }),
    ...(since && { since }),
    ...(sheet && { sheet }),
    ...(hints && { hints }),
    ...(mapping && { mapping: mappingOf(mapping) }),
  };
}

/** Headers and the columns they mean; the columns may be named in Danish or English, and null passes a header over. */
function mappingOf(json: string): Mapping {
  const wrong = () => new Malformed([{ pointer: '/mapping', fault: 'MAPPING', values: { columns: COLUMN_NAMES.join(', ') } }]);
  let said: unknown;
  try {
    said = JSON.parse(json);
  } catch {
    throw wrong();
  }
  if (typeof said !== 'object' || said === null || Array.isArray(said)) throw wrong();
  const mapping: Record<string, Column | null> = {};
  for (const [header, name] of Object.entries(said)) {
    const column = typeof name === 'string' ? columnNamed(name) : name;
    if (column !== null && typeof column !== 'string') throw wrong();
    mapping[header] = column as Column | null;
  }
  return mapping;
}
