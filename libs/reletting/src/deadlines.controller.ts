import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs } from '@relet/platform';
import type { DeadlinesRun } from './by-itself/deadlines.answers.js';
import { Deadlines } from './by-itself/when-an-answer-is-overdue.js';

/** Deadlines run when told. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/deadlines')
export class DeadlinesController {
  constructor(@Inject(Deadlines) private readonly deadlines: Deadlines) {}

  @Post('run')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'runDeadlines', summary: 'Expire the offers whose last day has passed' })
  run(): Promise<DeadlinesRun> {
    return this.deadlines.run();
  }
}
