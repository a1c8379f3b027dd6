import { AccessRefused, type Credentials, type IdentitySource, type Principal } from '@relet/platform';
import { digestOf } from '../secrets.js';
import type { Users } from '../users/users.js';
import { rightsOf } from './mapping.js';
import type { OidcSettings } from './oidc-settings.js';
import type { Provider, SignedIn } from './provider.js';
import type { SignedOut } from './sign-out-tokens.js';

/** Milliseconds after which the provider is asked again what somebody may. */
const ASKED_AGAIN = 60_000;

interface Live {
  signedIn: SignedIn;
  askedAt: number;
  asking?: Promise<boolean> | undefined;
}

/**
 * Sessions of people whom an identity provider knows. What they may is asked again every minute, so that rights that were changed there hold here. The tokens for that
 * are kept in memory alone: after a restart these people sign in again, which their provider mostly does by itself.
 */
export class OidcSessions implements IdentitySource {
  private readonly live = new Map<string, Live>();

  constructor(
    private readonly provider: Provider,
    private readonly settings: OidcSettings,
    private readonly users: Users,
  ) {}

  /** Begins a session for whom the provider has told us of, and answers its token. Throws AccessRefused: NO_RIGHTS. */
  async begin(signedIn: SignedIn, called: string | undefined, before: string | undefined): Promise<string> {
    const rights = rightsOf(signedIn.claims, this.settings);
    const person = rights && (await this.users.people.ofSubject(signedIn.issuer, signedIn.claims.sub, called));
    if (!person || person.removed !== null) throw new AccessRefused('NO_RIGHTS');
    const token = await this.users.sessions.begin(person.id, 'oidc', before, rights);
    for (const [key, { askedAt }] of this.live) if (askedAt < Date.now() - 24 * 3_600_000) this.live.delete(key);
    this.live.set(keyOf(token), { signedIn, askedAt: Date.now() });
    return token;
  }

  async principalOf({ kind, token, quietly }: Credentials): Promise<Principal | undefined> {
    const known = kind === 'session' ? await this.users.sessions.known(token, quietly) : undefined;
    if (known?.how !== 'oidc') return undefined;
    const live = this.live.get(keyOf(token));
    if (live && live.askedAt > Date.now() - ASKED_AGAIN) return known.principal;
    // One that another process has begun is asked of there: it is not ours to end.
    return live && this.askedAgain(token, live, quietly);
  }

  /** Ends the sessions of whom has signed out at the provider. */
  async signedOut({ issuer, sub, sid }: SignedOut): Promise<void> {
    for (const [key, { signedIn }] of this.live) {
      const isTheirs = (sub === undefined || signedIn.claims.sub === sub) && (sid === undefined || signedIn.sid === sid);
      if (signedIn.issuer !== issuer || !isTheirs) continue;
      this.live.delete(key);
      await this.users.sessions.endKept(Buffer.from(key, 'base64url'));
    }
  }

  private async askedAgain(token: string, live: Live, quietly: true | undefined): Promise<Principal | undefined> {
    // Many requests at once are one question.
    live.asking ??= this.holds(token, live).finally(() => (live.asking = undefined));
    return (await live.asking) ? (await this.users.sessions.known(token, quietly))?.principal : this.ended(token);
  }

  private async holds(token: string, live: Live): Promise<boolean> {
    try {
      live.signedIn = await this.provider.again(live.signedIn);
    } catch (error) {
      if (error instanceof AccessRefused && error.code === 'SIGN_IN_NOT_BEGUN') return false;
      throw error;
    }
    const rights = rightsOf(live.signedIn.claims, this.settings);
    if (!rights) return false;
    await this.users.sessions.give(token, rights);
    live.askedAt = Date.now();
    return true;
  }

  private async ended(token: string): Promise<undefined> {
    this.live.delete(keyOf(token));
    await this.users.sessions.end(token);
    return undefined;
  }
}

const keyOf = (token: string) => digestOf(token).toString('base64url');
