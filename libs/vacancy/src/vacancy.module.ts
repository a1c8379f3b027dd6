import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { Sources } from './sources.js';
import { VacancyController } from './vacancy.controller.js';
import { VacancyHandler } from './vacancy.handler.js';

/** Where analysts read. */
@Module({ imports: [CqrsModule], controllers: [VacancyController], providers: [Sources, VacancyHandler] })
export class VacancyModule {}
