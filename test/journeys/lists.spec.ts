import { as, serve, type Server } from './server.js';

let server: Server;
afterAll(() => server.stop());

const [ANNA, BENT, CARL] = [
  '11111111-2222-4333-8444-555555555555',
  '22222222-2222-4333-8444-555555555555',
  '33333333-2222-4333-8444-555555555555',
];
const NOBODY = '99999999-2222-4333-8444-555555555555';
const HOME = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };
const general = { list: 'general', elderly: true };

beforeAll(async () => {
  server = await serve();
  const story: [now: string, who: string, path: string, fields: object][] = [
    ['2026-01-01', 'administrator', 'units/eksempel.1', { ...HOME, effective: '2025-01-01', occupiedSince: '2025-01-01' }],
    ['2026-01-01', 'administrator', 'units/eksempel.2', { ...HOME, effective: '2026-01-01', kind: 'dementia_home', building: 'Nybo' }],
    ['2026-01-01', 'administrator', 'units/nordby.1', { ...HOME, effective: '2026-01-01', municipality: 'nordby', building: 'Havblik' }],
    ['2026-01-02', 'eksempel', `citizens/${ANNA}/approval`, { ...general, effective: '2026-01-02' }],
    ['2026-01-02', 'eksempel', `citizens/${BENT}/approval`, { ...general, effective: '2026-01-02' }],
    ['2026-01-02', 'nordby', `citizens/${CARL}/approval`, { ...general, effective: '2026-01-02' }],
    ['2026-01-03', 'eksempel', 'policies/eksempel', { effective: '2026-02-01', answerDays: 5 }],
    ['2026-01-03', 'nordby', 'policies/nordby', { effective: '2026-01-03', maxOpenOffers: 2 }],
    ['2026-02-01', 'administrator', 'units/eksempel.1/rent', { effective: '2026-02-01', rentOere: 610_000 }],
    ['2026-02-02', 'eksempel', `citizens/${BENT}/removal`, { effective: '2026-02-02', reason: 'own_wish' }],
    ['2026-02-03', 'administrator', 'units/eksempel.1/vacated', { effective: '2026-02-03', reason: 'transfer' }],
  ];
  for (const [now, who, path, fields] of story) {
    const { status, body } = await server.post(`/v1/${path}`, fields, { ...as(who), 'relet-now': now });
    expect([path, status, body.code]).toEqual([path, 200, undefined]);
  }
});

const get = (path: string, who = 'administrator') =>
  server.get(`/v1/${path}${path.includes('?') ? '&' : '?'}after=${server.position}`, as(who));
const listed = async (path: string, field: string, who?: string) =>
  (
    (await get(path, who)).body[(path.split('?')[0] as string) === 'units' ? 'homes' : (path.split('?')[0] as string)] as unknown as Record<
      string,
      unknown
    >[]
  ).map((each) => each[field]);

test('one home is told with its card, its revision as the ETag, and both times', async () => {
  const { body, headers } = await get('units/EKSEMPEL.1');
  expect(body).toMatchObject({
    unit: 'eksempel.1',
    asOf: '2026-02-03',
    knownAt: null,
    revision: 2,
    home: { stage: 'clearing', vacantFrom: '2026-02-03' },
  });
  expect(headers.get('etag')).toBe('"2"');
  const keys = await server.post(
    '/v1/units/eksempel.1/keys?dryRun=true',
    { effective: '2026-02-03' },
    { 'if-match': headers.get('etag') as string },
  );
  expect(keys.status).toBe(200);
  expect((await get('units/eksempel.1?knownAt=2026-01-31')).body).toMatchObject({
    revision: 0,
    knownAt: expect.any(String),
    home: { stage: 'occupied' },
  });
  expect((await get('units/eksempel.1?asOf=2026-02-02')).body).toMatchObject({
    revision: 2,
    home: { stage: 'occupied', vacantFrom: null },
  });
  for (const path of ['units/eksempel.9', 'units/eksempel.1?knownAt=2025-12-31', 'units/eksempel.1?asOf=2024-12-31', 'units/x'])
    expect([path, (await get(path)).body.code]).toEqual([path, 'UNIT_UNKNOWN']);
});

