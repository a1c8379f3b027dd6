import { connect } from 'node:net';
import { request } from 'node:http';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => (server = await serve()));
afterAll(() => server.stop());

/** Bytes as they are sent and answered. */
function raw(sent: string): Promise<string> {
  return new Promise((resolve) => {
    const { hostname, port } = new URL(server.address);
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(sent));
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });
}

interface Head {
  status: number;
  type: string;
  text: string;
}

function ask(method: string, path: string, headers: Record<string, string | string[]> = {}, body?: Buffer): Promise<Head> {
  return new Promise((resolve, reject) => {
    const sent = { ...as('administrator'), ...headers };
    const asked = request(`${server.address}${path}`, { method, headers: sent, agent: false }, (answer) => {
      let text = '';
      answer.on('data', (bytes: Buffer) => (text += bytes.toString()));
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, type: answer.headers['content-type'] ?? '', text }));
    });
    asked.on('error', reject).end(body);
  });
}

const codeOf = ({ status, type, text }: Head) => [status, type.split(';')[0], (JSON.parse(text) as { code: string }).code];
const problem = (status: number, code: string) => [status, 'application/problem+json', code];

test.each(['/assets/../../package.json', '/assets/..%2f..%2fpackage.json', '/assets/.', '/assets/%2e%2e/index.html'])(
  'what lies outside of the assets is not there: %s',
  async (path) => {
    const answer = await raw(`GET ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1.1 404 [\s\S]*"code":"NOT_FOUND"/);
  },
);

test('what router and parser refuse is a problem with a code, and echoes nothing', async () => {
  const secret = 'sommersol';
  const asked: [method: string, path: string, expected: unknown[]][] = [
    ['POST', `/v1/units/%E0%A4%A${secret}/death`, problem(400, 'MALFORMED')],
    ['GET', `/v1/units/%FF${secret}/history`, problem(400, 'MALFORMED')],
    ['GET', `/%zz${secret}`, problem(400, 'MALFORMED')],
    ['POST', `/v1/units/${secret.repeat(40)}/death`, problem(400, 'MALFORMED')],
    ['GET', `/v1/citizens/${secret.repeat(40)}/history`, problem(400, 'MALFORMED')],
    ['GET', `/v1/${secret}`, problem(404, 'NOT_FOUND')],
    ['GET', `/assets/${secret}.js`, problem(404, 'NOT_FOUND')],
    ['PATCH', `/v1/board?${secret}`, problem(405, 'METHOD_NOT_ALLOWED')],
    ['GET', `/v1/units/${secret}/death`, problem(405, 'METHOD_NOT_ALLOWED')],
    ['OPTIONS', `/v1/units/${secret}/nothing`, problem(404, 'NOT_FOUND')],
    ['PROPFIND', `/v1/${secret}`, problem(404, 'NOT_FOUND')],
    ['TRACE', `/v1/board?${secret}`, problem(405, 'METHOD_NOT_ALLOWED')],
  ];
  for (const [method, path, expected] of asked) {
    const json = method === 'POST';
    const answer = await ask(method, path, json ? { 'content-type': 'application/json' } : {}, json ? Buffer.from('{}') : undefined);
    expect([path, ...codeOf(answer)]).toEqual([path, ...expected]);
    expect(answer.text).not.toContain(secret);
  }
});

test('an address that is there says which methods it takes', async () => {
  const allow = async (method: string, path: string) => (await fetch(`${server.address}${path}`, { method })).headers.get('allow');
  expect(await allow('DELETE', '/v1/board')).toBe('GET, HEAD');
  expect(await allow('GET', '/v1/units/eksempel.101/offers/o1/acceptance')).toBe('POST');
  expect(await allow('PUT', '/v1/units/eksempel.101')).toBe('GET, HEAD, POST');
  expect(await allow('PUT', '/v1/nothing')).toBeNull();
});

test('what cannot be read is told what is wrong with it, and what to do, in both languages', async () => {
  const json = { 'content-type': 'application/json' };
  const asked: [what: string, path: string, body: Buffer | undefined, en: string, da: string][] = [
    ['no JSON', '/v1/units/eksempel.101/death', Buffer.from('{\n  effective: 1}'), 'line 2, character 3', 'linje 2, tegn 3'],
    ['half of it', '/v1/units/eksempel.101/death', Buffer.from('{"effective":'), 'no JSON: line 1, character 14', 'ikke JSON'],
    ['no UTF-8', '/v1/units/eksempel.101/death', Buffer.from('{"a":"\xe6"}', 'latin1'), 'no UTF-8: byte 7', 'ikke UTF-8: byte 7'],
    ['nothing', '/v1/units/eksempel.101/death', Buffer.from(''), 'An object is needed', 'et objekt'],
    ['no field', '/v1/units/eksempel.101/death', Buffer.from('{"__proto__":{"a":1}}'), 'field is not known', 'Feltet kendes ikke'],
    ['an address', '/v1/units/%zz', undefined, 'address cannot be read', 'Adressen kan ikke læses'],
    ['a long id', `/v1/units/${'9'.repeat(300)}/history`, undefined, 'longer than any id', 'længere, end noget nummer'],
  ];
  for (const [what, path, body, ...told] of asked)
    for (const [n, language] of ['en', 'da'].entries()) {
      const headers = { ...(body && json), 'accept-language': language };
      const { text } = await ask(body ? 'POST' : 'GET', path, headers, body);
      const { code, errors, help } = JSON.parse(text) as { code: string; errors: { detail: string }[]; help: string };
      expect([what, code, errors.map(({ detail }) => detail).join(), help]).toEqual([
        what,
        'MALFORMED',
        expect.stringContaining(told[n] as string),
        expect.stringMatching(/\.$/),
      ]);
    }
  const twice = await raw('GET /livez HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\nConnection: close\r\n\r\n');
  expect(twice).toContain('"help":"Send that header once."');
});

test('what is no HTTP is told so in the same form', async () => {
  const head = 'HTTP/1.1\r\nHost: localhost\r\n';
  const long = 'a'.repeat(20_000);
  const sent: [string, string, string][] = [
    [`FOO /v1/board ${head}\r\n`, '400 Bad Request', 'MALFORMED'],
    [`GET /v1/board ${head}X: ${long}\r\n\r\n`, '431 Request Header Fields Too Large', 'HEADERS_TOO_LARGE'],
    [`GET /${long} ${head}\r\n`, '431 Request Header Fields Too Large', 'HEADERS_TOO_LARGE'],
    [`GET /v1/board ${head}Bad Header: x\r\n\r\n`, '400 Bad Request', 'MALFORMED'],
    [`GET /v1/board ${head}Content-Length: x\r\n\r\n`, '400 Bad Request', 'MALFORMED'],
    ['GET /v1/board HTTP/1.1\r\nConnection: close\r\n\r\n', '400 Bad Request', 'MALFORMED'],
    ['hello\r\n\r\n', '400 Bad Request', 'MALFORMED'],
    ['GET /livez HTTP/1.1\r\nHost:\r\nConnection: close\r\n\r\n', '421 Misdirected Request', 'HOST_NOT_SERVED'],
    [
      'GET http://evil.example/livez HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n',
      '421 Misdirected Request',
      'HOST_NOT_SERVED',
    ],
    // The name in the target counts, whatever Host says.
    [`GET http://evil.example/livez ${head}Connection: close\r\n\r\n`, '421 Misdirected Request', 'HOST_NOT_SERVED'],
    [`GET /livez ${head}Host: evil.example\r\nConnection: close\r\n\r\n`, '400 Bad Request', 'MALFORMED'],
    ['CONNECT localhost:80 HTTP/1.1\r\nHost: localhost\r\n\r\n', '400 Bad Request', 'MALFORMED'],
  ];
  for (const [bytes, status, code] of sent) {
    const answer = await raw(bytes);
    expect(answer.split('\r\n')[0]).toBe(`HTTP/1.1 ${status}`);
    expect(answer.toLowerCase()).toContain('content-type: application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  }
});

test('a file is taken by the import alone, and refused everywhere else before it was sent', async () => {
  const megabytes = Buffer.alloc(30 * 1_048_576, 'a');
  const types = ['text/csv', 'application/x-ndjson', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];
  for (const type of types) {
    const { headers, status, body } = await server.post('/v1/units/eksempel.101/death', megabytes.toString(), { 'content-type': type });
    expect([type, status, body.code, headers.get('content-type')]).toEqual([
      type,
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      'application/problem+json; charset=utf-8',
    ]);
  }
  expect(await server.post('/v1/imports', '{}', { ...as('operator'), 'content-type': 'application/json' })).toMatchObject({ status: 415 });
  const tooLong = `{"effective":"${'1'.repeat(1_048_576)}"}`;
  expect(await server.post('/v1/units/eksempel.101/death', tooLong)).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  const declared = { ...as('operator'), 'content-type': 'text/csv', 'content-length': '40000000' };
  const head = Object.entries({ host: 'localhost', connection: 'close', ...declared }).map(([name, value]) => `${name}: ${value}`);
  expect(await raw(`POST /v1/imports HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`)).toContain('"code":"BODY_TOO_LARGE"');
});

test('who asks for the head of a stream of events is told it, and takes no place', async () => {
  await server.post(
    '/v1/units/eksempel.1',
    { effective: '2026-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 1 },
    { 'relet-now': '2026-01-01' },
  );
  for (const path of ['/v1/board/events', '/v1/units/eksempel.1/events']) {
    const heads = await Promise.all(Array.from({ length: 250 }, () => ask('HEAD', path)));
    expect(heads.filter(({ status, type }) => status !== 200 || !type.startsWith('text/event-stream'))).toEqual([]);
  }
  expect(await ask('HEAD', '/v1/units/eksempel.2/events')).toMatchObject({ status: 404, text: '' });
  const abort = new AbortController();
  const listening = await fetch(`${server.address}/v1/board/events`, { headers: as('administrator'), signal: abort.signal });
  expect(listening.status).toBe(200);
  abort.abort();
});

test('a request by a name that is none of this machine is refused on every route', async () => {
  const port = new URL(server.address).port;
  const foreign = [
    'evil.example',
    'evil.example:3000',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '192.168.1.2',
    '[::2]',
    '0.0.0.0',
    'localhost:x',
    'localhost..',
    '.',
    'a@localhost',
  ];
  for (const host of foreign)
    for (const path of ['/v1/board', '/livez', '/openapi.json', '/'])
      expect([host, ...codeOf(await ask('GET', path, { host }))]).toEqual([host, ...problem(421, 'HOST_NOT_SERVED')]);
  const own = [
    'localhost',
    `localhost:${port}`,
    'LOCALHOST',
    'localhost.',
    `localhost.:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port}`,
    '127.1.2.3',
    `[::1]:${port}`,
  ];
  for (const host of own) expect([host, (await ask('GET', '/livez', { host })).status]).toEqual([host, 200]);
});

test('the scheme of Authorization is written in any case', async () => {
  const status = async (authorization: string) => (await ask('GET', '/v1/board', { authorization })).status;
  expect(await Promise.all(['bearer demo-administrator', 'BEARER demo-administrator', 'Bearer  demo-administrator'].map(status))).toEqual([
    200, 200, 200,
  ]);
  expect(await Promise.all(['Basic demo-administrator', 'bearerdemo-administrator', 'bearer demo-nobody', 'bearer'].map(status))).toEqual([
    401, 401, 401, 401,
  ]);
});

test('a header of which one value is meant is refused when it comes twice, and what is expected of an answer changes none', async () => {
  const asked = (more: string) => raw(`GET /v1/board HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${more}\r\n`);
  const token = 'Authorization: Bearer demo-administrator\r\n';
  expect(await asked(`${token}authorization: Bearer demo-operator\r\n`)).toContain('The header authorization is given twice.');
  expect(await asked(`${token}Content-Type: application/json\r\nContent-Type: text/csv\r\n`)).toContain('"code":"MALFORMED"');
  expect(await asked(`${token}Accept: */*\r\nAccept: application/json\r\n`)).toContain('HTTP/1.1 200 OK');
  expect(await asked(`${token}Expect: 200-ok\r\n`)).toContain('HTTP/1.1 200 OK');
});

test('header smuggling: a request whose end can be read in two ways is refused, and what came behind it is no request', async () => {
  const behind = 'GET /v1/board HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer demo-administrator\r\nConnection: close\r\n\r\n';
  const head = 'POST /v1/units/eksempel.1/death HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n';
  const twoEnds = [
    `Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n`,
    `Content-Length: 0\r\nContent-Length: 5\r\n\r\n`,
    `Content-Length: 0, 5\r\n\r\n`,
    `Content-Length: +0\r\n\r\n`,
    `Content-Length : 0\r\n\r\n`,
    `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\n0x0\r\n\r\n`,
    `Transfer-Encoding: chunked\r\n\r\n0\n\n`,
    `X: a\r\n Content-Length: 5\r\n\r\n`,
    `X: a\nContent-Length: 0\r\n\r\n`,
    `X: a\rTransfer-Encoding: chunked\r\n\r\n`,
  ];
  for (const ends of twoEnds) {
    const answer = await raw(`${head}${ends}${behind}`);
    expect([ends, answer.split('\r\n')[0], answer.match(/HTTP\/1\.1 /g)?.length]).toEqual([ends, 'HTTP/1.1 400 Bad Request', 1]);
  }
  expect(await raw(behind)).toContain('HTTP/1.1 200 OK');
});

test('a body that is packed, or that says a field twice, is refused: nothing that was sent is dropped unsaid', async () => {
  const home = '/v1/units/eksempel.3?dryRun=true';
  const body = '{"effective":"2026-01-01","kind":"care_home","municipality":"eksempel","building":"A","rentOere":1';
  expect(await server.post(home, `${body}}`)).toMatchObject({ status: 200 });
  const twice = { status: 400, body: { code: 'MALFORMED', errors: [{ pointer: '/rentOere', detail: 'A field is given twice.' }] } };
  expect(await server.post(home, `${body},"rentOere":2}`)).toMatchObject(twice);
  expect(await server.post(home, `${body}}`, { 'content-encoding': 'gzip' })).toMatchObject({ status: 415 });
  expect(await server.post(home, `${body}}`, { 'content-encoding': 'identity' })).toMatchObject({ status: 200 });
});

test('every address of a screen answers the application, under a policy that lets nothing else in', async () => {
  for (const place of ['/', '/tavle', '/bolig/eksempel.101?sandPr=2026-01-01', '/venteliste']) {
    const answer = await fetch(`${server.address}${place}`, { headers: { accept: 'text/html' } });
    const policy = answer.headers.get('content-security-policy') ?? '';
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    expect(await answer.text()).toContain(`content="${nonce}"`);
    expect(policy).not.toMatch(/unsafe|http|\*/);
  }
  expect((await server.get('/no-such-screen')).body.code).toBe('NOT_FOUND');
  // A browser is shown the application, which leads on; whatever is not asked for as a page stays a problem.
  const lost = await fetch(`${server.address}/no-such-screen`, { headers: { accept: 'text/html,*/*;q=0.8' } });
  expect([lost.status, lost.headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
  expect((await server.post('/no-such-screen', {}, { accept: 'text/html' })).body.code).toBe('NOT_FOUND');
  expect((await server.get('/openapi.json?x=1')).body.code).toBe('MALFORMED');
});
