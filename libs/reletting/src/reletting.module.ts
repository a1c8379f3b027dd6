import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { SETTINGS, type Settings } from '@relet/platform';
import { DomainCommandHandler } from './command.handler.js';
import { BulkController } from './bulk.controller.js';
import { CommandsController } from './commands.controller.js';
import { Contexts } from './contexts.js';
import { DeadlinesController } from './deadlines.controller.js';
import { CommandGateway } from './gateway.js';
import { Imports } from './import/imports.js';
import { ImportsController } from './import/imports.controller.js';
import { SpreadsheetImport } from './import/spreadsheet/spreadsheet-import.js';
import { NextSteps } from './next-steps.js';
import { NextStepsController } from './next-steps.controller.js';
import { Claims } from './processes/claims.js';
import { Deadlines } from './processes/deadlines.js';
import { Pause } from './processes/pause.js';
import { Unfinished } from './processes/unfinished.js';
import { Worker } from './processes/worker.js';

/** Where caseworkers write: commands in, facts out. */
@Module({
  imports: [CqrsModule],
  controllers: [CommandsController, DeadlinesController, ImportsController, BulkController, NextStepsController],
  providers: [
    CommandGateway,
    Contexts,
    DomainCommandHandler,
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
