import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportPKCS8, exportSPKI, importJWK } from 'jose';
import { request } from 'node:http';
import { as, serve, type Server } from '../journeys/server.js';
import { AUDIENCE, provide, type IdentityProvider } from './provider.js';

let provider: IdentityProvider;
let server: Server;
let stranger: HttpServer;
let fetched = 0;
beforeAll(async () => {
  provider = await provide('http://127.0.0.1:1/sign-in/oidc/callback');
  server = await serve({ clock: 'system', demo: false, oidc: provider.settingsFile });
  stranger = createServer((_, response) => {
    fetched += 1;
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: [OTHERS.publicKey.export({ format: 'jwk' })] }));
  });
  await new Promise<void>((up) => stranger.listen(0, '127.0.0.1', up));
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
  stranger.close();
});

type Part = Record<string, unknown>;
const OTHERS = generateKeyPairSync('rsa', { modulusLength: 2048 });
const packed = (part: unknown) => Buffer.from(typeof part === 'string' ? part : JSON.stringify(part)).toString('base64url');
const now = () => Math.floor(Date.now() / 1000);
const claims = (more: Part = {}): Part => {
  const own = {
    iss: provider.issuer,
    aud: AUDIENCE,
    sub: 'robot',
    iat: now() - 10,
    exp: now() + 600,
    cvr: '10000001',
    roles: ['relet-caseworker'],
  };
  return { ...own, ...more };
};
const without = (name: string) => Object.fromEntries(Object.entries(claims()).filter(([each]) => each !== name));
const HEADER = { alg: 'RS256', kid: 'first', typ: 'at+jwt' };

let pem = '';
const signedBy = (key: string | KeyObject, header: unknown, payload: unknown, hash = 'RSA-SHA256') => {
  const head = `${packed(header)}.${packed(payload)}`;
  return `${head}.${createSign(hash).update(head).sign(key).toString('base64url')}`;
};
/** A token signed by the provider's own key. */
const signed = (payload: unknown = claims(), header: unknown = HEADER) => signedBy(pem, header, payload);
const mac = (secret: string, alg = 'HS256') => {
  const head = `${packed({ ...HEADER, alg })}.${packed(claims())}`;
  return `${head}.${createHmac(`sha${alg.slice(2)}`, secret)
    .update(head)
    .digest('base64url')}`;
};
const parts = () => signed().split('.') as [string, string, string];

/** Asks with a header as it is, which fetch might mend or refuse. */
function status(authorization: string): Promise<number> {
  return new Promise((told, failed) => {
    const asked = request(`${server.address}/v1/board`, { headers: { authorization }, agent: false }, (answer) => {
      answer.resume().on('end', () => told(answer.statusCode ?? 0));
    });
    asked.on('error', failed).end();
  });
}

beforeAll(async () => {
  pem = await exportPKCS8(provider.key);
});

