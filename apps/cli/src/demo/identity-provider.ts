import { exportJWK, generateKeyPair } from 'jose';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { escaped, languageOf, pagePolicy } from '@relet/platform';
import { WORDS, type CommandLineWords } from '@relet/words';
import { InMemory } from './in-memory.js';

type AccountName = keyof CommandLineWords['demo']['accounts'];

/** What the provider says of whom one can be, as a real one would: organisation by CVR number, and role. */
const ACCOUNTS: Readonly<Record<AccountName, { cvr: string; roles: string[] }>> = {
  administrator: { cvr: '10000001', roles: ['caseworker'] },
  eksempel: { cvr: '10000002', roles: ['caseworker'] },
  nordby: { cvr: '10000003', roles: ['caseworker'] },
  analyst: { cvr: '10000001', roles: ['analyst'] },
  auditor: { cvr: '10000001', roles: ['auditor'] },
  dpo: { cvr: '10000002', roles: ['data_protection_officer'] },
  operator: { cvr: '10000001', roles: ['operator'] },
};
const ORGANISATIONS = {
  '10000001': { party: 'administrator' },
  '10000002': { party: 'municipality', municipality: 'eksempel' },
  '10000003': { party: 'municipality', municipality: 'nordby' },
};

/** The identity provider of the demo. It asks nobody for a password: who comes says whom they are. */
export interface DemoProvider {
  /** The file that RELET_OIDC names. */
  settingsFile: string;
  /** Lets people go back to a server, once it is known where that is. */
  leadBackTo(address: string): Promise<void>;
  stop(): void;
}

/**
 * Starts an identity provider in this process, on this machine alone: the demo signs in by the very same way as others do. Its address is part of who
 * somebody is, so that it listens where it did before a restart, which a file tells, as long as that is free: whoever signs in again is who they were, and
 * finds what they had typed.
 */
export async function demoProvider(portFile: string): Promise<DemoProvider> {
  let handle: Handler = (_, response) => void response.writeHead(503).end();
  const server = createServer((request, response) => handle(request, response));
  await listening(server, keptIn(portFile)).catch(() => listening(server, 0));
  server.unref();
  const { port } = server.address() as AddressInfo;
  writeFileSync(portFile, `${port}\n`);
  const issuer = `http://127.0.0.1:${port}`;
  const folder = mkdtempSync(join(tmpdir(), 'relet-demo-'));
  const secret = randomBytes(32).toString('base64url');
  const [settingsFile, clientSecretFile] = [join(folder, 'oidc.json'), join(folder, 'secret')];
  writeFileSync(clientSecretFile, secret, { mode: 0o600 });
  const roles = Object.fromEntries(Object.values(ACCOUNTS).flatMap((account) => account.roles.map((role) => [role, role])));
  writeFileSync(settingsFile, JSON.stringify({ issuer, clientId: 'relet', clientSecretFile, organisations: ORGANISATIONS, roles }));
  return {
    settingsFile,
    async leadBackTo(address) {
      handle = await handlerOf(issuer, secret, new URL(address).port);
    },
    stop() {
      server.close();
      server.closeAllConnections();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The port that a file tells, or any. */
function keptIn(portFile: string): number {
  const port = existsSync(portFile) ? Number(readFileSync(portFile, 'utf8')) : 0;
  return port > 0 && port < 65_536 ? Math.floor(port) : 0;
}

function listening(server: Server, port: number): Promise<void> {
  return new Promise((up, failed) => {
    server.once('error', failed);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', failed);
      up();
    });
  });
}

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function handlerOf(issuer: string, secret: string, port: string): Promise<Handler> {
  // Nobody waits for it who does not run the demo.
  const { default: Provider } = await import('oidc-provider');
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const back = ['127.0.0.1', 'localhost'].map((host) => `http://${host}:${port}/sign-in/oidc/callback`);
  const provider = new Provider(issuer, {
    adapter: InMemory,
    clients: [
      {
        ...{ client_id: 'relet', client_secret: secret, redirect_uris: back, id_token_signed_response_alg: 'ES256' },
        ...{ response_types: ['code'], grant_types: ['authorization_code'] },
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), alg: 'ES256', use: 'sig', kid: 'demo' }] },
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    claims: { openid: ['sub'], profile: ['name', 'cvr', 'roles'] },
    // The provider's own session ends at once, so that each sign-in asks anew; what it has given out goes on.
    expiresWithSession: () => false,
    ttl: { AccessToken: 43_200, Grant: 43_200, IdToken: 3_600, Interaction: 3_600, Session: 1 },
    features: { devInteractions: { enabled: false } },
    findAccount: (_: unknown, accountId: string) =>
      Object.hasOwn(ACCOUNTS, accountId) && {
        accountId,
        claims: () => ({
          sub: accountId,
          name: WORDS.da.commandLine.demo.accounts[accountId as AccountName],
          ...ACCOUNTS[accountId as AccountName],
        }),
      },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/who/${uid}` },
    loadExistingGrant: async ({ oidc: { client, session } }: GrantAsked) => {
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  });
  const others = provider.callback();
  return (request, response) => {
    const [, chosen] = /^\/who\/[\w-]+\/(\w+)$/.exec(request.url ?? '') ?? [];
    if (chosen !== undefined) void provider.interactionFinished(request, response, { login: { accountId: chosen } });
    else if (request.url?.startsWith('/who/')) whoAreYou(request, response);
    else others(request, response);
  };
}

interface GrantAsked {
  oidc: { client: { clientId: string }; session: { accountId: string } };
}

const STYLE =
  ':root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;color:light-dark(#1a1d21,#e8eaed);background:light-dark(#fff,#16181b);max-width:34em;margin:12vh auto;padding:0 1em}h1{font-size:1.6em}ul{list-style:none;padding:0;display:grid;gap:.5em}a{display:block;padding:.7em 1em;border:1px solid light-dark(#cfd4da,#3a4048);border-radius:4px;color:light-dark(#0b5c8f,#7cc0ee);text-decoration:none;font-weight:600}a:hover,a:focus{border-color:currentColor}';

/** The page that asks who one is: a link for each. */
function whoAreYou({ url = '', headers }: IncomingMessage, response: ServerResponse): void {
  const language = languageOf(headers['accept-language'], 'da');
  const { whoAreYou: title, accounts, nobodyChecks } = WORDS[language].commandLine.demo;
  const links = Object.entries(accounts).map(([name, who]) => `<li><a href="${escaped(url)}/${name}">${escaped(who)}</a></li>`);
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': pagePolicy(STYLE),
    'cache-control': 'no-store',
  });
  response.end(`<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escaped(title)} - relet</title><style>${STYLE}</style></head>
<body><main><h1>${escaped(title)}</h1><p>${escaped(nobodyChecks)}</p><ul>${links.join('')}</ul></main></body></html>
`);
}
