import { Controller, Get, Headers, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { languageOf, Needs } from '@relet/platform';
import type { DeadlinesOpen, DeadlinesRun, RemovalsRun } from './by-itself/deadlines.answers.js';
import { Deadlines } from './by-itself/when-an-answer-is-overdue.js';

/** Deadlines run when told. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/deadlines')
export class DeadlinesController {
  constructor(@Inject(Deadlines) private readonly deadlines: Deadlines) {}

  @Get('open')
  @Needs('operations')
  @ApiOperation({ operationId: 'openDeadlines', summary: 'Offers whose last day has passed and that no run has ended yet' })
  open(): Promise<DeadlinesOpen> {
    return this.deadlines.open();
  }

  @Post('run')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({
    operationId: 'runDeadlines',
    summary: 'End what citizens have left by leaving the list, and expire the offers whose last day has passed',
  })
  run(@Headers('accept-language') accepted: string | undefined): Promise<DeadlinesRun> {
    return this.deadlines.run(languageOf(accepted, 'en'));
  }

  @Post('removals')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'repairRemovals', summary: 'End what citizens who left the list in an earlier version have left open' })
  repairRemovals(@Headers('accept-language') accepted: string | undefined): Promise<RemovalsRun> {
    return this.deadlines.repairRemovals(languageOf(accepted, 'en'));
  }
}
