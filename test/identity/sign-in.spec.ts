import { Users } from '@relet/identity';
import { readFileSync } from 'node:fs';
import decodeQR from 'qr/decode.js';
import { serve, type Server } from '../journeys/server.js';
import { Browser, codeBefore, codeOf, PASSWORD, signedUp } from './browser.js';

let server: Server;
let users: Users;
beforeAll(async () => {
  server = await serve({ clock: 'system', demo: false });
  users = server.part(Users);
});
afterAll(() => server.stop());

const COOKIE = '__Host-relet';

test('a link makes a user who signs in by password and code, and is worth nothing after that', async () => {
  const { id } = await users.people.add('anna', 'Anna', { party: 'administrator', roles: ['caseworker'] }, 'machine');
  const link = await users.links.make(id, 'machine');
  const browser = new Browser(server.address);
  const page = await browser.get(`/welcome/${link}`);
  expect([page.status, page.headers.get('cache-control'), page.headers.get('content-security-policy')]).toEqual([
    200,
    'no-store',
    expect.stringMatching(/default-src 'none'.*form-action 'self'.*script-src 'self'/),
  ]);
  expect(page.text).not.toMatch(/<script>|\son\w+="/);
  const [, key = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text) ?? [];
  const choose = (password: string, code: string, again = password) => browser.post(`/welcome/${link}`, { password, again, code });
  for (const password of ['short', 'aaaaaaaaaaaaaa', 'my password 12', 'annas hemmelighed'])
    expect([password, (await choose(password, codeOf(key))).status]).toEqual([password, 400]);
  expect((await choose(PASSWORD, codeOf(key), `${PASSWORD}!`)).status).toBe(400);
  expect((await choose(PASSWORD, '000000')).text).toContain('not the one that the key gives');
  const chosen = await choose(PASSWORD, await codeBefore(key));
  expect([chosen.status, chosen.to, chosen.headers.get('set-cookie')]).toEqual([
    303,
    '/',
    expect.stringMatching(/^__Host-relet=[\w-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
  ]);
  expect(JSON.parse((await browser.get('/v1/me')).text)).toMatchObject({
    id,
    called: 'Anna',
    party: 'administrator',
    roles: ['caseworker'],
  });
  expect((await browser.get(`/welcome/${link}`)).status).toBe(404);
  expect((await choose(PASSWORD, codeOf(key))).status).toBe(404);

  const other = new Browser(server.address);
  expect((await other.get('/v1/me')).status).toBe(401);
  const signedIn = await other.post('/sign-in', { name: 'Anna', password: PASSWORD, code: codeOf(key), to: '/v1/board' });
  expect([signedIn.status, signedIn.to]).toEqual([303, '/v1/board']);
  expect((await other.get('/v1/board')).status).toBe(200);
  expect((await other.get('/sign-in')).text).toContain('You are signed in, Anna');
});

test('the key of the codes can be scanned: the picture in the page says what the link beside it says', async () => {
  const { id } = await users.people.add('åse & bo', undefined, { party: 'administrator', roles: ['caseworker'] }, 'machine');
  const { text } = await new Browser(server.address).get(`/welcome/${await users.links.make(id, 'machine')}`);
  const [, size = '', path = ''] = /<svg [^>]*viewBox="0 0 (\d+) \d+".* d="([^"]+)"/.exec(text) ?? [];
  const [units, scale] = [Number(size), 4];
  const width = units * scale;
  const data = new Uint8Array(width * width * 4).fill(255);
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g))
    for (let row = Number(y) * scale; row < (Number(y) + 1) * scale; row++)
      data.fill(0, (row * width + Number(x) * scale) * 4, (row * width + (Number(x) + Number(length)) * scale) * 4);
  const [, address = ''] = /href="(otpauth:[^"]+)"/.exec(text) ?? [];
  expect(decodeQR({ width, height: width, data })).toBe(address.replaceAll('&amp;', '&'));
  expect(text).not.toMatch(/<img|style="/);
});

