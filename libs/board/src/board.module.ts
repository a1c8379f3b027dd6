import { Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BoardController } from './board.controller.js';
import { Live } from './live.js';
import { BoardHandler } from './board.handler.js';
import { BoardReader } from './reader.js';
import { WaitingHandler } from './waiting.handler.js';

/** Where caseworkers read. */
@Module({ imports: [CqrsModule], controllers: [BoardController], providers: [BoardReader, BoardHandler, WaitingHandler, Live] })
export class BoardModule {}
