import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiQuery, ApiTags } from '@nestjs/swagger';
import { checked, Needs, Who, type Principal } from '@relet/platform';
import { Archive } from './archive.js';
import { DifferenceQuery, PointQuery } from './history.queries.js';

/** Routes for auditors. */
@ApiTags('history')
@ApiBearerAuth()
@Needs('history')
@Controller('v1')
export class HistoryController {
  constructor(@Inject(Archive) private readonly archive: Archive) {}

  @Get('units/:unit/history')
  @ApiOperation({ operationId: 'history', summary: "A home's timeline with actors, both times and corrections" })
  @ApiParam({ name: 'unit', type: String })
  async history(@Param('unit') unit: string, @Who() principal: Principal) {
    return { unit, events: await this.archive.timeline(unit, principal) };
  }

  @Get('units/:unit/replay')
  @ApiOperation({ operationId: 'replay', summary: "A home's history event by event: what each one changed in what was known" })
  @ApiParam({ name: 'unit', type: String })
  async replay(@Param('unit') unit: string, @Who() principal: Principal) {
    return { unit, steps: await this.archive.replay(unit, principal) };
  }

  @Get('units/:unit/state')
  @ApiOperation({ operationId: 'state', summary: "A home's state as of a day and as known on a day" })
  @ApiParam({ name: 'unit', type: String })
  @ApiQuery({ type: PointQuery })
  async state(@Param('unit') unit: string, @Query() asked: object, @Who() principal: Principal) {
    const point = this.archive.point(checked(PointQuery, asked));
    return { unit, ...point, state: await this.archive.state(unit, point, principal) };
  }

  @Get('portfolio')
  @ApiOperation({ operationId: 'portfolio', summary: "Every home's state as of a day and as known on a day" })
  @ApiQuery({ type: PointQuery })
  async portfolio(@Query() asked: object, @Who() principal: Principal) {
    const point = this.archive.point(checked(PointQuery, asked));
    const { homes, parked } = await this.archive.portfolio(point, principal);
    return { ...point, parked, homes: [...homes].map(([unit, state]) => ({ unit, state })) };
  }

  @Get('difference')
  @ApiOperation({ operationId: 'difference', summary: 'What differs between two points in both times, and why' })
  @ApiQuery({ type: DifferenceQuery })
  difference(@Query() asked: object, @Who() principal: Principal) {
    return this.archive.difference(checked(DifferenceQuery, asked), principal);
  }

  @Get('verify')
  @ApiOperation({ operationId: 'verify', summary: 'The chain of hashes of every stream, checked' })
  verify() {
    return this.archive.verify();
  }
}