test('the pages are in Danish whatever the browser speaks, until English is chosen there or in the application', async () => {
  const page = async (path: string, headers: Record<string, string> = {}) => {
    const answer = await fetch(`${server.address}${path}`, { headers: { 'accept-language': 'en', ...headers } });
    const [, lang] = /<html lang="(\w+)">/.exec(await answer.text()) ?? [];
    return [lang, answer.headers.get('content-language'), answer.headers.get('set-cookie')?.split(';')[0]];
  };
  expect(await page('/sign-in')).toEqual(['da', 'da', undefined]);
  expect(await page('/welcome/nobody', { cookie: 'relet-language=en' })).toEqual(['en', 'en', undefined]);
  expect(await page('/sign-in?lang=en')).toEqual(['en', 'en', 'relet-language=en']);
  expect(await page('/sign-in?lang=xx', { cookie: 'relet-language=xx' })).toEqual(['da', 'da', undefined]);
});

test('a code opens one session: the same code again is refused', async () => {
  const { key } = await signedUp(server.address, users, 'birgit');
  const code = codeOf(key);
  const signIn = () => new Browser(server.address).post('/sign-in', { name: 'birgit', password: PASSWORD, code });
  expect([(await signIn()).status, (await signIn()).status]).toEqual([303, 401]);
});

