import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { InPath, languageOf, Needs, spoken, Who, type Principal, type ReplyHead } from '@relet/platform';
import type { CitizenNextStepsAnswer, NextStepsAnswer, PolicyNextStepsAnswer } from './next-steps.answers.js';
import { inLanguage, NextSteps } from './next-steps.js';
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
  async next(
    @InPath('unit') unit: string,
    @Query() { effective }: NextStepsQuery,
    @Who() principal: Principal,
    @Headers('accept-language') asked: string | undefined,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<NextStepsAnswer> {
    const steps = await this.steps.of(unit, principal, effective);
    return inLanguage(steps, spoken(reply, languageOf(asked, 'en')));
  }

  @Get('citizens/:citizen/next-steps')
  @ApiOperation({ operationId: 'citizenNextSteps', summary: 'Each command on the citizen: allowed, or the refusal that blocks it now' })
  async nextOfCitizen(
    @InPath('citizen') citizen: string,
    @Query() { effective }: NextStepsQuery,
    @Who() principal: Principal,
    @Headers('accept-language') asked: string | undefined,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<CitizenNextStepsAnswer> {
    const steps = await this.steps.ofCitizen(citizen, principal, effective);
    return inLanguage(steps, spoken(reply, languageOf(asked, 'en')));
  }

  @Get('policies/:municipality/next-steps')
  @ApiOperation({ operationId: 'policyNextSteps', summary: 'Each command on the policy: allowed, or the refusal that blocks it now' })
  async nextOfPolicy(
    @InPath('municipality') municipality: string,
    @Query() { effective }: NextStepsQuery,
    @Who() principal: Principal,
    @Headers('accept-language') asked: string | undefined,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<PolicyNextStepsAnswer> {
    const steps = await this.steps.ofPolicy(municipality, principal, effective);
    return inLanguage(steps, spoken(reply, languageOf(asked, 'en')));
  }
}
