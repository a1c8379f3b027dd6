import { jest } from '@jest/globals';
import { Users } from '@relet/identity';
import { generateKeyPair, SignJWT, type CryptoKey, type JWTPayload } from 'jose';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve, type Server } from '../journeys/server.js';
import { Browser, type Page } from './browser.js';
import { provide, tokenOf, type IdentityProvider } from './provider.js';

let provider: IdentityProvider;
let server: Server;
beforeAll(async () => {
  const port = await freePort();
  provider = await provide(`http://127.0.0.1:${port}/sign-in/oidc/callback`);
  const store = join(mkdtempSync(join(tmpdir(), 'relet-oidc-')), 'relet.db');
  server = await serve({ store, port, clock: 'system', demo: false, oidc: provider.settingsFile });
});
afterAll(async () => {
  await server.stop();
  await provider.stop();
});

const freePort = () =>
  new Promise<number>((found) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => found(port));
    });
  });

const EKSEMPEL = { cvr: '10000002', roles: ['relet-caseworker'], name: 'Mette Holm' };

/** Goes to the provider, says who one is, and answers the address to which it sends the browser back. */
async function chosen(browser: Browser, account: string, to = '/', there = new Browser(provider.issuer)): Promise<string> {
  const begun = await browser.get(`/sign-in/oidc?to=${encodeURIComponent(to)}`);
  const path = (page: Page) => (page.to ?? '').replace(there.address, '');
  const choose = await there.get(path(begun));
  const finished = await there.get(`${path(choose)}?account=${account}`);
  return (await there.get(path(finished))).to ?? '';
}

async function signIn(account: string, said: object, to = '/'): Promise<{ browser: Browser; page: Page }> {
  provider.accounts.set(account, { ...said });
  const browser = new Browser(server.address);
  const back = await chosen(browser, account, to);
  return { browser, page: await browser.get(back.replace(server.address, '')) };
}

const me = async (browser: Browser) => JSON.parse((await browser.get('/v1/me')).text) as Record<string, unknown>;

test('people sign in by their provider, and are who it says: party, municipality and role, under an id of ours', async () => {
  const { browser, page } = await signIn('mette', EKSEMPEL, '/v1/me');
  expect([page.status, page.to]).toEqual([303, '/v1/me']);
  const { id, ...known } = await me(browser);
  expect(id).toMatch(/^user-[a-z]{16}$/);
  expect(known).toMatchObject({ called: 'Mette Holm', party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] });
  // The same person has the same id the next time.
  expect((await me((await signIn('mette', EKSEMPEL)).browser))['id']).toBe(id);
  expect((await new Browser(server.address).get('/sign-in')).text).toContain('/sign-in/oidc?to=');
});

test('who is known there and has no rights here does not come in', async () => {
  const none: object[] = [
    { ...EKSEMPEL, roles: [] },
    { ...EKSEMPEL, roles: ['something-else'] },
    { ...EKSEMPEL, roles: 'toString' },
    { ...EKSEMPEL, cvr: '99999999' },
    { ...EKSEMPEL, cvr: ['10000002'] },
    { roles: ['relet-caseworker'] },
    // Who operates the server does so for the administrator: of a municipality that role allows nothing.
    { ...EKSEMPEL, roles: ['relet-operator'] },
    {},
  ];
  for (const [n, said] of none.entries()) {
    const { browser, page } = await signIn(`nobody-${n}`, said);
    expect([said, page.status, browser.cookies.has('__Host-relet')]).toEqual([said, 403, false]);
  }
});

test('a name with a civil registration number in it is not kept: who came is called by their id', async () => {
  const { browser } = await signIn('numbered', { ...EKSEMPEL, name: 'Mette Holm 010190-1234' });
  const { called, id } = await me(browser);
  expect([called, id]).toEqual([null, expect.stringMatching(/^user-/)]);
});