test.each(['sunshine2026!', '!!football123', 'Qwertyuiop12', 'dragondragon1', 'administrator'])(
  'a common password is refused, also with digits behind it or written twice: %s',
  async (password) => {
    const name = `common-${password.replaceAll(/\W/g, '').toLowerCase()}`;
    const { id } = await users.people.add(name, undefined, { party: 'administrator', roles: ['caseworker'] }, 'machine');
    const link = await users.links.make(id, 'machine');
    const browser = new Browser(server.address);
    const [, key = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec((await browser.get(`/welcome/${link}`)).text) ?? [];
    const refused = await browser.post(`/welcome/${link}`, { password, again: password, code: codeOf(key) });
    expect([refused.status, refused.text]).toEqual([400, expect.stringContaining('not easy to guess')]);
  },
);

describe('a user who changes the password', () => {
  const NEXT = 'syv blå heste på en mark';
  const change = (browser: Browser, key: string, more: Record<string, string> = {}, headers: Record<string, string> = {}) =>
    browser.post('/sign-in/password', { old: PASSWORD, password: NEXT, again: NEXT, code: codeOf(key), ...more }, headers);

  test('gives the old one and a code, signs in by the new one, and is signed out everywhere else', async () => {
    const { key, id, browser } = await signedUp(server.address, users, 'ulla');
    const elsewhere = new Browser(server.address);
    const sessions = users.sessions;
    elsewhere.cookies.set(COOKIE, await sessions.begin(id, 'password'));
    expect((await elsewhere.get('/v1/me')).status).toBe(200);
    expect((await browser.get('/sign-in')).text).toContain('href="/sign-in/password"');
    expect((await browser.get('/sign-in/password')).text).toContain('You will be signed out everywhere else.');
    const before = browser.cookies.get(COOKIE);
    const changed = await change(browser, key);
    expect([changed.status, changed.to, browser.cookies.get(COOKIE) === before]).toEqual([303, '/sign-in', false]);
    expect([(await browser.get('/v1/me')).status, (await elsewhere.get('/v1/me')).status]).toEqual([200, 401]);
    const signIn = (password: string, steps: number) =>
      new Browser(server.address).post('/sign-in', { name: 'ulla', password, code: codeOf(key, steps) });
    expect([(await signIn(PASSWORD, 1)).status, (await signIn(NEXT, 1)).status]).toEqual([401, 303]);
    expect((await users.changes()).changes.at(-1)).toMatchObject({ what: 'password_changed', about: id, by: id });
  });

  test('changes nothing by a wrong password or code, a password that is refused, from elsewhere, or without a session', async () => {
    const { key, browser } = await signedUp(server.address, users, 'vera');
    expect((await change(browser, key, { old: `${PASSWORD}?` })).status).toBe(403);
    expect((await change(browser, key, { code: '000000' })).text).toContain('The present password or the code is not yours.');
    expect((await change(browser, key, { again: `${NEXT}!` })).status).toBe(400);
    expect((await change(browser, key, { password: 'sunshine2026!', again: 'sunshine2026!' })).status).toBe(400);
    expect((await change(browser, key, {}, { origin: 'https://evil.example' })).code).toBe('CROSS_SITE');
    expect(await change(new Browser(server.address), key)).toMatchObject({ status: 303, to: '/sign-in?to=/sign-in/password' });
    expect((await new Browser(server.address).post('/sign-in', { name: 'vera', password: PASSWORD, code: codeOf(key) })).status).toBe(303);
  });

  test('cannot guess the old one by it', async () => {
    const { key, browser } = await signedUp(server.address, users, 'wanda');
    for (let n = 0; n < 5; n++) expect((await change(browser, key, { old: `guess number ${n}` })).status).toBe(403);
    expect((await change(browser, key)).status).toBe(429);
  });
});

test('nobody learns from a refusal whether a user is there, and the answer takes as long', async () => {
  const { key } = await signedUp(server.address, users, 'carl');
  const tries: [string, Record<string, string>][] = [
    ['unknown user', { name: 'nobody', password: PASSWORD, code: codeOf(key) }],
    ['wrong password', { name: 'carl', password: `${PASSWORD}?`, code: codeOf(key) }],
    ['wrong code', { name: 'carl', password: PASSWORD, code: '000000' }],
    ['nothing', {}],
  ];
  const answers = [];
  for (const [, fields] of tries) {
    const began = performance.now();
    const { status, text } = await new Browser(server.address).post('/sign-in', fields);
    answers.push({ status, text, ms: performance.now() - began });
  }
  expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
  expect(answers[0]?.status).toBe(401);
  // The work of argon2 is done for each of them; without it an answer takes a few milliseconds.
  for (const { ms } of answers) expect(ms).toBeGreaterThan(10);
});

test('who guesses is slowed down, for a name that nobody has like for any other', async () => {
  const { key } = await signedUp(server.address, users, 'dorte');
  for (const name of ['dorte', 'nobody at all']) {
    const statuses = [];
    for (let n = 0; n < 6; n++)
      statuses.push((await new Browser(server.address).post('/sign-in', { name, password: 'x', code: '1' })).status);
    expect([name, ...statuses]).toEqual([name, 401, 401, 401, 401, 401, 429]);
  }
  const right = { name: 'dorte', password: PASSWORD, code: codeOf(key) };
  const refused = await new Browser(server.address).post('/sign-in', right);
  expect([refused.status, Number(refused.headers.get('retry-after')) > 60]).toEqual([429, true]);
  expect(refused.text).toContain('Try again in 15 minutes.');
});

test('session fixation: a session that was planted in a browser is never the one that is signed in', async () => {
  const { key } = await signedUp(server.address, users, 'erik');
  const attacker = await signedUp(server.address, users, 'mallory');
  const planted = attacker.browser.cookies.get(COOKIE) as string;
  const victim = new Browser(server.address);
  for (const value of ['planted-by-somebody', planted]) {
    victim.cookies.set(COOKIE, value);
    await victim.post('/sign-in', { name: 'erik', password: PASSWORD, code: codeOf(key, value === planted ? 1 : 0) });
    expect(victim.cookies.get(COOKIE)).not.toBe(value);
  }
  expect(JSON.parse((await victim.get('/v1/me')).text)).toMatchObject({ called: 'erik' });
  // The planted session has ended with the sign-in.
  expect((await attacker.browser.get('/v1/me')).status).toBe(401);
});

test('open redirect: after signing in nobody is sent to a place elsewhere', async () => {
  const elsewhere = [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/%0d%0aLocation:x\r\n',
    'javascript:alert(1)',
    '/\t/evil.example',
    '\\\\evil',
    '/..//evil.example',
    '',
  ];
  const { key } = await signedUp(server.address, users, 'frida');
  for (const [n, to] of elsewhere.entries()) {
    const page = await new Browser(server.address).get(`/sign-in?to=${encodeURIComponent(to)}`);
    expect([to, page.text.includes('name="to" value="/"')]).toEqual([to, true]);
    if (n > 1) continue;
    const { to: sent } = await new Browser(server.address).post('/sign-in', {
      name: 'frida',
      password: PASSWORD,
      code: codeOf(key, n),
      to,
    });
    expect([to, sent]).toEqual([to, '/']);
  }
  expect((await new Browser(server.address).get('/sign-in?to=%2Fboard%3Fa%3D1%23b')).text).toContain('value="/board?a=1#b"');
});

test('CSRF: what changes something is taken from our own pages alone', async () => {
  const { browser, key } = await signedUp(server.address, users, 'gerda');
  const foreign: Record<string, string>[] = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: '' },
    { origin: server.address.replace('http:', 'https:') },
    { origin: `${server.address}.evil.example` },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
  ];
  for (const headers of foreign) {
    const tried = [
      await browser.json('/v1/me/buildings', { buildings: ['A'] }, headers),
      await browser.json('/v1/units/eksempel.1/notice', {}, headers),
      await new Browser(server.address).post('/sign-in', { name: 'gerda', password: PASSWORD, code: codeOf(key) }, headers),
      await browser.post('/sign-out', {}, headers),
    ];
    expect([headers, ...tried.map(({ status, code }) => `${status} ${code}`)]).toEqual([headers, ...tried.map(() => '403 CROSS_SITE')]);
  }
  expect((await browser.json('/v1/me/buildings', { buildings: ['A'] })).status).toBe(200);
  // What is read changes nothing, and a link from elsewhere may lead to it.
  expect((await browser.get('/v1/me', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' })).status).toBe(200);
});

test('header smuggling: nobody becomes somebody by a header, and of two credentials nobody chooses', async () => {
  const { browser } = await signedUp(server.address, users, 'hans');
  const token = browser.cookies.get(COOKIE) as string;
  const asked = (headers: Record<string, string>) => fetch(`${server.address}/v1/me`, { headers }).then(({ status }) => status);
  for (const headers of [
    { 'x-forwarded-user': 'hans', 'x-remote-user': 'hans', 'relet-principal': 'hans', 'x-user-id': 'hans' },
    { cookie: `${COOKIE}=` },
    { cookie: `relet=${token}` },
    { cookie: `${COOKIE}=x; ${COOKIE}=${token}` },
    { cookie: `${COOKIE}=${token}; ${COOKIE}=${token}` },
    { cookie: `a=b, ${COOKIE}=${token}` },
    { authorization: `Bearer ${token}` },
    // A token that is not known is not made good by a session beside it.
    { authorization: 'Bearer nobody', cookie: `${COOKIE}=${token}` },
    { authorization: '', cookie: `${COOKIE}=${token}` },
  ])
    expect([headers, await asked(headers)]).toEqual([headers, 401]);
  expect(await asked({ cookie: `other=1; ${COOKIE}=${token}` })).toBe(200);
});

test('one sees where one is signed in, ends sessions there, and signs out here', async () => {
  const { browser, key } = await signedUp(server.address, users, 'ida');
  const other = new Browser(server.address);
  await other.post('/sign-in', { name: 'ida', password: PASSWORD, code: codeOf(key) });
  const sessions = (page: { text: string }) => (JSON.parse(page.text) as { sessions: { id: string; isThis: boolean }[] }).sessions;
  const both = sessions(await browser.get('/v1/me/sessions'));
  expect(both.map(({ isThis }) => isThis)).toEqual([true, false]);
  expect((await browser.json(`/v1/me/sessions/${both[1]?.id}/end`, {})).status).toBe(200);
  expect((await other.get('/v1/me')).status).toBe(401);
  expect((await browser.json('/v1/me/sessions/session-bcdfbcdfbcdfbcdf/end', {})).code).toBe('SESSION_UNKNOWN');
  const before = browser.cookies.get(COOKIE) as string;
  expect(await browser.post('/sign-out', {})).toMatchObject({ status: 303, to: '/sign-in' });
  browser.cookies.set(COOKIE, before);
  expect((await browser.get('/v1/me')).status).toBe(401);
});

test('changed rights hold from the next request on, and who was removed is out', async () => {
  const { browser, id } = await signedUp(server.address, users, 'jens', 'eksempel');
  expect((await browser.get('/v1/board')).status).toBe(200);
  await users.people.give(id, { party: 'municipality', municipality: 'nordby', roles: ['operator'] }, 'machine');
  expect((await browser.get('/v1/board')).code).toBe('NOT_YOUR_PART');
  await users.people.remove(id, 'machine');
  expect((await browser.get('/v1/me')).status).toBe(401);
});

test('who is in the log is told to those who may: of other municipalities nobody is', async () => {
  const token = async (municipality?: string) => {
    const party = municipality === undefined ? ({ party: 'administrator' } as const) : ({ party: 'municipality', municipality } as const);
    return (await users.accounts.add('auditor', { ...party, roles: ['auditor'] }, 1, 'machine')).token;
  };
  const { id } = await users.people.add(
    'karen',
    'Karen Holm',
    { party: 'municipality', municipality: 'eksempel', roles: ['caseworker'] },
    'machine',
  );
  const asked = async (bearer: string, actor: string) =>
    (await server.get(`/v1/actors/${actor}`, { authorization: `Bearer ${bearer}` })).body;
  expect(await asked(await token(), id)).toEqual({ id, called: 'Karen Holm' });
  expect(await asked(await token('eksempel'), id)).toEqual({ id, called: 'Karen Holm' });
  const officer = async (municipality: string) => {
    const rights = { party: 'municipality', municipality, roles: ['data_protection_officer'] } as const;
    return (await users.accounts.add('officer', { ...rights, roles: [...rights.roles] }, 1, 'machine')).token;
  };
  expect(await asked(await officer('eksempel'), id)).toEqual({ id, called: 'Karen Holm' });
  expect(await asked(await officer('nordby'), id)).toMatchObject({ code: 'ACTOR_UNKNOWN' });
  const [foreign, unknown] = [await asked(await token('nordby'), id), await asked(await token('nordby'), 'user-nobodyatall')];
  expect(foreign).toEqual(unknown);
  expect(foreign).toMatchObject({ code: 'ACTOR_UNKNOWN' });
});

test('a user has buildings, and names a colleague who stands in from a day to a day', async () => {
  const [leif, mona] = [
    await signedUp(server.address, users, 'leif', 'eksempel'),
    await signedUp(server.address, users, 'mona', 'eksempel'),
  ];
  const stranger = await signedUp(server.address, users, 'nils', 'nordby');
  await leif.browser.json('/v1/me/buildings', { buildings: ['Solgaarden', 'Åhuset'] });
  const from = new Date().toISOString().slice(0, 10);
  const standIn = (by: string, to = from) => leif.browser.json('/v1/me/stand-in', { by, from, to });
  const colleagues = JSON.parse((await leif.browser.get('/v1/me/colleagues')).text) as { colleagues: { id: string }[] };
  const ids = colleagues.colleagues.map(({ id }) => id);
  expect([mona, leif, stranger].map(({ id }) => ids.includes(id))).toEqual([true, false, false]);
  expect((await standIn(stranger.id)).code).toBe('USER_UNKNOWN');
  expect((await standIn(leif.id)).code).toBe('USER_UNKNOWN');
  expect((await standIn(mona.id, '2000-01-01')).code).toBe('MALFORMED');
  expect(JSON.parse((await standIn(mona.id, '2199-01-01')).text)).toMatchObject({
    buildings: ['Solgaarden', 'Åhuset'],
    standIn: { by: mona.id, from },
  });
  const me = JSON.parse((await mona.browser.get('/v1/me')).text) as object;
  expect(me).toMatchObject({ standsInFor: [{ id: leif.id, buildings: ['Solgaarden', 'Åhuset'] }] });
  expect(JSON.parse((await leif.browser.json('/v1/me/stand-in/end', {})).text)).toMatchObject({ standIn: null });
});

test('neither password, code, key, link nor session stands in the file as it is', async () => {
  const { browser } = await signedUp(server.address, users, 'oda');
  const { id } = await users.people.add('pia', undefined, { party: 'administrator', roles: ['analyst'] }, 'machine');
  const secrets = [PASSWORD, browser.cookies.get(COOKIE) as string, await users.links.make(id, 'machine')];
  const bytes = ['', '-wal'].map((end) => readFileSync(`${server.settings.users}${end}`, 'latin1')).join('');
  expect(secrets.filter((secret) => bytes.includes(secret) || bytes.includes(Buffer.from(secret).toString('latin1')))).toEqual([]);
  expect(bytes).toContain('$argon2id$');
});
