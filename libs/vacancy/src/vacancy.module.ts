import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FactsController } from './facts/facts.controller.js';
import { FactsHandler } from './facts/facts.handler.js';
import { Homes } from './homes.js';
import { Known } from './known.js';
import { Past } from './past.js';
import { PhasesHandler } from './phases.handler.js';
import { Policies } from './policies.js';
import { Questions } from './questions.js';
import { RowsController } from './rows/rows.controller.js';
import { RowsHandler } from './rows/rows.handler.js';
import { Sources } from './sources.js';
import { VacancyController } from './vacancy.controller.js';
import { VacancyHandler } from './vacancy.handler.js';

/** Where analysts read. */
@Module({
  imports: [CqrsModule],
  controllers: [FactsController, VacancyController, RowsController],
  providers: [FactsHandler, Homes, Known, Past, PhasesHandler, Policies, Questions, RowsHandler, Sources, VacancyHandler],
})
export class VacancyModule {}
