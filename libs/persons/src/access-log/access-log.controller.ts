import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, UseGuards } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiParam, ApiTags } from '@nestjs/swagger';
import { InPath, Malformed, Needs, Who, type Principal } from '@relet/platform';
import { PersonsHere } from '../persons-here.guard.js';
import type { ReadsAnswer, ReviewAnswer, ReviewsAnswer } from '../persons.answers.js';
import { SignOff } from '../persons.commands.js';
import { ReadsQuery } from './access-log.queries.js';
import { Accounts } from './accounts.js';

const MONTH = { name: 'month', schema: { type: 'string' as const, pattern: '^\\d{4}-\\d{2}$' } };

/** Data protection officers ask here who has read whom. */
@ApiTags('persons')
@ApiBearerAuth()
@Needs('access_log')
@UseGuards(PersonsHere)
@Controller('v1')
export class AccessLogController {
  constructor(@Inject(Accounts) private readonly accounts: Accounts) {}

  @Get('access-log')
  @ApiOperation({ operationId: 'reads', summary: 'Who has read a person, what somebody has read, or all readings' })
  reads(@Query() { citizen, unit, ...asked }: ReadsQuery, @Who() principal: Principal): Promise<ReadsAnswer> {
    if (citizen !== undefined && unit !== undefined) throw new Malformed([{ pointer: '/unit', fault: 'UNKNOWN_FIELD' }]);
    return this.accounts.reads({ about: citizen ?? unit, ...asked }, principal);
  }

  @Get('citizens/:citizen/reads')
  @ApiOperation({ operationId: 'readsForCitizen', summary: 'Who has read a citizen, to be given to the citizen: without the staff' })
  forCitizen(@InPath('citizen') citizen: string, @Who() principal: Principal): Promise<ReadsAnswer> {
    return this.accounts.forCitizen(citizen, principal);
  }

  @Get('access-log/reviews')
  @ApiOperation({ operationId: 'reviews', summary: 'The monthly samples: what is to be looked at, by when, and what is overdue' })
  async reviews(@Who() principal: Principal): Promise<ReviewsAnswer> {
    return { reviews: await this.accounts.reviews(principal) };
  }

  @Post('access-log/reviews/:month/:municipality')
  @HttpCode(200)
  @ApiParam(MONTH)
  @ApiOperation({ operationId: 'signOff', summary: 'Sign the sample of a month off' })
  signOff(
    @Param('month') month: string,
    @InPath('municipality') municipality: string,
    @Body() { finding }: SignOff,
    @Who() principal: Principal,
  ): Promise<ReviewAnswer> {
    return this.accounts.signOff(month, municipality, finding, principal);
  }
}
