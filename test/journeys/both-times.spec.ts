import { copyFileSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { as, serve, type Server } from './server.js';

let server: Server;
afterAll(() => server.stop());

const ANNA = '11111111-2222-4333-8444-555555555555';
const HOME = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };

async function tell(now: string, ...commands: [path: string, fields: object, who?: string][]): Promise<void> {
  for (const [path, fields, who = 'administrator'] of commands) {
    const { status, body } = await server.post(`/v1/${path}`, fields, { ...as(who), 'relet-now': now });
    expect([path, status, body.code]).toEqual([path, 200, undefined]);
  }
}

/** Everything is recorded on 1 November 2026 but a correction and a citizen's wish, which are recorded a week later. */
beforeAll(async () => {
  server = await serve();
  await tell(
    '2026-11-01',
    ['units/eksempel.1', { ...HOME, effective: '2026-01-01', occupiedSince: '2026-01-01' }],
    ['units/eksempel.1/vacated', { effective: '2026-03-01', reason: 'transfer' }],
    ['units/eksempel.1/keys', { effective: '2026-03-05' }],
    ['units/eksempel.2', { ...HOME, effective: '2026-06-01', building: 'Nybo' }],
    ['units/eksempel.3', { ...HOME, effective: '2027-01-01', building: 'Tårnet' }],
    [`citizens/${ANNA}/approval`, { effective: '2026-02-10', list: 'general', elderly: true }, 'eksempel'],
    ['units/eksempel.2/offers', { effective: '2026-10-28', offerId: 'o1', citizen: ANNA }, 'eksempel'],
    ['policies/nordby', { effective: '2026-01-01', answerDays: 5 }, 'nordby'],
  );
  const { body } = await server.get('/v1/units/eksempel.1/history', as('auditor'));
  const keys = (body['events'] as unknown as { id: string; type: string }[]).find(({ type }) => type === 'KeysReturned');
  await tell(
    '2026-11-08',
    ['units/eksempel.1/corrections', { target: keys?.id, newEffective: '2026-03-03', reason: 'typing_error' }],
    ['units/eksempel.2/offers/o1/decline', { effective: '2026-11-02', reason: 'other' }, 'eksempel'],
    [`citizens/${ANNA}/list`, { effective: '2026-11-08', list: 'specific' }, 'eksempel'],
  );
});

const homes = async (query: string) => {
  const { body } = await server.get(`/v1/board?after=${server.position}${query}`);
  return (body['homes'] as unknown as { unit: string; stage: string; since: string }[]).map(
    ({ unit, stage, since }) => `${unit} ${stage} ${since}`,
  );
};

test('the board shows where each home stood on a day, and what was known of it', async () => {
  expect(await homes('')).toEqual(['eksempel.1 inspection 2026-03-03', 'eksempel.2 ready 2026-06-01', 'eksempel.3 planned 2027-01-01']);
  expect(await homes('&asOf=2025-12-31')).toEqual([]);
  expect(await homes('&asOf=2026-02-01')).toEqual(['eksempel.1 occupied 2026-01-01']);
  expect(await homes('&asOf=2026-02-01&active=true')).toEqual([]);
  expect(await homes('&asOf=2026-03-02')).toEqual(['eksempel.1 clearing 2026-03-01']);
  expect(await homes('&asOf=2026-03-04')).toEqual(['eksempel.1 inspection 2026-03-03']);
  expect(await homes('&asOf=2026-03-04&knownAt=2026-11-07')).toEqual(['eksempel.1 clearing 2026-03-01']);
  expect(await homes('&asOf=2027-01-02&active=true')).toHaveLength(3);
  expect(await homes('&knownAt=2020-01-01')).toEqual([]);
});

test('the board says for which times it answers, and pages through the past as through today', async () => {
  const { body } = await server.get('/v1/board?asOf=2026-07-01&knownAt=2026-11-05T12:00:00Z&limit=1');
  expect(body).toMatchObject({
    asOf: '2026-07-01',
    knownAt: '2026-11-05T12:00:00.000Z',
    provisional: false,
    homes: [{ unit: 'eksempel.1' }],
  });
  const next = `/v1/board?asOf=2026-07-01&knownAt=2026-11-05T12:00:00Z&limit=1&cursor=${String(body['cursor'])}`;
  expect((await server.get(next)).body).toMatchObject({ homes: [{ unit: 'eksempel.2' }], cursor: null });
  const other = next.replace('2026-07-01', '2026-07-02');
  expect(await server.get(other)).toMatchObject({ status: 400, body: { errors: [{ pointer: '/cursor' }] } });
});

