import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiBearerAuth, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Needs, Who, type Principal, type Sent } from '@relet/platform';
import { sessionIn } from '../sign-in/cookies.js';
import { Users } from '../users/users.js';
import type { ActorAnswer, ColleaguesAnswer, MeAnswer, SessionsAnswer } from './me.answers.js';
import { MyBuildings, MyStandIn } from './me.commands.js';
import { Me } from './me.js';

/** Who asks: their rights, their sessions, their buildings and who stands in for them. */
@ApiTags('identity')
@ApiBearerAuth()
@Needs('own')
@Controller('v1')
export class MeController {
  constructor(
    @Inject(Me) private readonly me: Me,
    @Inject(Users) private readonly users: Users,
  ) {}

  @Get('me')
  @ApiOperation({ operationId: 'me', summary: 'Who asks: roles, municipality, own buildings, and who stands in for whom' })
  who(@Who() principal: Principal): Promise<MeAnswer> {
    return this.me.who(principal);
  }

  @Get('me/sessions')
  @ApiOperation({ operationId: 'mySessions', summary: 'Where one is signed in' })
  sessions(@Who() principal: Principal, @Headers() headers: Sent): Promise<SessionsAnswer> {
    return this.me.sessions(principal, sessionIn(headers));
  }

  @Post('me/sessions/:session/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endMySession', summary: 'Signs one out somewhere' })
  async endSession(@Param('session') session: string, @Who() principal: Principal, @Headers() headers: Sent): Promise<SessionsAnswer> {
    await this.users.sessions.endOf(principal.id, session);
    return this.me.sessions(principal, sessionIn(headers));
  }

  @Post('me/buildings')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setMyBuildings', summary: 'Names the buildings that are one’s own' })
  async buildings(@Body() { buildings }: MyBuildings, @Who() principal: Principal): Promise<MeAnswer> {
    await this.users.portfolios.setBuildings(principal.id, buildings);
    return this.me.who(principal);
  }

  @Get('me/colleagues')
  @ApiOperation({ operationId: 'myColleagues', summary: 'Who could stand in for one: the users of the same side' })
  colleagues(@Who() principal: Principal): Promise<ColleaguesAnswer> {
    return this.me.colleagues(principal);
  }

  @Post('me/stand-in')
  @HttpCode(200)
  @ApiOperation({ operationId: 'setMyStandIn', summary: 'Names a colleague who stands in from a day to a day' })
  async standIn(@Body() standIn: MyStandIn, @Who() principal: Principal): Promise<MeAnswer> {
    await this.me.standIn(principal, standIn);
    return this.me.who(principal);
  }

  @Post('me/stand-in/end')
  @HttpCode(200)
  @ApiOperation({ operationId: 'endMyStandIn', summary: 'Nobody stands in any more' })
  async endStandIn(@Who() principal: Principal): Promise<MeAnswer> {
    await this.users.portfolios.setStandIn(principal.id, undefined);
    return this.me.who(principal);
  }

  @Get('actors/:actor')
  @Needs('history', 'access_log')
  @ApiOperation({ operationId: 'actor', summary: 'Who an actor of the log is' })
  actor(@Param('actor') actor: string, @Who() principal: Principal): Promise<ActorAnswer> {
    return this.me.actor(actor, principal);
  }
}
