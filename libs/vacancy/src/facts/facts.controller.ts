import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, Needs, Who, type Principal } from '@relet/platform';
import { FactsQuery } from '../vacancy.queries.js';
import type { FactsAnswer } from './facts.answers.js';
import { AskFacts } from './facts.handler.js';

/** Analysts look here at what a figure was made of. */
@ApiTags('vacancy')
@ApiBearerAuth()
@Controller('v1')
export class FactsController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('units/:unit/facts')
  @Needs('figures')
  @ApiOperation({ operationId: 'facts', summary: 'The facts that the figures of a home are made of, as they stand after corrections' })
  facts(@InPath('unit') unit: string, @Query() query: FactsQuery, @Who() principal: Principal): Promise<FactsAnswer> {
    return this.queries.execute(new AskFacts(unit, query, principal));
  }
}
