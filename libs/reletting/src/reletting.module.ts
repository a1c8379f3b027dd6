import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BulkController } from './bulk.controller.js';
import { FollowedRemovals } from './by-itself/followed-removals.js';
import { Pause } from './by-itself/pause.js';
import { Deadlines } from './by-itself/when-an-answer-is-overdue.js';
import { Leavers } from './by-itself/when-someone-leaves-the-list.js';
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
    FollowedRemovals,
    Leavers,
    Pause,
    SpreadsheetImport,
    Imports,
  ],
  exports: [Claims, CommandGateway, Deadlines, Imports, Leavers, NextSteps, Pause],
})
export class RelettingModule {}
