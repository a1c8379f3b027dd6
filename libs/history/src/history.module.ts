import { Module } from '@nestjs/common';
import { Archive } from './archive.js';
import { HistoryController } from './history.controller.js';

/** Where auditors read. */
@Module({ controllers: [HistoryController], providers: [Archive], exports: [Archive] })
export class HistoryModule {}
