import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';
import { Controller, Get, Headers, Inject } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { shownStore } from '@relet/event-store';
import { languageOf, Needs, ReadModels, SETTINGS, STORE_INFO, whyNot, type Settings, type StoreInfo } from '@relet/platform';
import { Health } from './health.js';
import type { OperationsAnswer } from './operations.answers.js';

const { version } = JSON.parse(readFileSync(findPackageJSON(import.meta.url) ?? '', 'utf8')) as { version: string };

/** Tells operators how the server stands; what `/readyz` tells the machine alone, and what is needed to do something about it. */
@ApiTags('operations')
@ApiBearerAuth()
@Needs('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(
    @Inject(Health) private readonly health: Health,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(STORE_INFO) private readonly info: StoreInfo,
  ) {}

  @Get()
  @ApiOperation({
    operationId: 'operations',
    summary: 'How the server stands: its parts, how far the read models are, what is parked, and versions',
  })
  async standing(@Headers('accept-language') accepted: string | undefined): Promise<OperationsAnswer> {
    const language = languageOf(accepted, 'en');
    const [{ reasons, lag }, parked] = await Promise.all([this.health.look(), this.readModels.parked()]);
    const parts = Object.entries(reasons).map(([part, why]) => ({ part, reason: whyNot(why, language) }));
    return {
      ...{ serving: lag !== undefined && !parts.length, parts },
      ...{ position: lag?.position ?? null, events: lag?.events ?? null, seconds: lag?.seconds ?? 0 },
      parked: parked.map(({ stream, reason }) => ({ stream, reason })),
      ...{
        version,
        node: process.versions.node,
        store: shownStore(this.settings.store),
        storeId: this.info.storeId,
        clock: this.info.clock,
      },
      startedAt: new Date(Math.round(performance.timeOrigin)).toISOString(),
    };
  }
}