test("a broker's privileges count for the organisation of their scope, and none under a constraint", async () => {
  const list = (inside: string) =>
    Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><bpp:PrivilegeList xmlns:bpp="http://digst.dk/oiosaml/basic_privilege_profile">${inside}</bpp:PrivilegeList>`,
    ).toString('base64');
  const group = (cvr: string, more = '') =>
    `<PrivilegeGroup Scope="urn:dk:gov:saml:cvrNumberIdentifier:${cvr}">${more}<Privilege>urn:dk:relet:caseworker</Privilege></PrivilegeGroup>`;
  const { browser } = await signIn('broker', { privileges_intermediate: list(group('10000003')) });
  expect(await me(browser)).toMatchObject({ municipality: 'nordby', roles: ['caseworker'] });
  const constraint = '<Constraint Name="urn:dk:kombit:KLE">27.*</Constraint>';
  for (const said of [
    { privileges_intermediate: list(group('10000003', constraint)) },
    { privileges_intermediate: list(group('10000002') + group('10000003')) },
    { cvr: '10000002', privileges_intermediate: list(group('10000003')) },
  ])
    expect([said, (await signIn(`broker-${Math.random()}`.replace('.', ''), said)).page.status]).toEqual([said, 403]);
  const both = { cvr: '10000002', privileges_intermediate: list(group('10000002') + group('10000003')) };
  expect(await me((await signIn('both', both)).browser)).toMatchObject({ municipality: 'eksempel' });
});

test('login without state or nonce, by another browser, twice, or never begun, is refused', async () => {
  provider.accounts.set('mette', EKSEMPEL);
  const here = (address: string) => address.replace(server.address, '');
  const tried = async (change: (back: string, browser: Browser) => string | Promise<string>) => {
    const browser = new Browser(server.address);
    const back = here(await chosen(browser, 'mette'));
    const page = await browser.get(await change(back, browser));
    return [page.status, browser.cookies.has('__Host-relet')];
  };
  const refused = [400, false];
  expect(await tried((back) => back.replace(/&?state=[^&]*/, ''))).toEqual(refused);
  expect(await tried((back) => back.replace(/state=[^&]*/, 'state=another'))).toEqual(refused);
  expect(await tried((back) => back.replace(/code=[^&]*/, 'code=another'))).toEqual(refused);
  expect(await tried((back) => back.replace(/&?iss=[^&]*/, '&iss=https%3A%2F%2Fevil.example'))).toEqual(refused);
  expect(await tried((back, browser) => (browser.cookies.clear(), back))).toEqual(refused);
  expect(await tried((back, browser) => (browser.cookies.set('__Host-relet-begun', 'planted'), back))).toEqual(refused);
  // The code of another browser, whose sign-in was begun by somebody else (login CSRF).
  expect(await tried(async () => here(await chosen(new Browser(server.address), 'mette')))).toEqual(refused);
  expect(await tried(() => '/sign-in/oidc/callback')).toEqual(refused);
  expect(await tried(() => '/sign-in/oidc/callback?error=access_denied&state=x')).toEqual(refused);
  // What was awaited under another nonce is not what came: the token says so itself.
  const browser = new Browser(server.address);
  const back = here(await chosen(browser, 'mette'));
  const users = server.part(Users);
  const take = jest.spyOn(users.begun, 'take').mockImplementationOnce(async (secret) => {
    take.mockRestore();
    return { ...((await users.begun.take(secret)) as object), nonce: 'another' } as never;
  });
  expect((await browser.get(back)).status).toBe(400);
  // An answer counts once.
  const { browser: again } = await signIn('mette', EKSEMPEL);
  const first = new Browser(server.address);
  const answer = here(await chosen(first, 'mette'));
  expect([(await first.get(answer)).status, (await first.get(answer)).status]).toEqual([303, 400]);
  expect((await again.get('/v1/me')).status).toBe(200);
});

test('login CSRF: a link on a foreign page begins nothing unasked, and nobody is signed in as somebody else', async () => {
  const { browser } = await signIn('mette', EKSEMPEL);
  for (const site of ['cross-site', 'same-site']) {
    const led = await browser.get('/sign-in/oidc?to=/v1/board', { 'sec-fetch-site': site });
    expect([led.status, led.to, led.headers.get('set-cookie')]).toEqual([303, '/sign-in?to=%2Fv1%2Fboard', null]);
  }
  expect((await browser.get('/sign-in/oidc', { 'sec-fetch-site': 'none' })).to).toContain(provider.issuer);
  expect((await me(browser))['called']).toBe('Mette Holm');
  // The answer of somebody else's sign-in fits neither this browser, nor one in which nothing was begun.
  provider.accounts.set('mallory', { ...EKSEMPEL, name: 'Mallory' });
  for (const victim of [browser, new Browser(server.address)]) {
    const planted = (await chosen(new Browser(server.address), 'mallory')).replace(server.address, '');
    expect((await victim.get(planted, { 'sec-fetch-site': 'cross-site' })).status).toBe(400);
  }
  expect((await me(browser))['called']).toBe('Mette Holm');
});

test('what the provider changes holds here within a minute, and who it no longer knows is out', async () => {
  const { browser } = await signIn('ole', EKSEMPEL);
  const start = Date.now();
  const clock = jest.spyOn(Date, 'now');
  try {
    provider.accounts.set('ole', { ...EKSEMPEL, cvr: '10000003', roles: ['relet-auditor'] });
    expect(await me(browser)).toMatchObject({ municipality: 'eksempel' });
    clock.mockImplementation(() => start + 61_000);
    expect(await me(browser)).toMatchObject({ municipality: 'nordby', roles: ['auditor'] });
    provider.fails = true;
    clock.mockImplementation(() => start + 122_000);
    expect(await browser.get('/v1/me')).toMatchObject({ status: 503, code: 'ISSUER_UNAVAILABLE' });
    provider.fails = false;
    provider.accounts.delete('ole');
    expect((await browser.get('/v1/me')).status).toBe(401);
  } finally {
    provider.fails = false;
    clock.mockRestore();
  }
});

describe('signing out at the provider', () => {
  const SIGN_OUT = 'http://schemas.openid.net/event/backchannel-logout';
  const bring = (logout_token: string) => new Browser(server.address).post('/sign-in/oidc/sign-out', { logout_token }, { origin: '' });
  const said = (sub: string, more: object = {}) => ({ sub, jti: randomUUID(), events: { [SIGN_OUT]: {} }, ...more });
  const token = (claims: JWTPayload, header: object = {}, key: CryptoKey | Uint8Array = provider.key, issuer = provider.issuer) =>
    new SignJWT({ iss: issuer, aud: 'relet', iat: Math.floor(Date.now() / 1000), ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'first', typ: 'logout+jwt', ...header })
      .sign(key);

  test('ends the session here, and leaves that of another user', async () => {
    provider.accounts.set('rosa', { ...EKSEMPEL });
    const [there, browser] = [new Browser(provider.issuer), new Browser(server.address)];
    await browser.get((await chosen(browser, 'rosa', '/', there)).replace(server.address, ''));
    const { browser: other } = await signIn('mette', EKSEMPEL);
    expect([(await browser.get('/v1/me')).status, (await other.get('/v1/me')).status]).toEqual([200, 200]);
    const asked = await there.get('/session/end?client_id=relet');
    const [, xsrf = ''] = /name="xsrf" value="(\w+)"/.exec(asked.text) ?? [];
    // The provider says that it could not load a guard of its own here.
    const warned = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    await there.post('/session/end/confirm', { xsrf, logout: 'yes' });
    warned.mockRestore();
    expect([(await browser.get('/v1/me')).status, (await other.get('/v1/me')).status]).toEqual([401, 200]);
  });

  test('everywhere ends every session of that user; of one session, that one', async () => {
    const [first, second] = [(await signIn('sofie', EKSEMPEL)).browser, (await signIn('sofie', EKSEMPEL)).browser];
    const alive = async () => [(await first.get('/v1/me')).status, (await second.get('/v1/me')).status];
    expect((await bring(await token(said('sofie', { sid: 'another session' })))).status).toBe(200);
    expect(await alive()).toEqual([200, 200]);
    expect((await bring(await token(said('sofie')))).status).toBe(200);
    expect(await alive()).toEqual([401, 401]);
  });

  test('is believed of nobody else: a token that the provider has not made for this is refused', async () => {
    const { browser } = await signIn('tove', EKSEMPEL);
    const foreign = (await generateKeyPair('RS256')).privateKey;
    const tokens = {
      'no token': '',
      'no signature': `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(said('tove'))).toString('base64url')}.`,
      'another key': await token(said('tove'), {}, foreign),
      'a shared secret': await token(said('tove'), { alg: 'HS256' }, Buffer.from('a-secret-of-the-client-that-nobody-else-has')),
      'another issuer': await token(said('tove'), {}, provider.key, 'https://evil.example'),
      'another client': await token({ ...said('tove'), aud: 'another' }),
      'no event': await token({ sub: 'tove', jti: 'x' }),
      'another event': await token({ ...said('tove'), events: { 'https://example.dk/event': {} } }),
      'an ID token': await token(said('tove', { nonce: 'n' })),
      'an access token': await token(said('tove'), { typ: 'at+jwt' }),
      'long ago': await token({ ...said('tove'), iat: Math.floor(Date.now() / 1000) - 600 }),
      'of nobody': await token({ jti: 'x', events: { [SIGN_OUT]: {} } }),
      'a key of its own': await token(said('tove'), { jwk: provider.publicKey }),
    };
    for (const [why, each] of Object.entries(tokens)) expect([why, (await bring(each)).code]).toEqual([why, 'MALFORMED']);
    expect((await browser.get('/v1/me')).status).toBe(200);
  });
});

describe('a provider that says in the ID token alone what somebody may', () => {
  let only: { provider: IdentityProvider; server: Server };
  beforeAll(async () => {
    const port = await freePort();
    const there = await provide(`http://127.0.0.1:${port}/sign-in/oidc/callback`, { claimsFrom: 'id_token' });
    const store = join(mkdtempSync(join(tmpdir(), 'relet-oidc-')), 'relet.db');
    only = { provider: there, server: await serve({ store, port, clock: 'system', demo: false, oidc: there.settingsFile }) };
  });
  afterAll(async () => {
    await only.server.stop();
    await only.provider.stop();
  });

  test('is believed, and asked for a new one every minute', async () => {
    only.provider.accounts.set('ole', EKSEMPEL);
    const browser = new Browser(only.server.address);
    const back = await chosen(browser, 'ole', '/', new Browser(only.provider.issuer));
    expect((await browser.get(back.replace(only.server.address, ''))).status).toBe(303);
    expect(await me(browser)).toMatchObject({ called: 'Mette Holm', municipality: 'eksempel', roles: ['caseworker'] });
    const start = Date.now();
    const clock = jest.spyOn(Date, 'now');
    try {
      only.provider.accounts.set('ole', { ...EKSEMPEL, cvr: '10000003', roles: ['relet-auditor'] });
      clock.mockImplementation(() => start + 61_000);
      expect(await me(browser)).toMatchObject({ municipality: 'nordby', roles: ['auditor'] });
      only.provider.accounts.delete('ole');
      clock.mockImplementation(() => start + 122_000);
      expect((await browser.get('/v1/me')).status).toBe(401);
    } finally {
      clock.mockRestore();
    }
  });
});

