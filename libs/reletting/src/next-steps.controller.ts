import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, languageOf, Needs, spoken, Who, type Principal, type ReplyHead } from '@relet/platform';
import type { CitizenNextStepsAnswer, NextStepsAnswer, PolicyNextStepsAnswer } from './next-steps.answers.js';
import { NextSteps } from './next-steps.js';
import { NextStepsQuery } from './next-steps.queries.js';

/** What can be done now, and which rule blocks the rest. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@Controller('v1')
export class NextStepsController {
  constructor(@Inject(NextSteps) private readonly steps: NextSteps) {}

  @Get('units/:unit/next-steps')
  @ApiOperation({ operationId: 'nextSteps', summary: 'Each command on the home: allowed, or the refusal that blocks it now' })
  next(
    @InPath('unit') unit: string,
    @Query() { effective }: NextStepsQuery,
    @Who() principal: Principal,
    @Headers('accept-language') asked: string | undefined,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<NextStepsAnswer> {
    return this.steps.of(unit, principal, spoken(reply, languageOf(asked, 'en')), effective);
  }

  @Get('citizens/:citizen/next-steps')
  @ApiOperation({ operationId: 'citizenNextSteps', summary: 'Each command on the citizen: allowed, or the refusal that blocks it now' })
  nextOfCitizen(
    @InPath('citizen') citizen: string,
    @Query() { effective }: NextStepsQuery,
    @Who() principal: Principal,
    @Headers('accept-language') asked: string | undefined,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<CitizenNextStepsAnswer> {
    return this.steps.ofCitizen(citizen, principal, spoken(reply, languageOf(asked, 'en')), effective);
  }

  @Get('policies/:municipality/next-steps')
  @ApiOperation({ operationId: 'policyNextSteps', summary: 'Each command on the policy: allowed, or the refusal that blocks it now' })
  nextOfPolicy(
    @InPath('municipality') municipality: string,
    @Query() { effective }: NextStepsQuery,
    @Who() principal: Principal,
    @Headers('accept-language') asked: string | undefined,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<PolicyNextStepsAnswer> {
    return this.steps.ofPolicy(municipality, principal, spoken(reply, languageOf(asked, 'en')), effective);
  }
}
