import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused, SETTINGS, type IdentitySource, type Settings } from '@relet/platform';
import { Users } from '../users/users.js';
import { AccessTokens } from './access-tokens.js';
import { calledIn } from './mapping.js';
import { oidcSettingsIn, type OidcSettings } from './oidc-settings.js';
import { OidcSessions } from './oidc-sessions.js';
import { Provider, type Awaited } from './provider.js';
import { signedOutIn } from './sign-out-tokens.js';

/** Where the provider sends browsers back to. */
export const CALLBACK = '/sign-in/oidc/callback';

/** Signing in by an identity provider, where one is set. */
@Injectable()
export class Oidc {
  /** Those whom the provider knows. */
  readonly sources: readonly IdentitySource[] = [];
  private readonly set: { settings: OidcSettings; provider: Provider; sessions: OidcSessions } | undefined;

  constructor(
    @Inject(Users) private readonly users: Users,
    @Inject(SETTINGS) { oidc }: Settings,
  ) {
    if (oidc === undefined) return;
    const settings = oidcSettingsIn(oidc);
    const provider = new Provider(settings);
    const sessions = new OidcSessions(provider, settings, users);
    this.set = { settings, provider, sessions };
    this.sources = [sessions, new AccessTokens(provider, settings, users)];
  }

  /** Where to send a browser, and the secret under which its answer is awaited. */
  async begin(origin: string, to: string): Promise<{ url: string; begun: string }> {
    const { url, awaited } = await this.mustBeSet().provider.begin(`${origin}${CALLBACK}`, to);
    return { url: url.href, begun: await this.users.begun.keep(awaited) };
  }

  /** Ends what was begun in this browser. Throws AccessRefused: SIGN_IN_NOT_BEGUN, NO_RIGHTS, ISSUER_UNAVAILABLE. */
  async finish(cameBack: URL, begun: string | undefined, before: string | undefined): Promise<{ session: string; to: string }> {
    const { settings, provider, sessions } = this.mustBeSet();
    const awaited = begun === undefined ? undefined : await this.users.begun.take<Partial<Awaited>>(begun);
    if (!isAwaited(awaited)) throw new AccessRefused('SIGN_IN_NOT_BEGUN');
    const signedIn = await provider.finish(cameBack, awaited);
    return { session: await sessions.begin(signedIn, calledIn(signedIn.claims, settings), before), to: awaited.to };
  }

  /** Ends the sessions of whom has signed out at the provider. Throws Malformed, AccessRefused: SIGN_IN_NOT_BEGUN, ISSUER_UNAVAILABLE. */
  async signOut(token: string): Promise<void> {
    const { settings, provider, sessions } = this.mustBeSet();
    await sessions.signedOut(await signedOutIn(token, provider, settings));
  }

  private mustBeSet(): NonNullable<Oidc['set']> {
    if (!this.set) throw new AccessRefused('SIGN_IN_NOT_BEGUN');
    return this.set;
  }
}

/** What a passkey waits for is no sign-in by a provider. */
function isAwaited(held: Partial<Awaited> | undefined): held is Awaited {
  return held?.state !== undefined && held.nonce !== undefined && held.verifier !== undefined;
}