test.each([
  ['a level', { acr: ['substantial', 'high'] }],
  ['a method', { amr: 'mfa' }],
])('where %s is asked for, nobody comes in by less, whatever the provider was asked; a program comes in as itself', async (_, asked) => {
  const port = await freePort();
  const there = await provide(`http://127.0.0.1:${port}/sign-in/oidc/callback`, asked);
  const store = join(mkdtempSync(join(tmpdir(), 'relet-oidc-')), 'relet.db');
  const strict = await serve({ store, port, clock: 'system', demo: false, oidc: there.settingsFile });
  try {
    there.accounts.set('ole', EKSEMPEL);
    const tried = async (how: string) => {
      const browser = new Browser(strict.address);
      const back = await chosen(browser, `ole${how}`, '/', new Browser(there.issuer));
      const { status } = await browser.get(back.replace(strict.address, ''));
      return [how, status, browser.cookies.has('__Host-relet')];
    };
    for (const how of ['', '&acr=low']) expect(await tried(how)).toEqual([how, 403, false]);
    expect(await tried('&acr=high')).toEqual(['&acr=high', 303, true]);
    expect((await strict.get('/v1/me', { authorization: `Bearer ${await tokenOf(there.issuer)}` })).status).toBe(200);
  } finally {
    await strict.stop();
    await there.stop();
  }
});

