import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, Needs, Who, type Principal } from '@relet/platform';
import type { DifferenceAnswer, PortfolioAnswer, StateAnswer, Verification } from './archive.answers.js';
import { Archive } from './archive.js';
import type { EventsAnswer } from './explorer.answers.js';
import { Explorer } from './explorer.js';
import { DifferenceQuery, EventsQuery, KnownQuery, PointQuery } from './history.queries.js';
import type { HistoryAnswer, ReplayAnswer } from './timeline.answers.js';

/** Routes for auditors. */
@ApiTags('history')
@ApiBearerAuth()
@Needs('history')
@Controller('v1')
export class HistoryController {
  constructor(
    @Inject(Archive) private readonly archive: Archive,
    @Inject(Explorer) private readonly explorer: Explorer,
  ) {}

  @Get('units/:unit/history')
  @ApiOperation({ operationId: 'history', summary: "A home's timeline with actors, both times and corrections" })
  async history(@InPath('unit') unit: string, @Query() query: KnownQuery, @Who() principal: Principal): Promise<HistoryAnswer> {
    return { unit, ...(await this.archive.timeline('unit', unit, principal, query)) };
  }

  @Get('units/:unit/replay')
  @ApiOperation({ operationId: 'replay', summary: "A home's history event by event: what each one changed in what was known" })
  async replay(@InPath('unit') unit: string, @Query() query: KnownQuery, @Who() principal: Principal): Promise<ReplayAnswer> {
    const { steps, ...told } = await this.archive.replay('unit', unit, principal, query);
    return { unit, ...told, steps: steps.map(({ event, state: { stage, letting }, changes }) => ({ event, stage, letting, changes })) };
  }

  @Get('units/:unit/state')
  @ApiOperation({ operationId: 'state', summary: "A home's state as of a day and as known on a day" })
  async state(@InPath('unit') unit: string, @Query() query: PointQuery, @Who() principal: Principal): Promise<StateAnswer> {
    const point = this.archive.point(query);
    return { unit, ...point, ...(await this.archive.state('unit', unit, point, principal)) };
  }

  @Get('portfolio')
  @ApiOperation({ operationId: 'portfolio', summary: "Every home's state as of a day and as known on a day" })
  async portfolio(@Query() query: PointQuery, @Who() principal: Principal): Promise<PortfolioAnswer> {
    const point = this.archive.point(query);
    const { homes, ...told } = await this.archive.portfolio(point, principal);
    return { ...point, ...told, homes: [...homes].map(([unit, state]) => ({ unit, state })) };
  }

  @Get('difference')
  @ApiOperation({ operationId: 'difference', summary: 'What differs between two points in both times, and why' })
  difference(@Query() query: DifferenceQuery, @Who() principal: Principal): Promise<DifferenceAnswer> {
    return this.archive.difference(query, principal);
  }

  @Get('events')
  @ApiOperation({
    operationId: 'events',
    summary: 'The log event by event, oldest first: by home, citizen, municipality, type, actor and day, page by page',
  })
  events(@Query() query: EventsQuery, @Who() principal: Principal): Promise<EventsAnswer> {
    return this.explorer.page(query, principal);
  }

  @Get('verify')
  @ApiOperation({ operationId: 'verify', summary: 'The chain of hashes of every stream in sight, checked, and the head of the log' })
  async verify(@Who() principal: Principal): Promise<Verification> {
    const { leaves: _, missing: __, ...found } = await this.archive.verify(principal);
    return found;
  }
}