test('who waits, and what falls due, are told for both times too', async () => {
  const waiting = async (query: string) => {
    const { body } = await server.get(`/v1/waiting-list?after=${server.position}${query}`, as('eksempel'));
    return (body['citizens'] as unknown as { list: string; daysLeft: number | null; openOffers: unknown[] }[]).map(
      ({ list, daysLeft, openOffers }) => [list, daysLeft, openOffers.length],
    );
  };
  expect(await waiting('')).toEqual([['specific', null, 0]]);
  expect(await waiting('&asOf=2026-02-09')).toEqual([]);
  expect(await waiting('&asOf=2026-02-10')).toEqual([['general', 59, 0]]);
  expect(await waiting('&asOf=2026-10-30')).toEqual([['general', null, 1]]);
  expect(await waiting('&asOf=2026-11-08&knownAt=2026-11-07')).toEqual([['general', null, 1]]);
  expect(await waiting('&knownAt=2026-10-31')).toEqual([]);
  const due = async (query: string) =>
    ((await server.get(`/v1/deadlines?within=60${query}`, as('eksempel'))).body['deadlines'] as unknown as { what: string }[]).map(
      ({ what }) => what,
    );
  expect(await due('')).toEqual([]);
  expect(await due('&asOf=2026-10-30')).toEqual(['answer_due']);
  expect(await due('&asOf=2026-02-15')).toEqual(['guarantee_deadline']);
});

test('an answer about a day to come says that it reaches ahead, and of today or before that it does not', async () => {
  const day = 'vacancy?from=2026-01-01&to=';
  for (const [path, who] of [
    ['board?', 'administrator'],
    ['waiting-list?', 'eksempel'],
    ['deadlines?', 'eksempel'],
    ['day?', 'eksempel'],
    ['units?', 'administrator'],
    ['units/eksempel.1?', 'administrator'],
    ['units/eksempel.1/vacancy?', 'administrator'],
    ['citizens?', 'eksempel'],
    ['policies?', 'eksempel'],
    ['units/eksempel.1/state?', 'auditor'],
    [`citizens/${ANNA}/state?`, 'auditor'],
    ['policies/nordby/state?', 'auditor'],
    ['portfolio?', 'auditor'],
    ['units/eksempel.1/facts?', 'analyst'],
    [`${day}2026-11-20&`, 'analyst'],
    ['vacancy/phases?from=2026-01-01&to=2026-11-20&', 'analyst'],
  ] as const) {
    const told = async (asOf: string) => (await server.get(`/v1/${path}asOf=${asOf}`, as(who))).body['reachesAhead'];
    expect([path, await told('2026-11-20')]).toEqual([path, true]);
    if (!path.includes('to=')) expect([path, await told('2026-11-08')]).toEqual([path, false]);
  }
  const { body } = await server.get('/v1/difference?asOf=2026-11-01&thenAsOf=2026-11-20', as('auditor'));
  expect(body).toMatchObject({ from: { reachesAhead: false }, to: { reachesAhead: true } });
  // A day to come says nothing of a period that is over.
  expect((await server.get(`/v1/${day}2026-10-31&asOf=2026-11-20`, as('analyst'))).body['reachesAhead']).toBe(false);
});