test('homes, citizens and policies are listed by id, as they were on a day and as it was known', async () => {
  expect(await listed('units', 'unit')).toEqual(['eksempel.1', 'eksempel.2', 'nordby.1']);
  expect(await listed('units', 'rentOere')).toEqual([610_000, 600_000, 600_000]);
  expect(await listed('units?asOf=2026-01-31', 'rentOere')).toEqual([600_000, 600_000, 600_000]);
  expect(await listed('units?asOf=2025-12-31', 'unit')).toEqual(['eksempel.1']);
  expect(await listed('units?knownAt=2025-12-31', 'unit')).toEqual([]);
  expect(await listed('units?kind=dementia_home', 'unit')).toEqual(['eksempel.2']);
  expect(await listed('units?building=Havblik', 'unit')).toEqual(['nordby.1']);
  expect(await listed('citizens', 'citizen')).toEqual([ANNA, BENT, CARL]);
  expect(await listed('citizens', 'entry')).toMatchObject([{ list: 'general' }, undefined, { list: 'general' }]);
  expect(await listed('citizens?asOf=2026-02-01', 'entry')).toMatchObject([{}, { decidedOn: '2026-01-02' }, {}]);
  expect(await listed('citizens?knownAt=2026-01-01', 'citizen')).toEqual([]);
  expect(await listed('policies', 'municipality')).toEqual(['eksempel', 'nordby']);
  expect(await listed('policies', 'agreedFrom')).toEqual(['2026-02-01', '2026-01-03']);
  expect(await listed('policies?asOf=2026-01-31', 'agreedFrom')).toEqual([null, '2026-01-03']);
  expect(await listed('policies?municipality=eksempel', 'policy')).toMatchObject([{ answerDays: 5, maxOpenOffers: 1 }]);
  expect(await listed('policies?knownAt=2026-01-02', 'municipality')).toEqual([]);
});

test.each([
  ['units', 'homes', 'unit'],
  ['citizens', 'citizens', 'citizen'],
  ['policies', 'policies', 'municipality'],
])('a list of %s comes page by page; a cursor belongs to one list, one filter and one sight', async (route, list, id) => {
  const all = await listed(route, id);
  const seen: unknown[] = [];
  for (let cursor: string | null = '', first: string | undefined; cursor !== null;) {
    const { body } = await get(`${route}?limit=1${cursor && `&cursor=${cursor}`}`);
    seen.push(...(body[list] as unknown as Record<string, unknown>[]).map((each) => each[id]));
    cursor = body['cursor'] as unknown as string | null;
    first ??= cursor ?? undefined;
    for (const [other, who] of [
      [`${route === 'units' ? 'citizens' : 'units'}?`, 'administrator'],
      [`${route}?asOf=2026-02-01&`, 'administrator'],
      [`${route}?`, 'eksempel'],
    ])
      if (first)
        expect((await get(`${other}limit=1&cursor=${first}`, who)).body).toMatchObject({
          code: 'MALFORMED',
          errors: [{ pointer: '/cursor' }],
        });
  }
  expect(seen).toEqual(all);
});

test('a municipality sees its own only, and what is foreign is told like what is unknown', async () => {
  expect(await listed('units', 'unit', 'nordby')).toEqual(['nordby.1']);
  expect(await listed('citizens', 'citizen', 'nordby')).toEqual([CARL]);
  expect(await listed('policies', 'municipality', 'nordby')).toEqual(['nordby']);
  const pairs: [foreign: string, unknown: string][] = [
    ['units/eksempel.1', 'units/nordby.999'],
    ...['units', 'citizens', 'policies'].map((list): [string, string] => [`${list}?municipality=eksempel`, `${list}?municipality=nowhere`]),
    ['units?building=Solgaarden', 'units?building=Nowhere'],
    ['units?kind=dementia_home', 'units?kind=private_rental'],
  ];
  const histories = ['history', 'replay', 'state'].flatMap((each): [string, string][] => [
    [`units/eksempel.1/${each}`, `units/nordby.999/${each}`],
    [`citizens/${ANNA}/${each}`, `citizens/${NOBODY}/${each}`],
    [`policies/eksempel/${each}`, `policies/nowhere/${each}`],
  ]);
  const named = (body: object) => JSON.stringify(body).replaceAll('eksempel', 'X').replaceAll('nowhere', 'X');
  for (const [foreign, unknown] of pairs) {
    const [one, other] = [await get(foreign, 'nordby'), await get(unknown, 'nordby')];
    expect([foreign, one.status >= 400, named(one.body)]).toEqual([foreign, true, named(other.body)]);
  }
  for (const [foreign, unknown] of histories) {
    const [one, other] = await Promise.all([foreign, unknown].map((path) => server.get(`/v1/${path}`, as('nordby'))));
    expect([foreign, one?.status, named(one?.body as object)]).toEqual([foreign, other?.status, named(other?.body as object)]);
    expect([foreign, (await server.get(`/v1/${foreign}`, as('analyst'))).status]).toEqual([foreign, 403]);
  }
});

