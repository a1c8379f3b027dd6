import { jest } from '@jest/globals';
import { Users } from '@relet/identity';
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
async function chosen(browser: Browser, account: string, to = '/'): Promise<string> {
  const begun = await browser.get(`/sign-in/oidc?to=${encodeURIComponent(to)}`);
  const there = new Browser(provider.issuer);
  const path = (page: Page) => (page.to ?? '').replace(provider.issuer, '');
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
    {},
  ];
  for (const [n, said] of none.entries()) {
    const { browser, page } = await signIn(`nobody-${n}`, said);
    expect([said, page.status, browser.cookies.has('__Host-relet')]).toEqual([said, 403, false]);
  }
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
  const take = jest.spyOn(users.begun, 'take').mockImplementationOnce((secret) => {
    take.mockRestore();
    return { ...(users.begun.take(secret) as object), nonce: 'another' } as never;
  });
  expect((await browser.get(back)).status).toBe(400);
  // An answer counts once.
  const { browser: again } = await signIn('mette', EKSEMPEL);
  const first = new Browser(server.address);
  const answer = here(await chosen(first, 'mette'));
  expect([(await first.get(answer)).status, (await first.get(answer)).status]).toEqual([303, 400]);
  expect((await again.get('/v1/me')).status).toBe(200);
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
  users.people.remove(String((await me(browser))['id']), 'machine');
  expect((await browser.get('/v1/me')).status).toBe(401);
  expect((await signIn('per', EKSEMPEL)).page.status).toBe(403);
});
