/** A request of a service account, of a session and of an access token, each beside the same one of a demo principal: one after the other, in turns. `postgres`: users lie on a server of the bench's own. */
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { Agent, createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { Users } from '@relet/identity';
import { settingsFrom } from '@relet/platform';
import { Postgres } from '@relet/platform/testing';
import { line, scratch } from './report.js';

const ROUNDS = 3_000;
const folder = mkdtempSync(join(scratch(), 'relet-bench-'));

/** An identity provider that does no more than show its key. */
const { privateKey, publicKey } = await generateKeyPair('RS256');
const keys = { keys: [{ ...(await exportJWK(publicKey)), kid: 'first', alg: 'RS256' }] };
const provider = createServer((asked, answer) => {
  const known = { issuer, jwks_uri: `${issuer}/keys`, authorization_endpoint: `${issuer}/auth`, token_endpoint: `${issuer}/token` };
  answer.setHeader('content-type', 'application/json').end(JSON.stringify(asked.url === '/keys' ? keys : known));
});
await new Promise<void>((up) => provider.listen(0, '127.0.0.1', up));
const issuer = `http://127.0.0.1:${(provider.address() as AddressInfo).port}`;
const secret = resolve(folder, 'secret');
writeFileSync(secret, 'secret', { mode: 0o600 });
const oidc = join(folder, 'oidc.json');
const organisations = { '10000001': { party: 'administrator' } };
writeFileSync(
  oidc,
  JSON.stringify({ issuer, clientId: 'relet', clientSecretFile: secret, audience: 'us', organisations, roles: { reads: 'analyst' } }),
);

const postgres = process.argv[2] === 'postgres' ? await Postgres.start() : undefined;
const settings = settingsFrom(postgres ? { RELET_USERS: postgres.setting() } : {}, {
  store: join(folder, 'relet.db'),
  demo: true,
  oidc,
  port: 0,
  log: 'silent',
});
const api = await createApi(settings);
const address = await listen(api, settings);
const users = api.get(Users, { strict: false });
const rights = { party: 'administrator' as const, roles: ['analyst' as const] };
const account = (await users.accounts.add('bench', rights, 1, 'machine')).token;
const session = await users.sessions.begin((await users.people.add('bench', undefined, rights, 'machine')).id, 'password');
const jwt = await new SignJWT({ cvr: '10000001', roles: ['reads'] })
  .setProtectedHeader({ alg: 'RS256', kid: 'first' })
  .setIssuer(issuer)
  .setAudience('us')
  .setSubject('bench')
  .setIssuedAt()
  .setExpirationTime('10m')
  .sign(privateKey);

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
function ask(headers: Record<string, string>): Promise<number> {
  const begun = performance.now();
  return new Promise((done, failed) => {
    const asked = request(`${address}/v1/policies?limit=1`, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) failed(new Error(String(answer.statusCode)));
      answer.resume().on('end', () => done(performance.now() - begun));
    });
    asked.on('error', failed).end();
  });
}

const WAYS = {
  'a demo token': { authorization: 'Bearer demo-analyst' },
  "a service account's token": { authorization: `Bearer ${account}` },
  'a session of a browser': { cookie: `__Host-relet=${session}` },
  'an access token of a provider': { authorization: `Bearer ${jwt}` },
} as const;
const times = new Map<string, number[]>(Object.keys(WAYS).map((way) => [way, []]));
for (let round = -300; round < ROUNDS; round++)
  for (const [way, headers] of Object.entries(WAYS)) {
    const ms = await ask(headers);
    if (round >= 0) times.get(way)?.push(ms);
  }
const middle = (way: string) => (times.get(way) as number[]).sort((a, b) => a - b)[ROUNDS / 2] as number;
const demo = middle('a demo token');
for (const way of Object.keys(WAYS))
  line(`a request by ${way}`, middle(way) * 1000, 'us', middle(way) / demo, way === 'a demo token' || postgres ? undefined : 1.15);
agent.destroy();
provider.close();
await api.close();
await postgres?.stop();
