import { Controller, Get, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { actsAsDemo, Clock, Needs, SETTINGS, type Settings } from '@relet/platform';
import type { ClockAnswer } from './operations.answers.js';

/** Tells which day it is here. A browser's own clock may stand in another zone, and that of a demonstration is set by hand. */
@ApiTags('health')
@ApiBearerAuth()
@Needs('own')
@Controller('v1/clock')
export class ClockController {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'clock',
    summary: 'Which day it is in Copenhagen by the clock of the store, and whether demo principals act here',
  })
  now(): ClockAnswer {
    const { kind } = this.clock;
    return { today: this.clock.today(), now: this.clock.now(), kind, demo: actsAsDemo(this.settings, kind) };
  }
}
