import { exportJWK, generateKeyPair, type CryptoKey, type JWK } from 'jose';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Provider from 'oidc-provider';
import { InMemory } from '../../apps/cli/src/demo/in-memory.js';

/** What the provider says of somebody. A test may change it while they are signed in. */
export type Said = Record<string, unknown>;

/** An identity provider in this process, on loopback: it lets everybody be whom they choose. */
export interface IdentityProvider {
  issuer: string;
  /** What it says of each account, by its id. */
  accounts: Map<string, Said>;
  /** The key that it signs with. */
  key: CryptoKey;
  publicKey: JWK;
  /** A file for RELET_OIDC that names it. */
  settingsFile: string;
  /** Makes the provider fail: it is there, and answers nothing useful. */
  fails: boolean;
  stop(): Promise<void>;
}

export const AUDIENCE = 'https://relet.example.dk';
const SECRET = 'a-secret-of-the-client-that-nobody-else-has';

/** A provider for a client at this callback. Where its claims come from the ID token, its userinfo says nothing but who it is. */
export async function provide(callback: string, more: Record<string, unknown> = {}): Promise<IdentityProvider> {
  const isInToken = more['claimsFrom'] === 'id_token';
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const named = { kid: 'first', alg: 'RS256', use: 'sig' };
  const accounts = new Map<string, Said>();
  const server: Server = createServer();
  await new Promise<void>((up) => server.listen(0, '127.0.0.1', up));
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const claims = ['cvr', 'roles', 'name', 'privileges_intermediate'];
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'relet',
        client_secret: SECRET,
        redirect_uris: [callback],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        backchannel_logout_uri: callback.replace('callback', 'sign-out'),
        backchannel_logout_session_required: true,
      },
      { client_id: 'robot', client_secret: SECRET, redirect_uris: [], response_types: [], grant_types: ['client_credentials'] },
    ],
    adapter: InMemory,
    acrValues: ['low', 'high'],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), ...named }] },
    cookies: { keys: ['a key of the cookies of the provider'] },
    conformIdTokenClaims: !isInToken,
    issueRefreshToken: async () => isInToken,
    pkce: { required: () => true },
    claims: { openid: ['sub', 'amr'], profile: claims },
    ttl: { AccessToken: 3600, Session: 3600, Interaction: 600, Grant: 3600, IdToken: 3600, ClientCredentials: 600, RefreshToken: 3600 },
    findAccount: (_: unknown, accountId: string) => {
      const said = accounts.get(accountId);
      return said && { accountId, claims: (use: string) => ({ sub: accountId, ...(isInToken && use === 'userinfo' ? {} : said) }) };
    },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/choose/${uid}` },
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ clientId: oidc.client.clientId, accountId: oidc.session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: { logoutSource: (context: { body: string }, form: string) => void (context.body = form) },
      resourceIndicators: {
        enabled: true,
        defaultResource: (_: unknown, { clientId }: { clientId: string }) => (clientId === 'robot' ? AUDIENCE : undefined),
        getResourceServerInfo: () => ({ scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', jwt: { sign: { alg: 'RS256' } } }),
      },
    },
    extraTokenClaims: () => ({ cvr: '10000001', roles: ['relet-integration'] }),
  });
  const handle = provider.callback();
  const own = { fails: false };
  server.on('request', (request, response) => {
    if (own.fails) return void response.writeHead(500).end('{}');
    const [, account, acr] = /^\/choose\/[\w-]+\?account=([\w-]+)(?:&acr=(\w+))?/.exec(request.url ?? '') ?? [];
    const login = { accountId: account, ...(acr !== undefined && { acr, amr: acr === 'high' ? ['pwd', 'mfa'] : ['pwd'] }) };
    if (account !== undefined) return void provider.interactionFinished(request, response, { login });
    handle(request, response);
  });
  const folder = mkdtempSync(join(tmpdir(), 'relet-oidc-'));
  writeFileSync(join(folder, 'secret'), SECRET, { mode: 0o600 });
  const settingsFile = join(folder, 'oidc.json');
  const settings = {
    ...{ issuer, clientId: 'relet', clientSecretFile: join(folder, 'secret'), audience: AUDIENCE, algorithms: ['RS256'] },
    organisations: {
      '10000001': { party: 'administrator' },
      '10000002': { party: 'municipality', municipality: 'eksempel' },
      '10000003': { party: 'municipality', municipality: 'nordby' },
    },
    roles: {
      'relet-caseworker': 'caseworker',
      'relet-auditor': 'auditor',
      'relet-operator': 'operator',
      'relet-integration': 'integration',
      'urn:dk:relet:caseworker': 'caseworker',
    },
  };
  writeFileSync(settingsFile, JSON.stringify({ ...settings, ...more }));
  return Object.assign(own, {
    ...{ issuer, accounts, key: privateKey, publicKey: { ...(await exportJWK(publicKey)), ...named }, settingsFile },
    stop: () =>
      new Promise<void>((down) => {
        server.close(() => down());
        server.closeAllConnections();
      }),
  });
}

/** A token for a program, as the provider gives it out. */
export async function tokenOf(issuer: string): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`robot:${SECRET}`).toString('base64')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}
