import { Body, Controller, Get, Headers, Inject, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { mustComeFromHere, Needs, SETTINGS, type Sent, type Settings } from '@relet/platform';
import { Users } from '../users/users.js';
import { sessionIn } from './cookies.js';
import { fieldsOf } from './form.js';
import { asPage, onTo, saidOf, type PageReply } from './page-reply.js';
import { passwordPage } from './pages.js';
import { SignIn } from './sign-in.js';

/** The page on which users change their own password. Who has not signed in, or signs in otherwise, is led to where one signs in. */
@ApiExcludeController()
@Controller('sign-in/password')
@Needs('nothing')
export class PasswordController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(Users) private readonly users: Users,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async page(@Query() query: object, @Headers() headers: Sent, @Res({ passthrough: true }) reply: PageReply): Promise<string | undefined> {
    const user = await this.user(headers);
    return user ? passwordPage(asPage(headers, reply, query), user.name) : onTo('/sign-in?to=/sign-in/password', reply);
  }

  @Post()
  async change(
    @Body() body: unknown,
    @Headers() headers: Sent,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string | undefined> {
    mustComeFromHere(this.settings, headers);
    const user = await this.user(headers);
    if (!user) return onTo('/sign-in?to=/sign-in/password', reply);
    try {
      await this.signIn.changePassword(user.name, fieldsOf(body, 'old', 'password', 'again', 'code'), address);
      await this.signIn.begin(user.id, 'password', headers, reply);
      return onTo('/sign-in', reply);
    } catch (error) {
      const said = saidOf(error, reply);
      return passwordPage(asPage(headers, reply), user.name, said);
    }
  }

  /** Who has signed in here by a password. */
  private async user(headers: Sent): Promise<{ id: string; name: string } | undefined> {
    const session = sessionIn(headers);
    const known = session === undefined ? undefined : await this.users.sessions.known(session);
    const person = known?.how === 'password' ? await this.users.people.of(known.principal.id) : undefined;
    return typeof person?.name === 'string' ? { id: person.id, name: person.name } : undefined;
  }
}
