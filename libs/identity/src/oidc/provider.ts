import { AccessRefused } from '@relet/platform';
import type { RemoteJWKSet } from 'jose';
import type { Configuration } from 'openid-client';
import { boundedFetch, isUnreachable } from './bounded-fetch.js';
import { isAssured, type Claims } from './mapping.js';
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
  /** The session at the provider, where it names one. */
  sid: string | undefined;
  access: string;
  refresh: string | undefined;
}

/** Loaded when it is first needed: no other start waits for it. */
const client = () => import('openid-client');

/** The identity provider, as this confidential client knows it. */
export class Provider {
  private known: Promise<Configuration> | undefined;
  private signing: RemoteJWKSet | undefined;

  constructor(private readonly settings: OidcSettings) {}

  async issuer(): Promise<string> {
    return (await this.configuration()).serverMetadata().issuer;
  }

  /** The keys that it signs with. Asking them may throw what `isUnreachable` knows. */
  async keys(): Promise<RemoteJWKSet> {
    const { jwks_uri: at } = (await this.configuration()).serverMetadata();
    if (at === undefined) throw new AccessRefused('ISSUER_UNAVAILABLE');
    const { createRemoteJWKSet, customFetch } = await import('jose');
    return (this.signing ??= createRemoteJWKSet(new URL(at), { [customFetch]: boundedFetch as never }));
  }

  /** Where a browser goes to sign in: a code by PKCE, with state and nonce. */
  async begin(redirect: string, to: string): Promise<{ url: URL; awaited: Awaited }> {
    const configuration = await this.configuration();
    const { buildAuthorizationUrl, calculatePKCECodeChallenge, randomNonce, randomPKCECodeVerifier, randomState } = await client();
    const [state, nonce, verifier] = [randomState(), randomNonce(), randomPKCECodeVerifier()];
    const url = buildAuthorizationUrl(configuration, {
      ...{ redirect_uri: redirect, scope: this.settings.scope, state, nonce },
      ...{ code_challenge: await calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' },
      ...(this.settings.assurance.acr.length && { acr_values: this.settings.assurance.acr.join(' ') }),
    });
    return { url, awaited: { state, nonce, verifier, to } };
  }

  /** Takes the code that came back, and asks whose it is. Throws AccessRefused: SIGN_IN_NOT_BEGUN, SIGN_IN_TOO_WEAK, ISSUER_UNAVAILABLE. */
  async finish(cameBack: URL, { state, nonce, verifier }: Awaited): Promise<SignedIn> {
    const configuration = await this.configuration();
    const { authorizationCodeGrant } = await client();
    return this.refusing(async () => {
      const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
      const tokens = await authorizationCodeGrant(configuration, cameBack, checks);
      const own = tokens.claims() as SignedIn['claims'] & { iss: string; sid?: string };
      // That it was asked for binds no provider: the signed token has to say it.
      if (!isAssured(own, this.settings.assurance)) throw new AccessRefused('SIGN_IN_TOO_WEAK');
      const { iss: issuer, sid, sub } = own;
      const claims = this.settings.claimsFrom === 'id_token' ? own : await this.asked(tokens.access_token, sub);
      return { claims, issuer, sid, access: tokens.access_token, refresh: tokens.refresh_token };
    });
  }

  /** What the provider says of somebody at this moment. Throws AccessRefused: SIGN_IN_NOT_BEGUN when it no longer takes their token. */
  async again(before: SignedIn): Promise<SignedIn> {
    return this.refusing(async () => {
      // An ID token says what was so when it was given out: only a new one says what is so now.
      if (this.settings.claimsFrom === 'id_token') return this.renewed(before);
      try {
        return { ...before, claims: await this.asked(before.access, before.claims.sub) };
      } catch (error) {
        if (isUnreachable(error) || before.refresh === undefined) throw error;
        return this.renewed(before);
      }
    });
  }

  /** New tokens for those of before, and what they say. */
  private async renewed({ claims: { sub }, issuer, sid, refresh = '' }: SignedIn): Promise<SignedIn> {
    const { refreshTokenGrant } = await client();
    const tokens = await refreshTokenGrant(await this.configuration(), refresh);
    const [access, own] = [tokens.access_token, tokens.claims()];
    const claims = this.settings.claimsFrom === 'id_token' ? own : await this.asked(access, sub);
    if (claims?.sub !== sub) throw new AccessRefused('SIGN_IN_NOT_BEGUN');
    return { claims, issuer, sid, access, refresh: tokens.refresh_token ?? refresh };
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
      if (error instanceof AccessRefused && error.code === 'SIGN_IN_TOO_WEAK') throw error;
      throw new AccessRefused(isUnreachable(error) ? 'ISSUER_UNAVAILABLE' : 'SIGN_IN_NOT_BEGUN');
    }
  }
}