test('the history of a citizen and of a policy is told, replayed, and seen at any point', async () => {
  const ask = async (path: string) => (await server.get(`/v1/${path}`, as('auditor'))).body;
  expect(await ask(`citizens/${BENT}/history`)).toMatchObject({
    citizen: BENT,
    events: [{ type: 'CitizenApproved' }, { type: 'RemovedFromList' }],
  });
  expect(await ask(`citizens/${BENT}/history?knownAt=2026-02-01`)).toMatchObject({
    events: [{ type: 'CitizenApproved', standing: 'live' }],
  });
  expect(await ask(`citizens/${BENT}/replay`)).toMatchObject({
    steps: [{ changes: expect.arrayContaining([{ field: 'known', from: null, to: true }]) }, { changes: [{ field: 'entry', to: null }] }],
  });
  expect(await ask(`citizens/${BENT}/state`)).toMatchObject({ state: { known: true, erased: false } });
  expect(await ask(`citizens/${BENT}/state?asOf=2026-02-01`)).toMatchObject({
    state: { entry: { list: 'general', decidedOn: '2026-01-02' } },
  });
  expect(await ask(`citizens/${BENT}/state?knownAt=2026-01-01`)).toMatchObject({ code: 'CITIZEN_UNKNOWN' });
  expect(await ask('policies/eksempel/history')).toMatchObject({ municipality: 'eksempel', events: [{ type: 'PolicyAgreed' }] });
  expect(await ask('policies/eksempel/replay')).toMatchObject({ steps: [{ event: { type: 'PolicyAgreed' }, changes: expect.any(Array) }] });
  expect(await ask('policies/eksempel/state')).toMatchObject({ state: { agreedFrom: '2026-02-01', policy: { answerDays: 5 } } });
  expect(await ask('policies/eksempel/state?asOf=2026-01-31')).toMatchObject({ state: { agreedFrom: null, policy: { answerDays: 7 } } });
  expect(await ask('units/eksempel.1/history?knownAt=2026-02-02')).toMatchObject({
    events: [{ type: 'UnitRegistered' }, { type: 'RentSet' }],
  });
});

test('homes are found by words of their number, their building or their address', async () => {
  const found = async (find: string, who?: string) => (await listed(`units?find=${encodeURIComponent(find)}`, 'unit', who)) as unknown;
  expect(await found('nybo')).toEqual(['eksempel.2']);
  expect(await found('SOL .1')).toEqual(['eksempel.1']);
  expect(await found('.1')).toEqual(['eksempel.1', 'nordby.1']);
  expect(await found('.1', 'nordby')).toEqual(['nordby.1']);
  expect(await found('nowhere')).toEqual([]);
  // What is typed may be a name: a screen sends it as a body.
  const { status, body } = await server.post('/v1/search', { find: 'SOL .1' }, as('eksempel'));
  expect([status, (body['homes'] as unknown as { unit: string }[]).map(({ unit }) => unit)]).toEqual([200, ['eksempel.1']]);
  expect(await server.post('/v1/search', {}, as('eksempel'))).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
});

test('every answer of a history, the check of all of them and what can be done now say how much of the log they show, and how old that is', async () => {
  const histories = ['units/eksempel.1', `citizens/${BENT}`, 'policies/eksempel'].flatMap((each) =>
    ['history', 'replay', 'state'].map((way) => `${each}/${way}`),
  );
  const steps = ['units/eksempel.1', `citizens/${BENT}`, 'policies/eksempel'].map((each) => `${each}/next-steps`);
  for (const path of [...histories, 'portfolio', 'difference?asOf=2026-01-31', 'events', 'verify', ...steps]) {
    const { body } = await server.get(`/v1/${path}`, as(steps.includes(path) ? 'administrator' : 'auditor'));
    expect([path, body]).toEqual([path, expect.objectContaining({ position: server.position, upToDate: true, age: 0 })]);
  }
});
