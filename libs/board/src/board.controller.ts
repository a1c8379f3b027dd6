import { Controller, Get, Headers, Inject, Query, Res } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiBearerAuth, ApiExtraModels, ApiHeader, ApiOperation, ApiResponse, ApiTags, getSchemaPath } from '@nestjs/swagger';
import { formAsked, InPath, languageOf, Needs, Who, type Principal, type ReplyHead, type Sent, type StreamReply } from '@relet/platform';
import type { BoardAnswer } from './board.answers.js';
import { AskBoard } from './board.handler.js';
import { BoardQuery, DayQuery, DeadlinesQuery, MeetingQuery, WaitingQuery } from './board.queries.js';
import type { DayAnswer } from './day/day.answers.js';
import { AskDay } from './day/day.handler.js';
import type { DeadlinesAnswer } from './deadlines.answers.js';
import { AskDeadlines } from './deadlines.handler.js';
import { HereEvent, HomeEvent, UnitEvent } from './live.answers.js';
import { Live, positionOf } from './live.js';
import { MeetingAnswer } from './meeting/meeting.answers.js';
import { AskMeeting } from './meeting/meeting.handler.js';
import { meetingPage, PAGE_POLICY } from './meeting/page.js';
import type { WaitingAnswer } from './waiting.answers.js';
import { AskWaiting } from './waiting.handler.js';

/** A stream of events: the `data` of each by its name. */
const stream = (events: Record<string, new () => object>) => {
  const schemas = Object.entries(events).map(([name, type]) => [name, getSchemaPath(type)] as const);
  const told = { 'x-relet': { events: Object.fromEntries(schemas) } };
  return ApiResponse({
    status: 200,
    description: `Server-sent events ${Object.keys(events).join(', ')}; each id is a position.`,
    content: {
      'text/event-stream': {
        schema: { oneOf: [...new Set(schemas.map(([, $ref]) => $ref))].map(($ref) => ({ $ref })), ...told },
      },
    },
  });
};

/** Caseworkers look here. */
@ApiTags('board')
@ApiBearerAuth()
@ApiExtraModels(HereEvent, HomeEvent, UnitEvent)
@Needs('board')
@Controller('v1')
export class BoardController {
  constructor(
    @Inject(QueryBus) private readonly queries: QueryBus,
    @Inject(Live) private readonly live: Live,
  ) {}

  @Get('board')
  @ApiOperation({ operationId: 'board', summary: 'Where each home stands, since when, and who holds the ball' })
  board(@Query() query: BoardQuery, @Who() principal: Principal): Promise<BoardAnswer> {
    return this.queries.execute(new AskBoard(query, principal));
  }

  @Get('board/events')
  @ApiOperation({ operationId: 'boardEvents', summary: 'The board as it changes: server-sent events, a card a change' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on behind this position; `reset` when it is too long ago.' })
  @stream({ here: HereEvent, home: HomeEvent, reset: HereEvent })
  boardEvents(@Headers('last-event-id') last: string | undefined, @Who() principal: Principal, @Res() reply: StreamReply): void {
    this.live.board(reply, principal, positionOf(last));
  }

  @Get('units/:unit/events')
  @ApiOperation({ operationId: 'homeEvents', summary: "One home's events as they come: server-sent events" })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Go on behind this position.' })
  @stream({ here: HereEvent, event: UnitEvent })
  homeEvents(
    @InPath('unit') unit: string,
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
  waiting(@Query() query: WaitingQuery, @Who() principal: Principal): Promise<WaitingAnswer> {
    return this.queries.execute(new AskWaiting(query, principal));
  }

  @Get('deadlines')
  @ApiOperation({ operationId: 'deadlines', summary: 'What is past or falls due soon: planned days, answers, the guarantee' })
  deadlines(@Query() query: DeadlinesQuery, @Who() principal: Principal): Promise<DeadlinesAnswer> {
    return this.queries.execute(new AskDeadlines(query, principal));
  }

  @Get('day')
  @ApiOperation({ operationId: 'day', summary: 'What one has in hand: overdue, today, this week, and what waits for others' })
  day(@Query() query: DayQuery, @Who() principal: Principal): Promise<DayAnswer> {
    return this.queries.execute(new AskDay(query, principal));
  }

  @Get('meeting')
  @ApiOperation({
    operationId: 'meeting',
    summary: 'The weekly meeting: new, moved, let, stuck, overdue, corrected since a day; as a page for A4 with `Accept: text/html`',
  })
  @ApiHeader({
    name: 'Accept',
    required: false,
    description: '`application/json`, or `text/html` for the page to print. What is neither is 406 `NOT_ACCEPTABLE`.',
  })
  @ApiExtraModels(MeetingAnswer)
  @ApiResponse({
    status: 200,
    content: {
      'application/json': { schema: { $ref: getSchemaPath(MeetingAnswer) } },
      'text/html': { schema: { type: 'string', description: 'The agenda as a page for A4.' } },
    },
  })
  async meeting(
    @Query() query: MeetingQuery,
    @Headers() headers: Sent,
    @Who() principal: Principal,
    @Res({ passthrough: true }) reply: ReplyHead,
  ): Promise<MeetingAnswer | string> {
    const form = formAsked(headers['accept'], ['application/json', 'text/html']);
    reply.header('vary', 'Accept, Accept-Language');
    const answer = await this.queries.execute(new AskMeeting(query, principal));
    if (form === 'application/json') return answer;
    const language = query.lang ?? languageOf(headers['accept-language'], 'da');
    reply.header('content-language', language);
    reply.header('content-type', 'text/html; charset=utf-8').header('content-security-policy', PAGE_POLICY);
    return meetingPage(answer, language);
  }
}
