import { jest } from '@jest/globals';
import { Users } from '@relet/identity';
import { mustBeSecured, settingsFrom } from '@relet/platform';
import { chmodSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { request as plainRequest, type IncomingHttpHeaders } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { newStore, reletUnder, serveApart } from '../operations/processes.js';
import { serve, type Server } from '../journeys/server.js';
import { codeOf, PASSWORD } from './browser.js';
import { certify } from './certificate.js';

const NAME = 'relet.example.dk';
const PUBLIC = `https://${NAME}`;
const folder = mkdtempSync(join(tmpdir(), 'relet-tls-'));

interface Got {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** Asks by the public name, over TLS, what listens on this machine. */
function ask(port: number, ca: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Got> {
  return new Promise((got, failed) => {
    const where = { host: '127.0.0.1', port, servername: NAME, ca, path, agent: false, method: body === undefined ? 'GET' : 'POST' };
    const asked = request({ ...where, headers: { host: NAME, ...headers } }, (answer) => {
      let text = '';
      answer.on('data', (bytes: Buffer) => (text += bytes.toString()));
      answer.on('end', () => got({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', failed).end(body);
  });
}

/** Asks without TLS, as a proxy on this machine would. */
function askPlain(address: string, path: string, headers: Record<string, string>): Promise<Got> {
  return new Promise((got, failed) => {
    const asked = plainRequest(`${address}${path}`, { headers, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (bytes: Buffer) => (text += bytes.toString()));
      answer.on('end', () => got({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
    });
    asked.on('error', failed).end();
  });
}

describe('settings', () => {
  const tls = { RELET_TLS_CERT: '/c', RELET_TLS_KEY: '/k' };
  const refused: [string, Record<string, string>, RegExp][] = [
    ['another address alone', { RELET_HOST: '0.0.0.0' }, /RELET_HOST/],
    ['without TLS', { RELET_HOST: '0.0.0.0', RELET_PUBLIC_URL: PUBLIC }, /RELET_PUBLIC_URL.*RELET_TRUSTED_PROXY/],
    ['a key without a certificate', { RELET_TLS_KEY: '/k' }, /RELET_TLS_CERT/],
    ['a certificate without a key', { RELET_TLS_CERT: '/c' }, /RELET_TLS_KEY/],
    ['a proxy without a name', { RELET_TRUSTED_PROXY: '10.0.0.1' }, /RELET_PUBLIC_URL/],
    ['a proxy that is no address', { RELET_TRUSTED_PROXY: 'proxy', RELET_PUBLIC_URL: PUBLIC }, /RELET_TRUSTED_PROXY/],
    ['a name without TLS in it', { ...tls, RELET_PUBLIC_URL: 'http://relet.example.dk' }, /RELET_PUBLIC_URL/],
    ['a name with a path', { ...tls, RELET_PUBLIC_URL: `${PUBLIC}/relet` }, /RELET_PUBLIC_URL/],
    ['no name', { ...tls, RELET_PUBLIC_URL: 'relet' }, /RELET_PUBLIC_URL/],
    ['demo principals for others', { ...tls, RELET_PUBLIC_URL: PUBLIC, RELET_DEMO: 'principals' }, /RELET_DEMO/],
  ];
  test.each(refused)('%s is refused', (_, env, said) => expect(() => mustBeSecured(settingsFrom(env))).toThrow(said));

  test('a name with TLS, or with a proxy that ends it, is served anywhere', () => {
    const far = { RELET_HOST: '0.0.0.0', RELET_PUBLIC_URL: `${PUBLIC}/` };
    expect(settingsFrom({ ...far, ...tls })).toMatchObject({ host: '0.0.0.0', publicUrl: PUBLIC, tls: { cert: '/c', key: '/k' } });
    expect(settingsFrom({ ...far, RELET_TRUSTED_PROXY: '10.0.0.1,10.0.0.2' })).toMatchObject({ trustedProxy: ['10.0.0.1', '10.0.0.2'] });
  });
});

test('nobody is served beyond this machine before somebody could come in, nor with a key that others can read or that fits no certificate', async () => {
  const store = newStore();
  const { cert, key } = await certify(folder, NAME);
  const env = { RELET_DEMO: '', RELET_HOST: '0.0.0.0', RELET_PUBLIC_URL: PUBLIC, RELET_TLS_CERT: cert, RELET_TLS_KEY: key };
  await expect(serveApart(store, env)).rejects.toThrow(/RELET_HOST.*relet users add/);
  chmodSync(key, 0o640);
  await expect(serveApart(store, env)).rejects.toThrow(/RELET_TLS_KEY.*chmod 600/);
  chmodSync(key, 0o600);
  await expect(serveApart(store, { ...env, RELET_TLS_CERT: key })).rejects.toThrow(/RELET_TLS_CERT/);
  await expect(serveApart(store, { ...env, RELET_TLS_KEY: join(folder, 'none') })).rejects.toThrow(/RELET_TLS_KEY/);
}, 60_000);

test('the first link leads to the public name, before TLS is there; without a name it says what to do', async () => {
  const store = newStore();
  const add = (name: string, env: Record<string, string>) =>
    reletUnder({ RELET_DEMO: '', RELET_STORE: store, ...env }, 'users', 'add', name, '--roles', 'caseworker');
  const named = await add('anna', { RELET_PUBLIC_URL: PUBLIC });
  expect([named.exit, named.out]).toEqual([0, expect.stringMatching(/^https:\/\/relet\.example\.dk\/welcome\/[\w-]{43}\n$/)]);
  const local = await add('bo', {});
  expect([local.out, local.talk]).toEqual([
    expect.stringMatching(/^http:\/\/localhost:3000\/welcome\//),
    expect.stringContaining('RELET_PUBLIC_URL'),
  ]);
  await expect(serveApart(store, { RELET_DEMO: '', RELET_PUBLIC_URL: PUBLIC })).rejects.toThrow(/RELET_PUBLIC_URL.*RELET_TLS_CERT/);
}, 60_000);

test('the command line asks the server of its own store on this machine, by the certificate that lies in its file, and says why where it cannot', async () => {
  const store = newStore();
  const own = mkdtempSync(join(tmpdir(), 'relet-tls-'));
  const { cert, key } = await certify(own, NAME);
  const users = Users.inFile(store.replace(/\.db$/, '.users.db'));
  const { token } = await users.accounts.add('robot', { party: 'administrator', roles: ['caseworker'] }, 1, 'machine');
  await users.close();
  const env = { RELET_DEMO: '', RELET_HOST: '0.0.0.0', RELET_PUBLIC_URL: PUBLIC, RELET_TLS_CERT: cert, RELET_TLS_KEY: key };
  const server = await serveApart(store, env);
  const register = (unit: string) =>
    reletUnder(
      { RELET_DEMO: '', RELET_TOKEN: token },
      ...['order', 'RegisterUnit', unit, '--store', store, '--yes', 'effective=2020-01-01', 'kind=care_home', 'municipality=eksempel'],
      ...['building=Solgaarden', 'rentOere=1'],
    );
  expect(await register('eksempel.1')).toMatchObject({ exit: 0, out: expect.stringContaining('Recorded') });
  const linked = await reletUnder({ RELET_DEMO: '' }, 'users', 'add', 'anna', '--roles', 'caseworker', '--store', store);
  expect(linked.out).toMatch(/^https:\/\/relet\.example\.dk\/welcome\//);
  // Somebody else's certificate in the file is not what the server shows.
  const note = readFileSync(`${store}.server.json`, 'utf8');
  const other = await certify(mkdtempSync(join(tmpdir(), 'relet-tls-')), NAME, '02');
  writeFileSync(`${store}.server.json`, note.replace(cert, other.cert));
  const refused = await register('eksempel.2');
  expect([refused.exit, refused.talk]).toEqual([7, expect.stringContaining('another certificate than that in')]);
  await server.stop();
}, 90_000);

test('a user signs in over TLS under the public name; a renewed certificate is taken without a restart', async () => {
  const store = newStore();
  const first = await certify(folder, NAME, '01');
  const users = Users.inFile(store.replace(/\.db$/, '.users.db'));
  const { id } = await users.people.add('anna', undefined, { party: 'administrator', roles: ['caseworker'] }, 'machine');
  const env = { RELET_DEMO: '', RELET_HOST: '0.0.0.0', RELET_PUBLIC_URL: PUBLIC, RELET_TLS_CERT: first.cert, RELET_TLS_KEY: first.key };
  const server = await serveApart(store, { ...env, RELET_CLOCK: 'manual' }, String(20_000 + (process.pid % 20_000)));
  const port = 20_000 + (process.pid % 20_000);
  const link = await users.links.make(id, 'machine');
  const page = await ask(port, first.pem, `/welcome/${link}`);
  expect([page.status, page.headers['strict-transport-security'], page.headers['x-content-type-options']]).toEqual([
    200,
    'max-age=31536000',
    'nosniff',
  ]);
  const [, codeKey = ''] = /<code>([A-Z2-7 ]+)<\/code>/.exec(page.text) ?? [];
  const form = new URLSearchParams({ password: PASSWORD, again: PASSWORD, code: codeOf(codeKey) }).toString();
  const own = { origin: PUBLIC, 'content-type': 'application/x-www-form-urlencoded' };
  expect((await ask(port, first.pem, `/welcome/${link}`, { ...own, origin: `https://localhost:${port}` }, form)).status).toBe(403);
  const chosen = await ask(port, first.pem, `/welcome/${link}`, own, form);
  const cookie = chosen.headers['set-cookie']?.[0]?.split(';')[0] as string;
  expect((await ask(port, first.pem, '/v1/me', { cookie })).status).toBe(200);

  // Demo principals are none here, although the clock is set by hand.
  expect((await ask(port, first.pem, '/v1/me', { authorization: 'Bearer demo-administrator' })).status).toBe(401);
  for (const host of ['evil.example', '192.0.2.1', `${NAME}.evil.example`, '0.0.0.0'])
    expect([host, (await ask(port, first.pem, '/v1/me', { host, cookie })).status]).toEqual([host, 421]);

  await certify(folder, NAME, '02');
  const serialNow = () =>
    new Promise<string>((told, failed) => {
      const socket = connect({ host: '127.0.0.1', port, servername: NAME, rejectUnauthorized: false }, () => {
        told(socket.getPeerCertificate().serialNumber);
        socket.destroy();
      });
      socket.on('error', failed);
    });
  let serial = await serialNow();
  for (let n = 0; n < 40 && serial !== '02'; n++) {
    await new Promise((later) => setTimeout(later, 500));
    serial = await serialNow();
  }
  expect(serial).toBe('02');
  // One that cannot be used changes nothing.
  writeFileSync(first.cert, 'no certificate');
  await new Promise((later) => setTimeout(later, 6_000));
  expect(await serialNow()).toBe('02');
  await users.close();
  await server.stop();
}, 90_000);

describe('behind a proxy', () => {
  let server: Server;
  let bearer: string;
  const proxied = (more: Record<string, string> = {}) => ({
    ...{ host: NAME, authorization: bearer, 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' },
    ...more,
  });
  beforeAll(async () => {
    server = await serve({ clock: 'system', demo: false, publicUrl: PUBLIC, trustedProxy: ['127.0.0.1'] });
    const { accounts } = server.part(Users);
    bearer = `Bearer ${(await accounts.add('robot', { party: 'administrator', roles: ['analyst'] }, 1, 'machine')).token}`;
  });
  afterAll(() => server.stop());

  test('what came to the proxy without TLS is refused, and so is a name that is none of ours', async () => {
    const status = async (headers: Record<string, string>) => (await askPlain(server.address, '/v1/board', headers)).status;
    expect(await status(proxied())).toBe(200);
    expect(await status(proxied({ 'x-forwarded-proto': 'http' }))).toBe(421);
    const { 'x-forwarded-proto': _, ...unsaid } = proxied();
    expect(await status(unsaid)).toBe(421);
    expect(await status(proxied({ host: 'evil.example' }))).toBe(421);
    // Another name that the proxy tells of is not looked at.
    expect(await status(proxied({ 'x-forwarded-host': 'evil.example' }))).toBe(200);
    expect(await status(proxied({ host: 'evil.example', 'x-forwarded-host': NAME }))).toBe(421);
  });

  test('from elsewhere only whether the process lives is told of it', async () => {
    const status = async (path: string, headers: Record<string, string>) => (await askPlain(server.address, path, headers)).status;
    for (const path of ['/metrics', '/readyz'])
      expect([path, await status(path, proxied()), await status(path, { host: 'localhost' }), await status(path, { host: NAME })]).toEqual([
        path,
        404,
        200,
        200,
      ]);
    expect(await status('/livez', proxied())).toBe(200);
  });

  test('who guesses at one address does not shut a user out at another', async () => {
    const { people, links } = server.part(Users);
    const { id } = await people.add('bo', undefined, { party: 'administrator', roles: ['analyst'] }, 'machine');
    await links.make(id, 'machine');
    const post = async (from: string) => {
      const answer = await fetch(`${server.address}/sign-in`, {
        ...{ method: 'POST', redirect: 'manual', body: new URLSearchParams({ name: 'bo', password: 'x', code: '1' }) },
        headers: { ...proxied({ 'x-forwarded-for': from, host: new URL(server.address).host }), origin: PUBLIC },
      });
      return answer.status;
    };
    const statuses = [];
    for (let n = 0; n < 6; n++) statuses.push(await post('192.0.2.66'));
    expect(statuses).toEqual([401, 401, 401, 401, 401, 429]);
    expect(await post('192.0.2.67')).toBe(401);
    // What stands before the address that the proxy has added is what anybody can write.
    expect(await post('192.0.2.99, 192.0.2.66')).toBe(429);
  });

  test('too many requests of one address, and of one principal, are told when to come again', async () => {
    const many = (from: (n: number) => string, headers: Record<string, string>, count: number) =>
      Promise.all(Array.from({ length: count }, (_, n) => askPlain(server.address, '/v1/me', { ...headers, 'x-forwarded-for': from(n) })));
    const { authorization: _, ...nobody } = proxied();
    // Time stands still, so that a slow machine sends as many at once as a fast one.
    const still = jest.spyOn(performance, 'now').mockReturnValue(performance.now());
    const ofAddress = await many(() => '192.0.2.8', nobody, 900);
    const refused = ofAddress.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(300);
    expect(JSON.parse(refused[0]?.text ?? '')).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await askPlain(server.address, '/v1/me', proxied({ 'x-forwarded-for': '192.0.2.9' }))).status).toBe(200);
    // The same principal from many addresses.
    const ofPrincipal = await many((n) => `198.51.100.${n % 250}`, proxied(), 600);
    expect(ofPrincipal.filter(({ status }) => status === 200)).toHaveLength(299);
    expect(new Set(ofPrincipal.map(({ status }) => status))).toEqual(new Set([200, 429]));
    still.mockRestore();
  }, 60_000);
});
