import { AccessRefused, Malformed } from '@relet/platform';
import { DRIFT, FOREIGN } from './access-tokens.js';
import { isUnreachable } from './bounded-fetch.js';
import type { OidcSettings } from './oidc-settings.js';
import type { Provider } from './provider.js';

/** What makes a token one of signing out (OpenID Connect Back-Channel Logout 1.0). */
const SIGN_OUT = 'http://schemas.openid.net/event/backchannel-logout';
/** Seconds for which such a token can be brought. */
const FRESH = 300;
/** Types that its header may say; many providers say none, or that of every token. */
const TYPES: ReadonlySet<unknown> = new Set([undefined, 'JWT', 'logout+jwt']);

/** Who has signed out at the provider: somebody everywhere, or in one session. */
export interface SignedOut {
  issuer: string;
  sub: string | undefined;
  sid: string | undefined;
}

/** Who has signed out, as the provider itself tells us. Throws Malformed for any other token, and AccessRefused: ISSUER_UNAVAILABLE. */
export async function signedOutIn(token: string, provider: Provider, { algorithms, clientId }: OidcSettings): Promise<SignedOut> {
  const { decodeProtectedHeader, jwtVerify } = await import('jose');
  try {
    const header = decodeProtectedHeader(token);
    if (FOREIGN.some((name) => name in header) || !TYPES.has(header.typ)) throw new Error('Another kind of token.');
    const { payload } = await jwtVerify(token, await provider.keys(), {
      ...{ issuer: await provider.issuer(), audience: clientId, algorithms: [...algorithms] },
      ...{ clockTolerance: DRIFT, maxTokenAge: FRESH, requiredClaims: ['iat', 'jti', 'events'] },
    });
    const { iss, sub, sid, events, nonce } = payload;
    const isSignOut = typeof events === 'object' && events !== null && SIGN_OUT in events;
    // A token with a nonce was made for somebody to sign in by.
    if (!isSignOut || nonce !== undefined || (typeof sub !== 'string' && typeof sid !== 'string'))
      throw new Error('Another kind of token.');
    return { issuer: iss as string, sub, sid: typeof sid === 'string' ? sid : undefined };
  } catch (error) {
    if (error instanceof AccessRefused) throw error;
    if (isUnreachable(error)) throw new AccessRefused('ISSUER_UNAVAILABLE');
    throw new Malformed([{ pointer: '/logout_token', fault: 'FORM', values: { field: 'logout_token' } }]);
  }
}
