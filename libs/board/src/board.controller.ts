import { Controller, Get, Headers, Inject, Param, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiHeader, ApiOperation, ApiQuery, ApiResponse, ApiTags } from '@nestjs/swagger';
import { checked, languageOf, Needs, spoken, Who, type Principal, type StreamReply } from '@relet/platform';
import { AskBoard, type BoardAnswer } from './board.handler.js';
import { BoardQuery, DeadlinesQuery, MeetingQuery, WaitingQuery } from './board.queries.js';
import { AskDeadlines, type DeadlinesAnswer } from './deadlines.handler.js';
import { Live, positionOf } from './live.js';
import { AskMeeting, type MeetingAnswer } from './meeting/meeting.handler.js';
import { meetingPage, PAGE_POLICY } from './meeting/page.js';
import { AskWaiting, type WaitingAnswer } from './waiting.handler.js';

const EVENTS = {
  status: 200,
  description: 'text/event-stream; each id is a position.',
  content: { 'text/event-stream': { schema: { type: 'string' as const } } },
};

/** Caseworkers look here. */
@ApiTags('board')
@ApiBearerAuth()
@Needs('board')
@Controller('v1')
export class BoardController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Live) private readonly live: Live,
  ) {}

  @Get('board')
  @ApiOperation({ operationId: 'board', summary: 'Where each home stands, since when, and who holds the ball' })
  @ApiQuery({ type: BoardQuery })
  board(@Query() asked: object, @Who() principal: Principal): Promise<BoardAnswer> {
    return this.queries.execute(new AskBoard(checked(BoardQuery, asked), principal));
  }

  @Get('board/events')
  @ApiOperation({ operationId: 'boardEvents', summary: 'The board as it changes: server-sent events, a card a change' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on behind this position; `reset` when it is too long ago.' })
  @ApiResponse(EVENTS)
  boardEvents(@Headers('last-event-id') last: string | undefined, @Who() principal: Principal, @Res() reply: StreamReply): void {
    this.live.board(reply, principal, positionOf(last));
  }

  @Get('units/:unit/events')
  @ApiOperation({ operationId: 'homeEvents', summary: "One home's events as they come: server-sent events" })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on behind this position.' })
  @ApiResponse(EVENTS)
  homeEvents(
    @Param('unit') unit: string,
    @Headers('last-event-id') last: string | undefined,
    @Who() principal: Principal,
    @Res() reply: StreamReply,
  ): Promise<void> {
    return this.live.home(reply, principal, unit, positionOf(last));
  }

  @Get('waiting-list')
  @ApiOperation({
    operationId: 'waitingList',
    summary: 'Citizens on the lists, with days left of the guarantee and the homes that could meet it',
  })
  @ApiQuery({ type: WaitingQuery })
  waiting(@Query() asked: object, @Who() principal: Principal): Promise<WaitingAnswer> {
    return this.queries.execute(new AskWaiting(checked(WaitingQuery, asked), principal));
  }

  @Get('deadlines')
  @ApiOperation({ operationId: 'deadlines', summary: 'What is past or falls due soon: planned days, answers, the guarantee' })
  @ApiQuery({ type: DeadlinesQuery })
  deadlines(@Query() asked: object, @Who() principal: Principal): Promise<DeadlinesAnswer> {
    return this.queries.execute(new AskDeadlines(checked(DeadlinesQuery, asked), principal));
  }

  @Get('meeting')
  @ApiOperation({
    operationId: 'meeting',
    summary: 'The weekly meeting: new, moved, let, stuck, overdue, corrected since a day; as a page for A4 with `Accept: text/html`',
  })
  @ApiQuery({ type: MeetingQuery })
  @ApiHeader({ name: 'Accept', required: false, description: '`text/html` for the page to print; else JSON.' })
  async meeting(
    @Query() asked: object,
    @Headers() headers: Record<string, string | undefined>,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<MeetingAnswer | string> {
    const query = checked(MeetingQuery, asked);
    const answer = await this.queries.execute<AskMeeting, MeetingAnswer>(new AskMeeting(query, principal));
    if (!headers['accept']?.includes('text/html')) return answer;
    const language = query.lang ?? languageOf(headers['accept-language'], 'da');
    spoken(reply, language);
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY);
    return meetingPage(answer, language);
  }
}

interface Reply {
  header(name: string, value: string): Reply;
}
