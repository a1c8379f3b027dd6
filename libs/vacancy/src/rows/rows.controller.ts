import { applyDecorators, Controller, Get, Headers, Inject, Logger, Query, Res, StreamableFile } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiExtraModels, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Needs, placeOf, Who, type Principal, type ReplyHead, type Sent } from '@relet/platform';
import { Readable } from 'node:stream';
import { AboutFile } from '../about.answers.js';
import { FILE_HEADERS, Sums, tellInHead } from '../about.js';
import { ACCEPT, inForm } from '../form-asked.js';
import { RowsQuery } from '../vacancy.queries.js';
import type { ExportName } from './columns.js';
import { OfferLine, PhaseLine, UnitDayLine, VacancyLine } from './rows.answers.js';
import { AskRows } from './rows.handler.js';
import type { Chunk } from './text.js';

/** The forms of rows; the first where none is asked for. */
const ROWS = ['application/x-ndjson', 'text/csv'] as const;

/** A route that answers rows: JSON, an object a line, or CSV. */
function Rows(name: ExportName, operationId: string, summary: string, line: new () => object): MethodDecorator {
  return applyDecorators(
    Get(name),
    ApiOperation({ operationId, summary }),
    ACCEPT(ROWS),
    ApiExtraModels(line),
    ApiResponse({
      status: 200,
      headers: FILE_HEADERS,
      content: {
        'application/x-ndjson': { schema: { $ref: getSchemaPath(line) } },
        'text/csv': { schema: { type: 'string', description: 'The headers in that language, then a line a row.' } },
      },
    }),
  );
}

/** A route that answers what the file of another route is. */
function About(name: ExportName, operationId: string): MethodDecorator {
  return applyDecorators(
    Get(`${name}/about`),
    ApiOperation({ operationId, summary: 'What that file is: who asks, when, of what, its rows and its SHA-256' }),
    ApiResponse({ status: 200, type: AboutFile }),
  );
}

/** Analysts take rows from here. */
@ApiTags('exports')
@ApiBearerAuth()
@Needs('figures')
@Controller('v1/exports')
export class RowsController {
  private readonly log = new Logger('Rows');

  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Rows('vacancies', 'vacancyRows', 'A row a vacancy: what is known of it, and its days and money of the period', VacancyLine)
  vacancies(
    @Query() query: RowsQuery,
    @Headers() asked: Sent,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<StreamableFile> {
    return this.file(new AskRows('vacancies', inForm(query, asked, ROWS), who), reply);
  }

  @Rows('phases', 'phaseRows', 'A row a stretch of a vacancy in one phase, with who held the ball', PhaseLine)
  phases(
    @Query() query: RowsQuery,
    @Headers() asked: Sent,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<StreamableFile> {
    return this.file(new AskRows('phases', inForm(query, asked, ROWS), who), reply);
  }

  @Rows('offers', 'offerRows', 'A row an offer that was resolved in the period or open in it', OfferLine)
  offers(
    @Query() query: RowsQuery,
    @Headers() asked: Sent,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<StreamableFile> {
    return this.file(new AskRows('offers', inForm(query, asked, ROWS), who), reply);
  }

  @Rows('unit-days', 'unitDayRows', 'A row a home and day', UnitDayLine)
  unitDays(
    @Query() query: RowsQuery,
    @Headers() asked: Sent,
    @Who() who: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<StreamableFile> {
    return this.file(new AskRows('unit-days', inForm(query, asked, ROWS), who), reply);
  }

  @About('vacancies', 'aboutVacancyRows')
  aboutVacancies(@Query() query: RowsQuery, @Who() who: Principal): Promise<AboutFile> {
    return this.about(new AskRows('vacancies', query, who));
  }

  @About('phases', 'aboutPhaseRows')
  aboutPhases(@Query() query: RowsQuery, @Who() who: Principal): Promise<AboutFile> {
    return this.about(new AskRows('phases', query, who));
  }

  @About('offers', 'aboutOfferRows')
  aboutOffers(@Query() query: RowsQuery, @Who() who: Principal): Promise<AboutFile> {
    return this.about(new AskRows('offers', query, who));
  }

  @About('unit-days', 'aboutUnitDayRows')
  aboutUnitDays(@Query() query: RowsQuery, @Who() who: Principal): Promise<AboutFile> {
    return this.about(new AskRows('unit-days', query, who));
  }

  private async file(asked: AskRows, reply: ReplyHead): Promise<StreamableFile> {
    const { about, chunks } = await this.queries.execute(asked);
    tellInHead(reply, about);
    return new StreamableFile(Readable.from(this.texts(chunks)));
  }

  /** The framework reads on only as fast as the client does, stops when it is gone, and breaks the connection off at a fault: half a file is not passed off as a whole one. */
  private async *texts(chunks: AsyncIterable<Chunk>): AsyncGenerator<string> {
    try {
      for await (const { text } of chunks) yield text;
    } catch (error) {
      this.log.error(placeOf(error));
      throw error;
    }
  }

  private async about(asked: AskRows): Promise<AboutFile> {
    const { about, chunks } = await this.queries.execute(asked);
    const sums = new Sums();
    for await (const chunk of chunks) sums.add(chunk);
    return { ...about, ...sums.told() };
  }
}
