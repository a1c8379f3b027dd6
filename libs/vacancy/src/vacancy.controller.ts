import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiExtraModels, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { Needs, Who, type Principal, type ReplyHead } from '@relet/platform';
import { vacancyCsv } from './export.js';
import { VacancyAnswer } from './vacancy.answers.js';
import { AskVacancy } from './vacancy.handler.js';
import { VacancyQuery } from './vacancy.queries.js';

/** Analysts ask here. */
@ApiTags('vacancy')
@ApiBearerAuth()
@Controller('v1/vacancy')
export class VacancyController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get()
  @Needs('figures')
  @ApiOperation({ operationId: 'vacancy', summary: 'Every figure of a period, for any pair of times' })
  @ApiExtraModels(VacancyAnswer)
  @ApiResponse({
    status: 200,
    content: {
      'application/json': { schema: { $ref: getSchemaPath(VacancyAnswer) } },
      'text/csv': { schema: { type: 'string', description: 'A row a group, with `csv`.' } },
    },
  })
  async figures(
    @Query() query: VacancyQuery,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<VacancyAnswer | string> {
    const answer = await this.queries.execute(new AskVacancy(query, principal));
    if (!query.csv) return answer;
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="vacancy-${query.from}-${query.to}.csv"`);
    return vacancyCsv(answer, query.csv, principal.id);
  }
}
