import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { mustComeFromHere, Needs, originOf, SETTINGS, type Sent, type Settings } from '@relet/platform';
import { Users } from '../users/users.js';
import { begunIn, giveBegun } from './cookies.js';
import { fieldsOf } from './form.js';
import { asPage, onTo, saidOf, type PageReply } from './page-reply.js';
import { refusedPage, welcomePage } from './pages.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { SignIn } from './sign-in.js';

/** The pages of a one-time link, where a user chooses what to sign in with. */
@ApiExcludeController()
@Controller('welcome/:link')
@Needs('nothing')
export class WelcomeController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(PasskeySignIn) private readonly passkeys: PasskeySignIn,
    @Inject(Users) private readonly users: Users,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  async page(
    @Param('link') link: string,
    @Query() query: object,
    @Headers() headers: Sent,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string> {
    const language = asPage(headers, reply, query);
    try {
      return welcomePage(language, link, await this.users.links.opened(link));
    } catch (error) {
      return refusedPage(language, saidOf(error, reply));
    }
  }

  @Post()
  async withPassword(
    @Param('link') link: string,
    @Body() body: unknown,
    @Headers() headers: Sent,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string | undefined> {
    mustComeFromHere(this.settings, headers);
    try {
      const person = await this.signIn.choosePassword(link, fieldsOf(body, 'password', 'again', 'code'));
      await this.signIn.begin(person, 'password', headers, reply);
      onTo('/', reply);
      return undefined;
    } catch (error) {
      const [said, language] = [saidOf(error, reply), asPage(headers, reply)];
      return said.code === 'LINK_UNKNOWN'
        ? refusedPage(language, said)
        : welcomePage(language, link, await this.users.links.opened(link), said);
    }
  }

  @Post('passkey/options')
  @HttpCode(200)
  async passkeyOptions(
    @Param('link') link: string,
    @Headers() headers: Sent,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<object> {
    mustComeFromHere(this.settings, headers);
    const { options, begun } = await this.passkeys.asksForNew(originOf(this.settings, headers), link);
    giveBegun(reply, begun);
    return options;
  }

  @Post('passkey')
  @HttpCode(200)
  async withPasskey(
    @Param('link') link: string,
    @Body() body: unknown,
    @Headers() headers: Sent,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<{ to: string }> {
    mustComeFromHere(this.settings, headers);
    const person = await this.passkeys.made(originOf(this.settings, headers), link, begunIn(headers), body);
    await this.signIn.begin(person, 'passkey', headers, reply);
    return { to: '/' };
  }
}
