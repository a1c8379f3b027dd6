import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BoardController } from './board.controller.js';
import { Live } from './live.js';
import { BoardHandler } from './board.handler.js';
import { Known } from './known.js';
import { Past } from './past.js';
import { BoardReader } from './reader.js';
import { DayHandler } from './day/day.handler.js';
import { DeadlinesHandler } from './deadlines.handler.js';
import { ListsController } from './lists/lists.controller.js';
import { Lists } from './lists/lists.js';
import { Strips } from './strip/strips.js';
import { Shown } from './shown.js';
import { MeetingHandler } from './meeting/meeting.handler.js';
import { WaitingHandler } from './waiting.handler.js';
import { WaitingList } from './waiting.js';

/** Where caseworkers read. */
@Module({
  imports: [CqrsModule],
  controllers: [BoardController, ListsController],
  providers: [
    Past,
    BoardReader,
    Known,
    WaitingList,
    BoardHandler,
    WaitingHandler,
    DeadlinesHandler,
    DayHandler,
    MeetingHandler,
    Live,
    Lists,
    Strips,
    Shown,
  ],
})
export class BoardModule {}
