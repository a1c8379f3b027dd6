import { jest } from '@jest/globals';
import { Users } from '@relet/identity';
import { Browser, codeOf, signedUp } from '../identity/browser.js';
import { serve, type Server } from '../journeys/server.js';

let server: Server;
let users: Users;
beforeAll(async () => {
  server = await serve({ clock: 'system', demo: false });
  users = server.part(Users);
});
afterEach(() => jest.restoreAllMocks());
afterAll(() => server.stop());

const MINUTE = 60_000;

/** Lets so many minutes go by for the server. */
function later(minutes: number, from: number): void {
  jest.spyOn(Date, 'now').mockImplementation(() => from + minutes * MINUTE);
}

test('a session ends after an hour without a request, and not before', async () => {
  const { browser } = await signedUp(server.address, users, 'anton');
  const start = Date.now();
  const asked = async (minutes: number) => (later(minutes, start), (await browser.get('/v1/me')).status);
  expect([await asked(59), await asked(117), await asked(178)]).toEqual([200, 200, 401]);
});

test('a session ends after twelve hours, however often its user asks', async () => {
  const { browser } = await signedUp(server.address, users, 'bente');
  const start = Date.now();
  const statuses: number[] = [];
  for (let minutes = 45; minutes <= 765; minutes += 45) {
    later(minutes, start);
    statuses.push((await browser.get('/v1/me')).status);
  }
  expect([statuses.lastIndexOf(200), statuses.indexOf(401)]).toEqual([14, 15]);
});

test('any characters make a password, up to 128 of them, and a manager may fill it in', async () => {
  const { id } = await users.people.add('clara', undefined, { party: 'administrator', roles: ['caseworker'] }, 'machine');
  const link = await users.links.make(id, 'machine');
  const browser = new Browser(server.address);
  const { text } = await browser.get(`/welcome/${link}`);
  const [, key = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(text) ?? [];
  const password = ' 🐄 æøå " & < \' ; 漢字 '.padEnd(128, 'abcdefgh ');
  expect([...password].length).toBeGreaterThan(120);
  expect((await browser.post(`/welcome/${link}`, { password, again: password, code: codeOf(key, -1) })).status).toBe(303);
  const tried = (typed: string) => new Browser(server.address).post('/sign-in', { name: 'clara', password: typed, code: codeOf(key) });
  expect((await tried(password.trim())).status).toBe(401);
  expect((await tried(password.toUpperCase())).status).toBe(401);
  expect((await tried(password)).status).toBe(303);
  for (const [page, word] of [
    [text, 'new-password'],
    [(await new Browser(server.address).get('/sign-in')).text, 'current-password'],
  ] as const)
    expect(page).toMatch(new RegExp(`<input name="password" type="password" autocomplete="${word}"`));
});