describe('a filter that names nothing', () => {
  const period = 'vacancy?from=2026-01-01&to=2026-12-31';
  const refused = async (path: string, who = 'administrator') => {
    const { status, body } = await server.get(`/v1/${path}`, as(who));
    return [status, ((body['errors'] ?? []) as { pointer: string }[]).map(({ pointer }) => pointer)];
  };
  test.each([
    [`${period}&building=Solgarden`, '/building'],
    [`${period}&municipality=eksempl`, '/municipality'],
    [`${period}&kind=private_rental`, '/kind'],
    [`${period}&kind=slot`, '/kind'],
    [`${period}&unit=eksempel.99`, '/unit'],
    ['board?building=Solgarden', '/building'],
    ['board?municipality=eksempl', '/municipality'],
    ['waiting-list?municipality=eksempl', '/municipality'],
    ['deadlines?municipality=eksempl', '/municipality'],
    ['meeting?since=2026-11-01&municipality=eksempl', '/municipality'],
    ['board?building=Nybo&knownAt=2026-10-31', '/building'],
    ['board?municipality=nordby&knownAt=2026-10-31', '/municipality'],
    [`${period}&building=Nybo&knownAt=2026-10-31`, '/building'],
  ])('%s is malformed with a pointer', async (path, pointer) => expect(await refused(path)).toEqual([400, [pointer]]));

  test('is told like one that is out of sight', async () => {
    for (const path of ['board?building=', `${period}&building=`]) {
      const [unknown, foreign] = [
        await server.get(`/v1/${path}Nowhere`, as('nordby')),
        await server.get(`/v1/${path}Solgaarden`, as('nordby')),
      ];
      expect([unknown.status, foreign.body]).toEqual([400, unknown.body]);
    }
    const asked = ['board?municipality=eksempel', `${period}&municipality=eksempel`, `${period}&unit=eksempel.1`];
    for (const path of asked) expect((await refused(path, 'nordby'))[0]).toBe(400);
  });

  test('is none when it was registered as it was known, whatever the day; letters are compared in one form', async () => {
    const asked = [
      `${period}&building=Nybo&asOf=2026-02-01`,
      'board?building=Nybo&asOf=2026-02-01',
      'board?building=Ta%CC%8Arnet',
      `${period}&building=Ta%CC%8Arnet`,
    ];
    asked.push('board?municipality=nordby', `${period}&municipality=nordby`, `${period}&unit=EKSEMPEL.1`);
    for (const path of asked) expect([path, ...(await refused(path))]).toEqual([path, 200, []]);
    expect(await refused(`${period}&municipality=nordby`, 'nordby')).toEqual([200, []]);
  });
});

test('a parameter that is not known, or comes twice, is refused on every route', async () => {
  const routes = ['units/eksempel.1/history', 'units/eksempel.1/replay', 'units/eksempel.1/state', 'units/eksempel.1/next-steps', 'verify'];
  routes.push(
    'portfolio',
    'difference',
    'board',
    'board/events',
    'units/eksempel.1/events',
    'waiting-list',
    'deadlines',
    'meeting',
    'vacancy',
  );
  const health = ['/livez', '/readyz', '/metrics'].map((path) => `${path}?unit=x`);
  for (const path of [...routes.map((route) => `/v1/${route}?unheardOf=1`), ...health])
    expect([path, (await server.get(path)).body.code]).toEqual([path, 'MALFORMED']);
  const posts = [
    ['operator', 'deadlines/run'],
    ['operator', 'read-models/repair'],
    ['administrator', 'units/eksempel.1/keys'],
    ['administrator', 'commands'],
  ] as const;
  for (const [who, path] of posts)
    expect([path, (await server.post(`/v1/${path}?unheardOf=1`, {}, as(who))).body.code]).toEqual([path, 'MALFORMED']);
  const twice = ['board?asOf=2026-01-01&asOf=2026-01-02', 'vacancy?from=2026-01-01&to=2026-12-31&unit=eksempel.1&unit=eksempel.2'];
  const pointers = await Promise.all(twice.map(async (path) => (await server.get(`/v1/${path}`)).body['errors']));
  expect(pointers).toMatchObject([[{ pointer: '/asOf' }], [{ pointer: '/unit' }]]);
});

test('a day or an instant that does not exist is refused on every route', async () => {
  const times = ['knownAt=2026-02-30', 'knownAt=2026-02-30T10:00:00Z', 'knownAt=2026-01-01T25:00:00Z', 'asOf=2026-13-01'];
  const routes = [
    'board?',
    'waiting-list?',
    'deadlines?',
    'vacancy?from=2026-01-01&to=2026-02-01&',
    'portfolio?',
    'difference?',
    'units/eksempel.1/state?',
  ];
  for (const route of routes)
    for (const time of times) expect([route, time, (await server.get(`/v1/${route}${time}`)).status]).toEqual([route, time, 400]);
});

