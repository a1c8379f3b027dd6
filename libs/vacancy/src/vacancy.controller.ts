import { Controller, Get, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { checked, Needs, Who, type Principal } from '@relet/platform';
import { vacancyCsv } from './export.js';
import { AskVacancy, type VacancyAnswer } from './vacancy.handler.js';
import { VacancyQuery } from './vacancy.queries.js';

interface Reply {
  header(name: string, value: string): Reply;
}

/** Analysts ask here. */
@ApiTags('vacancy')
@ApiBearerAuth()
@Controller('v1/vacancy')
export class VacancyController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get()
  @Needs('figures')
  @ApiOperation({ operationId: 'vacancy', summary: 'Every figure of a period, for any pair of times' })
  @ApiQuery({ type: VacancyQuery })
  async figures(
    @Query() asked: object,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<VacancyAnswer | string> {
    const query = checked(VacancyQuery, asked);
    const answer = await this.queries.execute<AskVacancy, VacancyAnswer>(new AskVacancy(query, principal));
    if (!query.csv) return answer;
    reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="vacancy-${query.from}-${query.to}.csv"`);
    return vacancyCsv(answer, query.csv, principal.id);
  }
}
