import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { SETTINGS, type Settings } from '@relet/platform';
import { BulkController } from './bulk.controller.js';
import { Pause } from './by-itself/pause.js';
import { Unfinished } from './by-itself/when-a-yes-was-cut-off.js';
import { Deadlines } from './by-itself/when-an-answer-is-overdue.js';
import { Worker } from './by-itself/worker.js';
import { CitizenHandler } from './citizen.handler.js';
import { Claims } from './claims.js';
import { CommandsController } from './commands.controller.js';
import { Contexts } from './contexts.js';
import { DeadlinesController } from './deadlines.controller.js';
import { CommandGateway } from './gateway.js';
import { HomeHandler } from './home.handler.js';
import { Imports } from './import/imports.js';
import { ImportsController } from './import/imports.controller.js';
import { SpreadsheetImport } from './import/spreadsheet/spreadsheet-import.js';
import { NextSteps } from './next-steps.js';
import { NextStepsController } from './next-steps.controller.js';
import { PolicyHandler } from './policy.handler.js';

/** Where caseworkers write: commands in, facts out. */
@Module({
  imports: [CqrsModule],
  controllers: [CommandsController, DeadlinesController, ImportsController, BulkController, NextStepsController],
  providers: [
    CommandGateway,
    Contexts,
    HomeHandler,
    CitizenHandler,
    PolicyHandler,
    NextSteps,
    Claims,
    Deadlines,
    Unfinished,
    Worker,
    Pause,
    SpreadsheetImport,
    Imports,
  ],
  exports: [CommandGateway, Deadlines, Imports, NextSteps],
})
export class RelettingModule implements OnApplicationBootstrap {
  constructor(
    private readonly worker: Worker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What a crash left between a home and a citizen is finished before anyone is served. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.readOnly) await this.worker.start();
  }
}
