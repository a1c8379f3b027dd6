import { serve, as, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const home = '/v1/units/eksempel.7';
const on = (day: string) => ({ 'relet-now': day });
const registration = {
  effective: '2015-01-01',
  kind: 'care_home',
  municipality: 'eksempel',
  building: 'Solgaarden',
  rentOere: 600000,
  occupiedSince: '2015-01-01',
};

test('a home is re-let from notice to move-in, and every answer carries revision and ETag', async () => {
  const citizen = await server.post(
    '/v1/citizens',
    { effective: '2026-01-05', list: 'general', elderly: true },
    { ...as('eksempel'), ...on('2026-01-05') },
  );
  expect(citizen).toMatchObject({ status: 200, body: { events: [{ type: 'CitizenApproved' }] } });
  const pseudonym = String(citizen.body['stream']).slice('citizen-'.length);
  const steps: [string, object][] = [
    ['', registration],
    ['/notice', { effective: '2026-02-25', by: 'resident', liableUntil: '2026-03-31' }],
    ['/vacated', { effective: '2026-03-21', reason: 'notice' }],
    ['/keys', { effective: '2026-03-23' }],
    ['/inspection', { effective: '2026-03-24', works: 'standard' }],
    ['/works', { effective: '2026-03-25', due: '2026-04-01' }],
    ['/offers', { effective: '2026-03-26', offerId: 'o1', citizen: pseudonym, respondBy: '2026-04-02' }],
    ['/offers/o1/acceptance', { effective: '2026-03-30' }],
    ['/works/completion', { effective: '2026-04-01' }],
    ['/contract', { effective: '2026-04-01', rentFrom: '2026-04-07' }],
    ['/move-in', { effective: '2026-04-07' }],
  ];
  for (const [n, [path, body]] of steps.entries()) {
    const answer = await server.post(
      home + path,
      body,
      on((body as { effective: string }).effective < '2026-02-01' ? '2026-02-01' : (body as { effective: string }).effective),
    );
    expect([path, answer.status, answer.body.code]).toEqual([path, 200, undefined]);
    if (n === 0) expect(answer.headers.get('etag')).toBe('"0"');
  }
});

test('a refusal says why with its code, in Danish or English', async () => {
  const english = await server.post(`${home}/keys`, { effective: '2026-04-07' });
  expect(english).toMatchObject({ status: 409, body: { code: 'WRONG_STATE' } });
  expect(english.headers.get('content-type')).toContain('application/problem+json');
  const danish = await server.post(`${home}/keys`, { effective: '2026-04-07' }, { 'accept-language': 'da' });
  expect(danish.body['title']).toBe('Ikke i boligens nuværende tilstand');
});

test('the same key gives the same answer again, and another command under that key is 422', async () => {
  const key = { 'idempotency-key': 'notice-1' };
  const body = { effective: '2026-04-07', by: 'resident' };
  const first = await server.post(`${home}/notice`, body, key);
  const again = await server.post(`${home}/notice`, body, key);
  expect(again.body).toEqual(first.body);
  expect(await server.post(`${home}/death`, { effective: '2026-04-07' }, key)).toMatchObject({
    status: 422,
    body: { code: 'IDEMPOTENCY_KEY_REUSED' },
  });
});

test('a stale If-Match is refused with 412', async () => {
  expect(await server.post(`${home}/rent`, { effective: '2026-05-01', rentOere: 1 }, { 'if-match': '"0"' })).toMatchObject({
    status: 412,
    body: { code: 'VERSION_CONFLICT' },
  });
});

test('nobody acts without a token or for the other party, and a home of another municipality answers like an unknown one', async () => {
  expect(await server.post(`${home}/death`, { effective: '2026-04-07' }, { authorization: 'Bearer nobody' })).toMatchObject({
    status: 401,
  });
  expect(await server.post(`${home}/keys`, { effective: '2026-04-07' }, as('eksempel'))).toMatchObject({
    status: 403,
    body: { code: 'NOT_YOUR_PART' },
  });
  expect(await server.post(`${home}/death`, { effective: '2026-04-07' }, as('analyst'))).toMatchObject({ status: 403 });
  const foreign = await server.post(`${home}/death`, { effective: '2026-04-07' }, as('nordby'));
  const unknown = await server.post('/v1/units/eksempel.none/death', { effective: '2026-04-07' }, as('nordby'));
  expect(foreign).toMatchObject({ status: 404, body: { code: 'UNIT_UNKNOWN' } });
  expect(foreign.body).toEqual(unknown.body);
});

test.each([
  ['an unknown property', { effective: '2026-04-07', name: 'Anna' }],
  ['a date that does not exist', { effective: '2026-02-30' }],
  ['a year for a date', { effective: '2026' }],
  ['null', { effective: null }],
  ['an array', []],
  ['a prototype', '{"effective":"2026-04-07","__proto__":{"a":1}}'],
  ['a constructor', '{"effective":"2026-04-07","constructor":{"a":1}}'],
  ['a name that every object has', '{"effective":"2026-04-07","toString":1}'],
  ['no JSON', '{"effective":'],
])('%s is malformed, with a pointer and without an echo', async (_, body) => {
  const answer = await server.post(`${home}/death`, body);
  expect(answer).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
  expect(JSON.stringify(answer.body)).not.toContain('Anna');
});

test('a fact after today is refused; the clock is never set back', async () => {
  expect(await server.post(`${home}/death`, { effective: '2026-04-20' })).toMatchObject({ status: 409, body: { code: 'FUTURE_FACT' } });
  expect(await server.post(`${home}/death`, { effective: '2026-04-01' }, on('2020-01-01'))).toMatchObject({
    status: 400,
    body: { code: 'CLOCK_REFUSED' },
  });
});

test('when two citizens race for one home, or one citizen for two homes, exactly one yes is taken', async () => {
  const citizens = await Promise.all(
    [1, 2].map(async () => {
      const { body } = await server.post('/v1/citizens', { effective: '2026-04-07', list: 'general', elderly: true }, as('eksempel'));
      return String(body['stream']).slice('citizen-'.length);
    }),
  );
  for (const unit of ['eksempel.21', 'eksempel.22']) {
    await server.post(`/v1/units/${unit}`, { ...registration, effective: '2026-04-01', occupiedSince: undefined });
    const made = await server.post(`/v1/units/${unit}/offers`, { effective: '2026-04-07', offerId: 'o', citizen: citizens[0] });
    expect(made.body.code).toBeUndefined();
  }
  const answers = await Promise.all(
    ['eksempel.21', 'eksempel.22'].map((unit) => server.post(`/v1/units/${unit}/offers/o/acceptance`, { effective: '2026-04-07' })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  expect(answers.find(({ status }) => status === 409)?.body.code).toBe('CITIZEN_ALREADY_ACCEPTED');
});

test('an unknown route answers with a problem document as well', async () => {
  expect(await server.get('/v1/nothing')).toMatchObject({ status: 404, body: { code: 'NOT_FOUND' } });
});
