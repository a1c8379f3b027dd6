import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { IsCivilDate, MayBeAbsent, type CivilDate } from '@relet/domain';
import { checked, Needs, Who, type Principal } from '@relet/platform';
import { NextSteps, type NextStepsAnswer } from './next-steps.js';

class NextStepsQuery {
  /** The day of the step; today by default. */
  @MayBeAbsent()
  @IsCivilDate()
  effective?: CivilDate;
}

/** What can be done with a home now, and which rule blocks the rest. */
@ApiTags('commands')
@ApiBearerAuth()
@Needs('command')
@Controller('v1/units/:unit/next-steps')
export class NextStepsController {
  constructor(@Inject(NextSteps) private readonly steps: NextSteps) {}

  @Get()
  @ApiOperation({ operationId: 'nextSteps', summary: 'Each command on the home: allowed, or the refusal that blocks it now' })
  @ApiQuery({ name: 'effective', required: false, description: 'The day of the step; today by default.' })
  next(@Param('unit') unit: string, @Query() query: object, @Who() principal: Principal): Promise<NextStepsAnswer> {
    return this.steps.of(unit, principal, checked(NextStepsQuery, { ...query }).effective);
  }
}
