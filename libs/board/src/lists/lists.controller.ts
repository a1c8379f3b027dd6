import { Body, Controller, Get, HttpCode, Inject, Post, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, Needs, Who, type Principal, type ReplyHead } from '@relet/platform';
import type { CitizensAnswer, HomeAnswer, HomesAnswer, PoliciesAnswer } from './lists.answers.js';
import { HomeQuery, HomesQuery, HomesSought, ListQuery } from './lists.queries.js';
import type { HomeVacancyAnswer } from '../strip/strip.answers.js';
import { Strips } from '../strip/strips.js';
import { Lists } from './lists.js';

/** Homes, citizens and policies, one by one and page by page. */
@ApiTags('board')
@ApiBearerAuth()
@Needs('board')
@Controller('v1')
export class ListsController {
  constructor(
    @Inject(Lists) private readonly lists: Lists,
    @Inject(Strips) private readonly strips: Strips,
  ) {}

  @Get('units')
  @ApiOperation({ operationId: 'homes', summary: 'Every home in sight, also those that are let, page by page' })
  homes(@Query() query: HomesQuery, @Who() principal: Principal): Promise<HomesAnswer> {
    return this.lists.homes(query, principal);
  }

  @Post('search')
  @HttpCode(200)
  @ApiOperation({ operationId: 'findHomes', summary: 'Find homes by their number, building or address, the first twenty of them' })
  find(@Body() { find }: HomesSought, @Who() principal: Principal): Promise<HomesAnswer> {
    return this.lists.homes({ find, limit: '20' }, principal);
  }

  @Get('units/:unit')
  @ApiOperation({ operationId: 'home', summary: 'One home: where it stands, who holds the ball, and its last revision' })
  async home(
    @InPath('unit') unit: string,
    @Query() query: HomeQuery,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<HomeAnswer> {
    const answer = await this.lists.home(unit, query, principal);
    reply.header('etag', `"${answer.revision}"`);
    return answer;
  }

  @Get('units/:unit/vacancy')
  @ApiOperation({
    operationId: 'homeVacancy',
    summary: 'The days of one vacancy by phase, with works, offers and cost, and whose guarantee the home could meet',
  })
  vacancy(@InPath('unit') unit: string, @Query() query: HomeQuery, @Who() principal: Principal): Promise<HomeVacancyAnswer> {
    return this.strips.of(unit, query, principal);
  }

  @Get('citizens')
  @ApiOperation({ operationId: 'citizens', summary: 'Every citizen in sight by pseudonym, page by page' })
  citizens(@Query() query: ListQuery, @Who() principal: Principal): Promise<CitizensAnswer> {
    return this.lists.citizens(query, principal);
  }

  @Get('policies')
  @ApiOperation({ operationId: 'policies', summary: 'What each municipality has agreed, page by page' })
  policies(@Query() query: ListQuery, @Who() principal: Principal): Promise<PoliciesAnswer> {
    return this.lists.policies(query, principal);
  }
}
