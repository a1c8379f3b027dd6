import { Body, Controller, Get, Headers, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { Needs, originOf, SETTINGS, type Sent, type Settings } from '@relet/platform';
import { begunIn, giveBegun, giveSession, sessionIn } from '../sign-in/cookies.js';
import { fieldsOf } from '../sign-in/form.js';
import { asPage, onTo, saidOf, type PageReply } from '../sign-in/page-reply.js';
import { refusedPage } from '../sign-in/pages.js';
import { wayBack } from '../sign-in/way-back.js';
import { Oidc } from './oidc.js';

/** Where a browser says that a request comes from when it is its user's own act: one of our pages, or an address that was typed. Old browsers say nothing. */
const OWN: ReadonlySet<string | undefined> = new Set(['same-origin', 'none', undefined]);

/** The way of a browser to the identity provider, and back. */
@ApiExcludeController()
@Controller('sign-in/oidc')
@Needs('nothing')
export class OidcController {
  constructor(
    @Inject(Oidc) private readonly oidc: Oidc,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  @Get()
  begin(@Query() query: object, @Headers() headers: Sent, @Res({ passthrough: true }) reply: PageReply): Promise<string | undefined> {
    const { to } = fieldsOf(query, 'to');
    // A link on a page of somebody else begins nothing by itself: whoever follows it is asked first. In the demo the provider asks.
    if (!this.settings.demo && !OWN.has(headers['sec-fetch-site']))
      return Promise.resolve(onTo(`/sign-in?to=${encodeURIComponent(wayBack(to))}`, reply));
    return this.orSaid(headers, reply, async () => {
      const { url, begun } = await this.oidc.begin(originOf(this.settings, headers), wayBack(to));
      giveBegun(reply, begun);
      onTo(url, reply);
    });
  }

  @Get('callback')
  cameBack(
    @Query() _answer: object,
    @Req() { url }: { url: string },
    @Headers() headers: Sent,
    @Res({ passthrough: true }) reply: PageReply,
  ): Promise<string | undefined> {
    return this.orSaid(headers, reply, async () => {
      const cameBack = new URL(url, originOf(this.settings, headers));
      const { session, to } = await this.oidc.finish(cameBack, begunIn(headers), sessionIn(headers));
      giveSession(reply, session);
      onTo(to, reply);
    });
  }

  /** The provider says that somebody has signed out there. What it sends is signed by it; where it comes from says nothing. */
  @Post('sign-out')
  @HttpCode(200)
  async signOut(@Body() body: unknown, @Res({ passthrough: true }) reply: PageReply): Promise<void> {
    await this.oidc.signOut(fieldsOf(body, 'logout_token').logout_token);
    reply.header('cache-control', 'no-store');
  }

  private async orSaid(headers: Sent, reply: PageReply, act: () => Promise<void>): Promise<string | undefined> {
    try {
      await act();
      return undefined;
    } catch (error) {
      const said = saidOf(error, reply);
      return refusedPage(asPage(headers, reply), said);
    }
  }
}
