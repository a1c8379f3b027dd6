import { Controller, HttpCode, Inject, Optional, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, NotServing, Projector } from '@relet/platform';
import type { RebuildAnswer, RepairAnswer } from './operations.answers.js';

/** Lets an operator mend read models while they are served. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(@Optional() @Inject(Projector) private readonly projector?: Projector) {}

  @Post('repair')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'repairReadModels', summary: 'Read again what is parked; answers what still is' })
  async repair(): Promise<RepairAnswer> {
    return { parked: await this.ofHere().repair() };
  }

  @Post('rebuild')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({
    operationId: 'rebuildReadModels',
    summary: 'Make the read models anew from the log beside those that are read, and read the new ones then',
  })
  async rebuild(): Promise<RebuildAnswer> {
    return this.ofHere().rebuildAndTell();
  }

  /** The projector of this process. Throws NotServing where another one makes the read models. */
  private ofHere(): Projector {
    if (this.projector) return this.projector;
    throw new NotServing({ projector: { fault: 'elsewhereToStop' } });
  }
}
