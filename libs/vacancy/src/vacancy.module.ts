import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Homes } from './homes.js';
import { Known } from './known.js';
import { Past } from './past.js';
import { Policies } from './policies.js';
import { Sources } from './sources.js';
import { VacancyController } from './vacancy.controller.js';
import { VacancyHandler } from './vacancy.handler.js';

/** Where analysts read. */
@Module({ imports: [CqrsModule], controllers: [VacancyController], providers: [Homes, Known, Past, Policies, Sources, VacancyHandler] })
export class VacancyModule {}