test('a session that began at another start of the server holds nowhere, and whoever has it is asked to sign in again', async () => {
  const { browser } = await signIn('mette', EKSEMPEL);
  expect((await browser.get('/sign-in')).text).not.toContain('/sign-in/oidc?to=');
  const { store, port, oidc } = server.settings;
  await server.stop();
  server = await serve({ store, port, clock: 'system', demo: false, ...(oidc && { oidc }) });
  expect((await browser.get('/v1/me')).status).toBe(401);
  expect((await browser.get('/sign-in')).text).toContain('/sign-in/oidc?to=');
});

test('a program comes in by an access token of the provider, as a principal of ours', async () => {
  const bearer = { authorization: `Bearer ${await tokenOf(provider.issuer)}` };
  const { body, status } = await server.get('/v1/me', bearer);
  expect([status, body]).toEqual([200, expect.objectContaining({ party: 'administrator', roles: ['integration'] })]);
  expect(String(body['id'])).toMatch(/^user-[a-z]{16}$/);
  expect(await server.get('/v1/board', bearer)).toMatchObject({ status: 403 });
});

test('a user of the provider who was removed here is out, and stays out', async () => {
  const { browser } = await signIn('per', EKSEMPEL);
  const users = server.part(Users);
  await users.people.remove(String((await me(browser))['id']), 'machine');
  expect((await browser.get('/v1/me')).status).toBe(401);
  expect((await signIn('per', EKSEMPEL)).page.status).toBe(403);
});
