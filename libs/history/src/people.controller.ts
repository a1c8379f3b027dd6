import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, Needs, Who, type Principal } from '@relet/platform';
import type { CitizenStateAnswer, PolicyStateAnswer } from './archive.answers.js';
import { Archive } from './archive.js';
import { KnownQuery, PointQuery } from './history.queries.js';
import type { CitizenHistoryAnswer, CitizenReplayAnswer, PolicyHistoryAnswer, PolicyReplayAnswer, Step } from './timeline.answers.js';

const step = ({ event, changes }: Step): Step => ({ event, changes });

/** The histories of citizens, who are named by pseudonym, and of what municipalities have agreed. */
@ApiTags('history')
@ApiBearerAuth()
@Needs('history')
@Controller('v1')
export class PeopleController {
  constructor(@Inject(Archive) private readonly archive: Archive) {}

  @Get('citizens/:citizen/history')
  @ApiOperation({ operationId: 'citizenHistory', summary: "A citizen's timeline with actors, both times and corrections" })
  async citizenHistory(
    @InPath('citizen') citizen: string,
    @Query() query: KnownQuery,
    @Who() principal: Principal,
  ): Promise<CitizenHistoryAnswer> {
    return { citizen, ...(await this.archive.timeline('citizen', citizen, principal, query)) };
  }

  @Get('citizens/:citizen/replay')
  @ApiOperation({ operationId: 'citizenReplay', summary: "A citizen's history event by event" })
  async citizenReplay(
    @InPath('citizen') citizen: string,
    @Query() query: KnownQuery,
    @Who() principal: Principal,
  ): Promise<CitizenReplayAnswer> {
    const { steps, ...told } = await this.archive.replay('citizen', citizen, principal, query);
    return { citizen, ...told, steps: steps.map(step) };
  }

  @Get('citizens/:citizen/state')
  @ApiOperation({ operationId: 'citizenState', summary: 'A citizen as of a day and as known on a day' })
  async citizenState(
    @InPath('citizen') citizen: string,
    @Query() query: PointQuery,
    @Who() principal: Principal,
  ): Promise<CitizenStateAnswer> {
    const point = this.archive.point(query);
    return { citizen, ...point, ...(await this.archive.state('citizen', citizen, point, principal)) };
  }

  @Get('policies/:municipality/history')
  @ApiOperation({ operationId: 'policyHistory', summary: "The timeline of a municipality's policy" })
  async policyHistory(
    @InPath('municipality') municipality: string,
    @Query() query: KnownQuery,
    @Who() principal: Principal,
  ): Promise<PolicyHistoryAnswer> {
    return { municipality, ...(await this.archive.timeline('policy', municipality, principal, query)) };
  }

  @Get('policies/:municipality/replay')
  @ApiOperation({ operationId: 'policyReplay', summary: "The history of a municipality's policy event by event" })
  async policyReplay(
    @InPath('municipality') municipality: string,
    @Query() query: KnownQuery,
    @Who() principal: Principal,
  ): Promise<PolicyReplayAnswer> {
    const { steps, ...told } = await this.archive.replay('policy', municipality, principal, query);
    return { municipality, ...told, steps: steps.map(step) };
  }

  @Get('policies/:municipality/state')
  @ApiOperation({ operationId: 'policyState', summary: "A municipality's policy as of a day and as known on a day" })
  async policyState(
    @InPath('municipality') municipality: string,
    @Query() query: PointQuery,
    @Who() principal: Principal,
  ): Promise<PolicyStateAnswer> {
    const point = this.archive.point(query);
    return { municipality, ...point, ...(await this.archive.state('policy', municipality, point, principal)) };
  }
}
