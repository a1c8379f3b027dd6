import { as, serve, type Server } from '../journeys/server.js';

let server: Server;
beforeAll(async () => (server = await serve()));
afterAll(() => server.stop());

/** Pages, figures, files, streams, problems: one of each kind of answers. */
const ASKED = [
  '/',
  '/sign-in',
  '/sign-in/script.js',
  '/welcome/nobody',
  '/openapi.json',
  '/livez',
  '/readyz',
  '/metrics',
  '/v1/me',
  '/v1/board',
  '/v1/board/events',
  '/v1/meeting?since=2026-01-01',
  '/v1/exports/vacancies?from=2026-01-01&to=2026-01-31&format=csv',
  '/v1/vacancy?from=2026-01-01&to=2026-01-31',
  '/v1/units/eksempel.1',
  '/v1/nowhere',
  '/%zz',
];

test('every answer keeps a browser from storing it, from showing it within another page, and from giving it to another origin', async () => {
  const wrong: unknown[] = [];
  for (const path of ASKED) {
    for (const headers of [as('administrator'), { authorization: '' }, { ...as('administrator'), accept: 'text/html' }]) {
      const abort = new AbortController();
      const sent = { ...headers, origin: 'https://elsewhere.example' };
      const { status, headers: told } = await fetch(`${server.address}${path}`, { headers: sent, signal: abort.signal });
      abort.abort();
      const policy = told.get('content-security-policy') ?? '';
      const isShut = ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"].every((part) => policy.includes(part));
      const isPlain = told.get('x-content-type-options') === 'nosniff' && told.get('referrer-policy') === 'same-origin';
      if (!isShut || !isPlain || told.get('cache-control') !== 'no-store' || told.has('access-control-allow-origin'))
        wrong.push([path, status, policy, told.get('cache-control')]);
    }
  }
  expect(wrong).toEqual([]);
});
