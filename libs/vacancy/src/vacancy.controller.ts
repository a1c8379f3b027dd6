import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiExtraModels, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Clock, Needs, Who, type Principal, type ReplyHead, type Sent } from '@relet/platform';
import { aboutFigures, FILE_HEADERS, tellInHead } from './about.js';
import { figuresCsv } from './figures/figures-csv.js';
import { ACCEPT, inForm } from './form-asked.js';
import type { PhasesAnswer } from './figures/phases.answers.js';
import { VacancyAnswer } from './figures/vacancy.answers.js';
import { AskPhases } from './phases.handler.js';
import { AskVacancy } from './vacancy.handler.js';
import { PhasesQuery, VacancyQuery } from './vacancy.queries.js';

/** The forms of figures; the first where none is asked for. */
const FIGURES = ['application/json', 'text/csv'] as const;

/** Analysts ask here. */
@ApiTags('vacancy')
@ApiBearerAuth()
@Controller('v1/vacancy')
export class VacancyController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  @Get()
  @Needs('figures')
  @ApiOperation({ operationId: 'vacancy', summary: 'Every figure of a period, for any pair of times, beside another period if asked' })
  @ACCEPT(FIGURES)
  @ApiExtraModels(VacancyAnswer)
  @ApiResponse({
    status: 200,
    headers: FILE_HEADERS,
    content: {
      'application/json': { schema: { $ref: getSchemaPath(VacancyAnswer) } },
      'text/csv': { schema: { type: 'string', description: 'The headers in that language, then a line a group.' } },
    },
  })
  async figures(
    @Query() said: VacancyQuery,
    @Headers() headers: Sent,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<VacancyAnswer | string> {
    const query = inForm(said, headers, FIGURES);
    reply.header('vary', 'Accept, Accept-Language');
    const answer = await this.queries.execute(new AskVacancy(query, principal));
    if (!query.csv) return answer;
    const csv = figuresCsv(answer, query.csv);
    tellInHead(reply, aboutFigures(query, answer, principal, this.clock.now(), csv));
    return csv;
  }

  @Get('phases')
  @Needs('figures')
  @ApiOperation({
    operationId: 'phases',
    summary: 'How many days the re-lettings of a period took in each phase, beside another period if asked',
  })
  phases(@Query() query: PhasesQuery, @Who() principal: Principal): Promise<PhasesAnswer> {
    return this.queries.execute(new AskPhases(query, principal));
  }
}
