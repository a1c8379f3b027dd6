import { Body, Controller, Get, Headers, HttpCode, Inject, Ip, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Identities, mustComeFromHere, Needs, originOf, SETTINGS, type Sent, type Settings } from '@relet/platform';
import type { Person } from '../users/people.js';
import { Users } from '../users/users.js';
import { begunIn, giveBegun, sessionIn, takeSession } from './cookies.js';
import { fieldsOf } from './form.js';
import { asPage, onTo, saidOf, type PageReply } from './page-reply.js';
import { signedInPage, signInPage } from './pages.js';
import { PasskeySignIn } from './passkey-sign-in.js';
import { SCRIPT } from './script.js';
import { SignIn } from './sign-in.js';
import { wayBack } from './way-back.js';

/** The pages by which people sign in and out. */
@ApiExcludeController()
@Controller()
@Needs('nothing')
export class SignInController {
  constructor(
    @Inject(SignIn) private readonly signIn: SignIn,
    @Inject(PasskeySignIn) private readonly passkeys: PasskeySignIn,
    @Inject(Users) private readonly users: Users,
    @Inject(Identities) private readonly identities: Identities,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get('sign-in')
  async page(@Query() query: object, @Headers() headers: Sent, @Res({ passthrough: true }) reply: PageReply): Promise<string | undefined> {
    const [language, to] = [asPage(headers, reply, query), wayBack(fieldsOf(query, 'to').to)];
    const who = await this.signedIn(headers);
    if (who !== undefined) return signedInPage(language, called(who), await this.users.people.hasPassword(who.id));
    if (!this.isDemo) return signInPage(language, to, this.ways);
    onTo(`/sign-in/oidc?to=${encodeURIComponent(to)}`, reply);
    return undefined;
  }

  @Post('sign-in')
  async byPassword(
    @Body() body: unknown,
    @Headers() headers: Sent,
    @Ip() address: string,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string | undefined> {
    mustComeFromHere(this.settings, headers);
    const { to, ...typed } = fieldsOf(body, 'to', 'name', 'password', 'code');
    try {
      const person = await this.signIn.byPassword(typed, address);
      await this.signIn.begin(person, 'password', headers, reply);
      onTo(wayBack(to), reply);
      return undefined;
    } catch (error) {
      const said = saidOf(error, reply);
      return signInPage(asPage(headers, reply), wayBack(to), { ...this.ways, said });
    }
  }

  @Post('sign-in/passkey/options')
  @HttpCode(200)
  async passkeyOptions(@Headers() headers: Sent, @Res({ passthrough: true }) reply: PageReply): Promise<object> {
    mustComeFromHere(this.settings, headers);
    const { options, begun } = await this.passkeys.asks(originOf(this.settings, headers));
    giveBegun(reply, begun);
    return options;
  }

  @Post('sign-in/passkey')
  @HttpCode(200)
  async byPasskey(@Body() body: unknown, @Headers() headers: Sent, @Res({ passthrough: true }) reply: PageReply): Promise<{ to: string }> {
    mustComeFromHere(this.settings, headers);
    const person = await this.passkeys.answered(originOf(this.settings, headers), begunIn(headers), body);
    await this.signIn.begin(person, 'passkey', headers, reply);
    return { to: wayBack(fieldsOf(body, 'to').to) };
  }

  @Post('sign-out')
  async signOut(@Headers() headers: Sent, @Res({ passthrough: true }) reply: PageReply): Promise<void> {
    mustComeFromHere(this.settings, headers);
    const session = sessionIn(headers);
    if (session !== undefined) await this.users.sessions.end(session);
    takeSession(reply);
    onTo('/sign-in', reply);
  }

  @Get('sign-in/script.js')
  script(@Res({ passthrough: true }) reply: PageReply): string {
    reply.header('content-type', 'text/javascript; charset=utf-8').header('x-content-type-options', 'nosniff');
    return SCRIPT;
  }

  /** In the demo nobody has a password: who comes is asked at once whom they are. */
  private get isDemo(): boolean {
    return this.settings.demo && this.settings.oidc !== undefined;
  }

  private get ways(): { issuer: boolean } {
    return { issuer: this.settings.oidc !== undefined };
  }

  /** Whose session holds here: one of an identity provider that this process cannot ask of is begun anew, which the provider mostly does by itself. */
  private async signedIn(headers: Sent): Promise<Person | undefined> {
    const principal = sessionIn(headers) === undefined ? undefined : await this.identities.stillBy(headers).catch(() => undefined);
    return principal && this.users.people.of(principal.id);
  }
}

const called = ({ called: by, name, id }: Person) => by ?? name ?? id;
