import { Module } from '@nestjs/common';
import { Archive } from './archive.js';
import { Explorer } from './explorer.js';
import { HistoryController } from './history.controller.js';
import { PeopleController } from './people.controller.js';

/** History, replay, difference and proof for auditors. */
@Module({ controllers: [HistoryController, PeopleController], providers: [Archive, Explorer], exports: [Archive] })
export class HistoryModule {}
