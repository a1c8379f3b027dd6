import { Controller, Get, Inject, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { checked, Needs, Who, type Principal } from '#platform';
import { AskBoard, AskWaiting, type BoardAnswer } from './board.handler.js';
import { BoardQuery, WaitingQuery } from './board.queries.js';

/** Caseworkers look here. */
@ApiTags('board')
@ApiBearerAuth()
@Needs('board')
@Controller('v1')
export class BoardController {
  constructor(@Inject(QueryBus) private readonly queries: QueryBus) {}

  @Get('board')
  @ApiOperation({ operationId: 'board', summary: 'Where each home stands, since when, and who holds the ball' })
  @ApiQuery({ type: BoardQuery })
  board(@Query() asked: object, @Who() principal: Principal): Promise<BoardAnswer> {
    return this.queries.execute(new AskBoard(checked(BoardQuery, asked), principal));
  }

  @Get('waiting-list')
  @ApiOperation({ operationId: 'waitingList', summary: 'Citizens on the lists, with days left of the guarantee' })
  @ApiQuery({ type: WaitingQuery })
  waiting(@Query() asked: object, @Who() principal: Principal) {
    return this.queries.execute(new AskWaiting(checked(WaitingQuery, asked), principal));
  }
}
