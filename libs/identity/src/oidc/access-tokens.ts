import type { IdentitySource, Principal } from '@relet/platform';
import { digestOf } from '../secrets.js';
import { principalWith } from '../rights.js';
import type { Users } from '../users/users.js';
import { isUnreachable } from './bounded-fetch.js';
import { calledIn, isAssured, rightsOf } from './mapping.js';
import type { OidcSettings } from './oidc-settings.js';
import type { Provider } from './provider.js';

/** Milliseconds for which a token that was verified need not be verified again: rights that were taken back hold no longer than this. */
const KEPT = 60_000;
/** Tokens that are kept; beyond these the oldest is verified again. */
const MOST = 10_000;
/** Seconds by which the clock of the provider may be wrong. */
export const DRIFT = 5;
/** Headers that name a key or its place, or change what a signature means: ours come from the provider alone. */
export const FOREIGN = ['jku', 'jwk', 'x5u', 'x5c', 'crit', 'b64', 'zip'];

/** Access tokens of programs: JWTs of the identity provider, for us, signed as it is agreed. */
export class AccessTokens implements IdentitySource {
  private readonly kept = new Map<string, { principal: Principal; until: number }>();

  constructor(
    private readonly provider: Provider,
    private readonly settings: OidcSettings,
    private readonly users: Users,
  ) {}

  principalOf({ kind, token }: { kind: string; token: string }): Principal | undefined | Promise<Principal | undefined> {
    if (kind !== 'bearer' || this.settings.audience === undefined || !/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return undefined;
    const digest = digestOf(token).toString('base64url');
    const known = this.kept.get(digest);
    if (known && known.until > Date.now()) return known.principal;
    return this.verified(token, digest, this.settings.audience);
  }

  private async verified(token: string, digest: string, audience: string): Promise<Principal | undefined> {
    const { decodeProtectedHeader, jwtVerify } = await import('jose');
    try {
      const header = decodeProtectedHeader(token);
      if (FOREIGN.some((name) => name in header)) return undefined;
      const { payload } = await jwtVerify(token, await this.provider.keys(), {
        ...{ issuer: await this.provider.issuer(), audience, algorithms: [...this.settings.algorithms] },
        ...{ clockTolerance: DRIFT, requiredClaims: ['exp', 'iat', 'sub'] },
      });
      // A program has signed in as itself; behind any other token stands somebody who has to have signed in as is asked.
      if (payload['client_id'] !== payload.sub && !isAssured(payload, this.settings.assurance)) return undefined;
      const rights = rightsOf(payload, this.settings);
      const person =
        rights && (await this.users.people.ofSubject(payload.iss as string, payload.sub as string, calledIn(payload, this.settings)));
      if (!rights || !person || person.removed !== null) return undefined;
      const principal = principalWith(person.id, rights);
      this.keep(digest, principal, Math.min(Date.now() + KEPT, (payload.exp as number) * 1000));
      return principal;
    } catch (error) {
      // The keys of the provider are not to be had: nobody can say yet whose token it is.
      if (isUnreachable(error)) throw error;
      return undefined;
    }
  }

  private keep(digest: string, principal: Principal, until: number): void {
    this.kept.delete(digest);
    this.kept.set(digest, { principal, until });
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
  }
}