describe('a header that says what does not exist is refused, and named', () => {
  const days = ['2026-02-30', '2026-02-31T10:00:00Z', '2026-13-01', '2026-01-01T25:00:00Z', '2026-01-01T10:00', '1.11.2026', 'now', ''];
  test.each([
    ...days.map((day) => ['Relet-Now', day, 'get']),
    ...['"-1"', '"4.5"', '4', 'W/"4"', '*', '"99999999999"'].map((revision) => ['If-Match', revision, 'post']),
    ...['yesterday', '-1', '1/2/3', '123456789012345678901'].map((position) => ['Last-Event-ID', position, 'events']),
    ...['x'.repeat(201), 'a b', '010190-1234', ''].map((key) => ['Idempotency-Key', key, 'post']),
  ] as const)('%s: %s', async (name, value, way) => {
    const headers = { ...as('administrator'), [name]: value };
    for (const language of ['da', 'en']) {
      const asked = { ...headers, 'accept-language': language };
      const { status, body } =
        way === 'post'
          ? await server.post('/v1/units/eksempel.1/keys?dryRun=true', { effective: '2026-03-05' }, asked)
          : await server.get(way === 'events' ? '/v1/board/events' : '/v1/board', asked);
      const [error] = body['errors'] as unknown as { pointer: string; detail: string }[];
      expect([status, body.code, error?.pointer]).toEqual([400, 'MALFORMED', '']);
      expect([error?.detail, body.help]).toEqual([expect.stringContaining(name), expect.stringMatching(/^(Send|Kontroll|Check)/)]);
      if (value.length > 9) expect(JSON.stringify(body)).not.toContain(value);
    }
  });
});

test('a period that reaches into the future is marked, and an explanation is no CSV', async () => {
  const ask = async (query: string) => (await server.get(`/v1/vacancy?from=2026-01-01&${query}`, as('analyst'))).body;
  expect(await ask('to=2026-11-08')).toMatchObject({ reachesAhead: false });
  expect(await ask('to=2026-11-09')).toMatchObject({ reachesAhead: true });
  expect(await ask('to=2026-06-30&asOf=2026-05-31')).toMatchObject({ reachesAhead: true });
  const { headers } = await server.get('/v1/vacancy?from=2026-01-01&to=2026-12-31&csv=da', as('analyst'));
  expect([headers.get('relet-reaches-ahead'), headers.get('relet-as-of')]).toEqual(['true', '2026-11-08']);
  expect(await ask('to=2026-06-30&csv=en&explain=true')).toMatchObject({ code: 'MALFORMED', errors: [{ pointer: '/explain' }] });
});

test("guarantee figures count a municipality's citizens whether or not it has homes", async () => {
  await tell('2026-11-08', [
    'citizens/22222222-2222-4333-8444-555555555555/approval',
    { effective: '2026-02-01', list: 'general', elderly: true },
    'nordby',
  ]);
  const counted = async (query: string, who = 'analyst') => {
    const { body } = await server.get(`/v1/vacancy?from=2026-01-01&to=2026-11-08&after=${server.position}${query}`, as(who));
    return (body['groups'] as unknown as { key: string; guarantee: { counted: number } | null }[]).map(({ key, guarantee }) => [
      key,
      guarantee?.counted,
    ]);
  };
  const [[, all]] = (await counted('')) as [[string, number]];
  expect(await counted('&municipality=nordby')).toEqual([['all', 1]]);
  expect(await counted('', 'nordby')).toEqual([['all', 1]]);
  expect(await counted('&groupBy=municipality')).toEqual([
    ['eksempel', all - 1],
    ['nordby', 1],
  ]);
  expect(await counted('&municipality=eksempel')).toEqual([['all', all - 1]]);
  expect(await counted('&building=Nybo')).toEqual([['all', all - 1]]);
  expect(await counted('&groupBy=municipality', 'nordby')).toEqual([['nordby', 1]]);
});

test('every read of a home whose chain is broken says so', async () => {
  const store = join(mkdtempSync(join(tmpdir(), 'relet-')), 'relet.db');
  copyFileSync('test/cases/first-day/edited-log-board-silent.db', store);
  const edited = await serve({ store, clock: 'system' });
  const routes = [
    'board',
    'board?asOf=2026-03-10',
    'waiting-list',
    'deadlines',
    'meeting?since=2026-11-01',
    'vacancy?from=2026-01-01&to=2026-06-30',
  ];
  routes.push(
    'units',
    'units/eksempel.101',
    'units/eksempel.101?asOf=2026-03-10',
    'portfolio',
    'difference?asOf=2026-03-01',
    ...['history', 'replay', 'state', 'next-steps'].map((each) => `units/eksempel.101/${each}`),
  );
  for (const route of routes) {
    const { body } = await edited.get(`/v1/${route}`);
    expect([route, body['altered']]).toEqual([route, ['unit-eksempel.101']]);
  }
  expect((await edited.get('/v1/board', as('nordby'))).body['altered']).toBeUndefined();
  expect((await server.get('/v1/board')).body['altered']).toBeUndefined();
  await edited.stop();
});
