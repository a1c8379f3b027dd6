import { AccessRefused } from '@relet/platform';
import type { Configuration } from 'openid-client';
import { boundedFetch, isUnreachable } from './bounded-fetch.js';
import type { Claims } from './mapping.js';
import type { OidcSettings } from './oidc-settings.js';

/** What must come back with the answer of the identity provider. */
export interface Awaited {
  state: string;
  nonce: string;
  verifier: string;
  to: string;
}

/** What a sign-in has given: claims, and the tokens by which they can be asked again. */
export interface SignedIn {
  claims: Claims & { sub: string };
  issuer: string;
  access: string;
  refresh: string | undefined;
}

/** Loaded when it is first needed: no other start waits for it. */
const client = () => import('openid-client');

/** The identity provider, as this confidential client knows it. */
export class Provider {
  private known: Promise<Configuration> | undefined;

  constructor(private readonly settings: OidcSettings) {}

  async issuer(): Promise<string> {
    return (await this.configuration()).serverMetadata().issuer;
  }

  /** Where its keys are. */
  async keysAt(): Promise<URL> {
    const { jwks_uri: at } = (await this.configuration()).serverMetadata();
    if (at === undefined) throw new AccessRefused('ISSUER_UNAVAILABLE');
    return new URL(at);
  }

  /** Where a browser goes to sign in: a code by PKCE, with state and nonce. */
  async begin(redirect: string, to: string): Promise<{ url: URL; awaited: Awaited }> {
    const configuration = await this.configuration();
    const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } = await client();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const url = buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirect, scope: this.settings.scope, state, nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
    });
    return { url, awaited: { state, nonce, verifier, to } };
  }

  /** Takes the code that came back, and asks whose it is. Throws AccessRefused: SIGN_IN_NOT_BEGUN, ISSUER_UNAVAILABLE. */
  async finish(cameBack: URL, { state, nonce, verifier }: Awaited): Promise<SignedIn> {
    const configuration = await this.configuration();
    const { authorizationCodeGrant } = await client();
    return this.refusing(async () => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(configuration, cameBack, checks);
      const { sub, iss } = tokens.claims() as { sub: string; iss: string };
      return {
        claims: await this.asked(tokens.access_token, sub),
        issuer: iss,
        access: tokens.access_token,
        refresh: tokens.refresh_token,
      };
    });
  }

  /** What the provider says of somebody at this moment. Throws AccessRefused: SIGN_IN_NOT_BEGUN when it no longer takes their token. */
  async again({ claims: { sub }, issuer, access, refresh }: SignedIn): Promise<SignedIn> {
    const configuration = await this.configuration();
    return this.refusing(async () => {
      try {
        return { claims: await this.asked(access, sub), issuer, access, refresh };
      } catch (error) {
        if (isUnreachable(error) || refresh === undefined) throw error;
        const { refreshTokenGrant } = await client();
        const tokens = await refreshTokenGrant(configuration, refresh);
        const renewed = { issuer, access: tokens.access_token, refresh: tokens.refresh_token ?? refresh };
        return { claims: await this.asked(renewed.access, sub), ...renewed };
      }
    });
  }

  private async asked(access: string, sub: string): Promise<SignedIn['claims']> {
    const { fetchUserInfo } = await client();
    return fetchUserInfo(await this.configuration(), access, sub);
  }

  /** What its address says of itself, asked once; when it could not be asked, the next one who needs it asks again. */
  private configuration(): Promise<Configuration> {
    this.known ??= this.discovered().catch((error: unknown) => {
      this.known = undefined;
      throw isUnreachable(error) ? new AccessRefused('ISSUER_UNAVAILABLE') : error;
    });
    return this.known;
  }

  private async discovered(): Promise<Configuration> {
    const { allowInsecureRequests, ClientSecretBasic, customFetch, discovery, enableNonRepudiationChecks } = await client();
    const { issuer, clientId, clientSecret } = this.settings;
    return discovery(issuer, clientId, undefined, ClientSecretBasic(clientSecret), {
      [customFetch]: boundedFetch,
      // Signatures are looked at, although what was asked by TLS came from nobody else. Without TLS nothing but this machine is asked: see boundedFetch.
      execute: [enableNonRepudiationChecks, ...(issuer.protocol === 'http:' ? [allowInsecureRequests] : [])],
    });
  }

  private async refusing<T>(act: () => Promise<T>): Promise<T> {
    try {
      return await act();
    } catch (error) {
      throw new AccessRefused(isUnreachable(error) ? 'ISSUER_UNAVAILABLE' : 'SIGN_IN_NOT_BEGUN');
    }
  }
}
