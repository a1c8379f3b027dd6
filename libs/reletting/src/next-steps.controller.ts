import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Who, type Principal } from '@relet/platform';
import type { NextStepsAnswer } from './next-steps.answers.js';
import { NextSteps } from './next-steps.js';
import { NextStepsQuery } from './next-steps.queries.js';

/** What can be done with a home now, and which rule blocks the rest. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@Controller('v1/units/:unit/next-steps')
export class NextStepsController {
  constructor(@Inject(NextSteps) private readonly steps: NextSteps) {}

  @Get()
  @ApiOperation({ operationId: 'nextSteps', summary: 'Each command on the home: allowed, or the refusal that blocks it now' })
  next(@Param('unit') unit: string, @Query() { effective }: NextStepsQuery, @Who() principal: Principal): Promise<NextStepsAnswer> {
    return this.steps.of(unit, principal, effective);
  }
}
