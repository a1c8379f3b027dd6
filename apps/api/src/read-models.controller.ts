import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Projector } from '@relet/platform';
import type { RepairAnswer } from './operations.answers.js';

/** Lets an operator mend read models while they are served. */
@ApiTags('operations')
@ApiBearerAuth()
@Controller('v1/read-models')
export class ReadModelsController {
  constructor(@Inject(Projector) private readonly projector: Projector) {}

  @Post('repair')
  @HttpCode(200)
  @Needs('operations')
  @ApiOperation({ operationId: 'repairReadModels', summary: 'Read again what was set aside; answers what still is' })
  async repair(): Promise<RepairAnswer> {
    return { parked: await this.projector.repair() };
  }
}
