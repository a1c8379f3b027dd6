import { jest } from '@jest/globals';
import { copyFileSync } from 'node:fs';
import { Users } from '@relet/identity';
import { settingsFrom } from '@relet/platform';
import { hasPostgres, Postgres } from '@relet/platform/testing';
import { serve, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { Browser, codeOf, PASSWORD, signedUp } from './browser.js';

jest.setTimeout(120_000);

const CASEWORKER = { party: 'administrator', roles: ['caseworker'] } as const;

(hasPostgres ? describe : describe.skip)('two APIs on two machines, with users in PostgreSQL', () => {
  let postgres: Postgres;
  let one: Server;
  let other: Server;
  beforeAll(async () => {
    postgres = await Postgres.start();
    const users = postgres.setting();
    const [first, second] = [newStore(), newStore()];
    one = await serve({ store: first, users, clock: 'system' });
    // The key is made for the first link, and copied to the other machine before it starts.
    await one.part(Users).links.make((await one.part(Users).people.add('first', undefined, CASEWORKER, 'machine')).id, 'machine');
    copyFileSync(one.settings.usersKey, settingsFrom({ RELET_USERS: users }, { store: second }).usersKey);
    other = await serve({ store: second, users, clock: 'system' });
  });
  afterAll(async () => {
    for (const server of [one, other]) await server.stop();
    await postgres.stop();
  });

  /** The same browser, led to the other machine. */
  const at = ({ address }: Server, { cookies }: Browser): Browser => {
    const browser = new Browser(address);
    for (const [name, value] of cookies) browser.cookies.set(name, value);
    return browser;
  };
  const statusAt = async (server: Server, browser: Browser) => (await at(server, browser).get('/v1/board')).status;

  test('who is signed in at one is so at the other, with the rights of this moment, and who signs out is out at both', async () => {
    const { browser, id, key } = await signedUp(one.address, one.part(Users), 'anna');
    expect([await statusAt(one, browser), await statusAt(other, browser)]).toEqual([200, 200]);
    await one.part(Users).people.give(id, { party: 'administrator', roles: ['operator'] }, 'machine');
    expect((await at(other, browser).get('/v1/board')).code).toBe('NOT_YOUR_PART');
    await one.part(Users).people.give(id, CASEWORKER, 'machine');
    await at(other, browser).post('/sign-out', {});
    expect([await statusAt(one, browser), await statusAt(other, browser)]).toEqual([401, 401]);
    const again = new Browser(other.address);
    expect((await again.post('/sign-in', { name: 'anna', password: PASSWORD, code: codeOf(key) })).status).toBe(303);
    expect(await statusAt(one, again)).toBe(200);
    await other.part(Users).people.remove(id, 'machine');
    expect([await statusAt(one, again), await statusAt(other, again)]).toEqual([401, 401]);
  });

  test('a link that both are given at the same moment is used once', async () => {
    const { id } = await one.part(Users).people.add('bo', undefined, CASEWORKER, 'machine');
    const link = await one.part(Users).links.make(id, 'machine');
    const [, key = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec((await new Browser(other.address).get(`/welcome/${link}`)).text) ?? [];
    const use = ({ address }: Server) =>
      new Browser(address).post(`/welcome/${link}`, { password: PASSWORD, again: PASSWORD, code: codeOf(key) });
    const statuses = (await Promise.all([use(one), use(other), use(one), use(other)])).map(({ status }) => status);
    expect(statuses.sort()).toEqual([303, 404, 404, 404]);
  });

  test('a service account that is revoked at one is nobody at the other', async () => {
    const { account, token } = await one.part(Users).accounts.add('booking', CASEWORKER, 1, 'machine');
    const ask = async () => (await other.get('/v1/board', { authorization: `Bearer ${token}` })).status;
    expect(await ask()).toBe(200);
    await one.part(Users).accounts.revoke(account.id, 'machine');
    expect(await ask()).toBe(401);
  });

  test('while their server is away, who was known within the last minute goes on, all others try again, and all is as before afterwards', async () => {
    const { browser } = await signedUp(one.address, one.part(Users), 'carl');
    expect(await statusAt(other, browser)).toBe(200);
    await postgres.stop();
    try {
      expect(await statusAt(other, browser)).toBe(200);
      const { status, body, headers } = await other.get('/v1/board', { authorization: `Bearer relet_${'a'.repeat(43)}` });
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'USERS_AWAY', '5']);
      const ready = await other.get('/readyz');
      expect([ready.status, ready.body['details']]).toEqual([503, { users: 'USERS_AWAY' }]);
      const now = Date.now();
      const later = jest.spyOn(Date, 'now').mockImplementation(() => now + 61_000);
      expect((await at(other, browser).get('/v1/board')).code).toBe('USERS_AWAY');
      later.mockRestore();
    } finally {
      await postgres.begin();
    }
    expect(await statusAt(other, browser)).toBe(200);
    expect((await other.get('/readyz')).status).toBe(200);
  });

  test('an API that has not the key of the others does not start', async () => {
    await expect(serve({ store: newStore(), users: one.settings.users, clock: 'system' })).rejects.toThrow(/RELET_USERS_KEY/);
  });
});