/** Every bad token, by what is bad about it. They are made when they are asked for: some of them age. */
const BAD: Record<string, () => string | Promise<string>> = {
  'alg none, unsigned': () => `${packed({ ...HEADER, alg: 'none' })}.${packed(claims())}.`,
  'alg none, with a signature': () => `${packed({ ...HEADER, alg: 'none' })}.${packed(claims())}.${parts()[2]}`,
  'alg None': () => `${packed({ ...HEADER, alg: 'None' })}.${packed(claims())}.x`,
  'alg NONE': () => signed(claims(), { ...HEADER, alg: 'NONE' }),
  'no alg': () => signed(claims(), { kid: 'first' }),
  'alg null': () => signed(claims(), { ...HEADER, alg: null }),
  'alg a list': () => signed(claims(), { ...HEADER, alg: ['RS256'] }),
  'alg unknown': () => signed(claims(), { ...HEADER, alg: 'XX256' }),
  'HS256 by the public key': async () =>
    mac(await exportSPKI((await importJWK(provider.publicKey, 'RS256', { extractable: true })) as never)),
  'HS256 by the public key as JWK': () => mac(JSON.stringify(provider.publicKey)),
  'HS256 by nothing': () => mac(''),
  'HS384 by a guess': () => mac('secret', 'HS384'),
  'HS512 by a guess': () => mac('secret', 'HS512'),
  'another algorithm of the same key': () => signedBy(pem, { ...HEADER, alg: 'RS512' }, claims(), 'RSA-SHA512'),
  'PS256 said, RS256 done': () => signed(claims(), { ...HEADER, alg: 'PS256' }),
  'ES256 said': () => signed(claims(), { ...HEADER, alg: 'ES256' }),
  "somebody else's key": () => signedBy(OTHERS.privateKey, HEADER, claims()),
  "somebody else's key, kid unknown": () => signedBy(OTHERS.privateKey, { ...HEADER, kid: 'theirs' }, claims()),
  'no kid, wrong key': () => signedBy(OTHERS.privateKey, { alg: 'RS256' }, claims()),
  'kid a path': () => signedBy(OTHERS.privateKey, { ...HEADER, kid: '../../../../dev/null' }, claims()),
  'kid an SQL': () => signedBy(OTHERS.privateKey, { ...HEADER, kid: "x' UNION SELECT 'key" }, claims()),
  'kid a number': () => signed(claims(), { ...HEADER, kid: 1 }),
  'kid empty': () => signed(claims(), { ...HEADER, kid: '' }),
  'jku elsewhere': () => signedBy(OTHERS.privateKey, { ...HEADER, jku: `http://127.0.0.1:${port()}/keys` }, claims()),
  'jku, well signed': () => signed(claims(), { ...HEADER, jku: `http://127.0.0.1:${port()}/keys` }),
  'jwk within': () => signedBy(OTHERS.privateKey, { ...HEADER, jwk: OTHERS.publicKey.export({ format: 'jwk' }) }, claims()),
  'x5u elsewhere': () => signedBy(OTHERS.privateKey, { ...HEADER, x5u: `http://127.0.0.1:${port()}/chain` }, claims()),
  'x5c within': () => signedBy(OTHERS.privateKey, { ...HEADER, x5c: ['MIIB'] }, claims()),
  'crit unknown': () => signed(claims(), { ...HEADER, crit: ['relet'], relet: true }),
  'crit empty': () => signed(claims(), { ...HEADER, crit: [] }),
  'crit exp': () => signed(claims(), { ...HEADER, crit: ['exp'], exp: now() + 100 }),
  'b64 false': () => signed(claims(), { ...HEADER, crit: ['b64'], b64: false }),
  zip: () => signed(claims(), { ...HEADER, zip: 'DEF' }),
  'wrong issuer': () => signed(claims({ iss: 'https://evil.example' })),
  'issuer with a slash more': () => signed(claims({ iss: `${provider.issuer}/` })),
  'issuer a list': () => signed(claims({ iss: [provider.issuer] })),
  'no issuer': () => signed(without('iss')),
  'wrong audience': () => signed(claims({ aud: 'https://other.example' })),
  'audience the client': () => signed(claims({ aud: 'relet' })),
  'audience of nobody': () => signed(claims({ aud: [] })),
  'audience in other letters': () => signed(claims({ aud: AUDIENCE.toUpperCase() })),
  'no audience': () => signed(without('aud')),
  expired: () => signed(claims({ exp: now() - 60 })),
  'expired long ago': () => signed(claims({ exp: 1 })),
  'exp a text': () => signed(claims({ exp: String(now() + 600) })),
  'exp null': () => signed(claims({ exp: null })),
  'no exp': () => signed(without('exp')),
  'not yet': () => signed(claims({ nbf: now() + 600 })),
  'nbf a text': () => signed(claims({ nbf: 'soon' })),
  'no iat': () => signed(without('iat')),
  'iat a text': () => signed(claims({ iat: 'now' })),
  'no sub': () => signed(without('sub')),
  'no role': () => signed(without('roles')),
  'a role of the object': () => signed(claims({ roles: ['constructor', '__proto__'] })),
  'no organisation': () => signed(without('cvr')),
  'an organisation of nobody': () => signed(claims({ cvr: '99999999' })),
  'an organisation of the object': () => signed(claims({ cvr: '__proto__' })),
  'payload changed': () => [parts()[0], packed(claims({ roles: ['relet-auditor'] })), parts()[2]].join('.'),
  'header changed': () => [packed({ ...HEADER, x: 1 }), parts()[1], parts()[2]].join('.'),
  'signature cut': () => signed().slice(0, -4),
  'signature empty': () => `${parts()[0]}.${parts()[1]}.`,
  'signature of another': () => [parts()[0], parts()[1], signed(claims({ sub: 'x' })).split('.')[2]].join('.'),
  'payload no JSON': () => signed('not json'),
  'payload a list': () => signed([claims()]),
  'payload null': () => signed('null'),
  'header no JSON': () => `${packed('no')}.${parts()[1]}.${parts()[2]}`,
  'two parts': () => parts().slice(0, 2).join('.'),
  'four parts': () => `${signed()}.x`,
  'five parts, as if sealed': () => `${packed({ alg: 'RSA-OAEP', enc: 'A256GCM' })}.a.b.c.d`,
  'padding within': () => signed().replaceAll('.', '=.'),
  'plain base64': () => signed().replaceAll('-', '+').replaceAll('_', '/').concat('='),
  'a space within': () => signed().replace('.', ' .'),
  '8,200 characters': () => signed(claims({ more: 'x'.repeat(8_200) })),
  '100 kB': () => signed(claims({ more: 'x'.repeat(75_000) })),
  '100 kB of dots': () => '.'.repeat(100_000),
  'a demo token': () => 'demo-administrator',
  'a service account that never was': () => `relet_${'A'.repeat(43)}`,
  empty: () => '',
};
const port = () => (stranger.address() as AddressInfo).port;

test('a good token is taken: what is refused below is refused for what is bad about it', async () => {
  expect(await status(`Bearer ${signed()}`)).toBe(200);
  expect(await status(`Bearer ${signed(claims({ aud: ['x', AUDIENCE] }), { alg: 'RS256', typ: 'JWT' })}`)).toBe(200);
});

test(`${Object.keys(BAD).length} bad tokens are 401 each, and nobody is asked who they name`, async () => {
  expect(Object.keys(BAD).length).toBeGreaterThanOrEqual(60);
  const answers: [string, number][] = [];
  for (const [name, make] of Object.entries(BAD)) answers.push([name, await status(`Bearer ${await make()}`)]);
  expect(answers.filter(([, answered]) => answered !== 401)).toEqual([]);
  expect(fetched).toBe(0);
});

test('a token that was good holds no longer than it says, although it was kept', async () => {
  const token = `Bearer ${signed(claims({ exp: now() + 4 - 5 }))}`;
  expect(await status(token)).toBe(200);
  await new Promise((later) => setTimeout(later, 5_100));
  expect(await status(token)).toBe(401);
});

test('while the provider cannot be asked nobody is let in by a token that nobody can verify, and all others come in', async () => {
  const other = await provide('http://127.0.0.1:1/sign-in/oidc/callback');
  other.fails = true;
  const apart = await serve({ clock: 'manual', oidc: other.settingsFile });
  expect(await apart.get('/v1/board', { authorization: `Bearer ${signed()}` })).toMatchObject({
    status: 503,
    body: { code: 'ISSUER_UNAVAILABLE' },
  });
  expect((await apart.get('/v1/board', as('administrator'))).status).toBe(200);
  await apart.stop();
  await other.stop();
});
