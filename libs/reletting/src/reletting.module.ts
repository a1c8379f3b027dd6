import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BulkController } from './bulk.controller.js';
import { Pause } from './by-itself/pause.js';
import { Deadlines } from './by-itself/when-an-answer-is-overdue.js';
import { Leavers } from './by-itself/when-someone-leaves-the-list.js';
import { Claims } from './claims.js';
import { CommandsController } from './commands.controller.js';
import { DeadlinesController } from './deadlines.controller.js';
import { CommandGateway } from './gateway.js';
import { Imports } from './import/imports.js';
import { ImportsController } from './import/imports.controller.js';
import { HomesImport } from './import/spreadsheet/homes-import.js';
import { SpreadsheetImport } from './import/spreadsheet/spreadsheet-import.js';
import { NextSteps } from './next-steps.js';
import { NextStepsController } from './next-steps.controller.js';
import { ErasedBeforeHandler, OrdersHandler } from './orders.handler.js';
import { WRITERS } from './writers.js';

/** Where caseworkers write: commands in, facts out. */
@Module({
  imports: [CqrsModule],
  controllers: [CommandsController, DeadlinesController, ImportsController, BulkController, NextStepsController],
  providers: [...WRITERS, NextSteps, Deadlines, Pause, HomesImport, SpreadsheetImport, Imports, OrdersHandler, ErasedBeforeHandler],
  exports: [Claims, CommandGateway, Deadlines, Imports, Leavers, NextSteps, Pause],
})
export class RelettingModule {}
