import { as, serve, type Server } from './server.js';

const [ANNA, BENT] = ['a', 'b'].map((letter) => `${letter.repeat(8)}-2222-4333-8444-555555555555`) as [string, string];
const HOME = '/v1/units/eksempel.1';
let server: Server;
beforeAll(async () => {
  server = await serve();
  await server.get('/v1/clock', { 'relet-now': '2026-03-01' });
  for (const citizen of [ANNA, BENT])
    await must(`/v1/citizens/${citizen}/approval`, { effective: '2026-01-20', list: 'general', elderly: true }, as('eksempel'));
  await must(HOME, { ...home, occupiedSince: '2015-01-01' });
  await must('/v1/units/eksempel.2', { ...home, occupiedSince: '2015-01-01' });
}, 60_000);
afterAll(() => server.stop());

const home = { effective: '2015-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 620_000 };
async function must(path: string, body: object, headers: Record<string, string> = {}) {
  const answer = await server.post(path, body, headers);
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
}
const step = (path: string, effective: string, fields: object = {}, now = effective) =>
  must(`${HOME}${path}`, { effective, ...fields }, { 'relet-now': now });

interface Strip {
  [field: string]: unknown;
  segments: { phase: string; from: string; to: string; days: number; delayDays: number; targetDays: number | null; goesOn: boolean }[];
}
const ask = async (query = '', unit = 'eksempel.1') => {
  const { body } = await server.get(`/v1/units/${unit}/vacancy?after=${server.position}${query}`, as('eksempel'));
  return body as unknown as {
    vacancy: Strip | null;
    couldMeet: { citizen: string; deadline: string; daysLeft: number }[];
    initials?: unknown;
  };
};

test('a home that was never empty has no vacancy', async () => {
  expect(await ask('', 'eksempel.2')).toMatchObject({ vacancy: null, couldMeet: [] });
});

test('a vacancy is told phase by phase, with its works, its offers and its cost, as far as it has come', async () => {
  await step('/death', '2026-03-01');
  await step('/notice', '2026-03-01', { by: 'estate', liableUntil: '2026-03-20' });
  await step('/vacated', '2026-03-02', { reason: 'death' });
  expect(await ask()).toMatchObject({
    vacancy: {
      ...{
        vacantFrom: '2026-03-02',
        ended: null,
        grossDays: 1,
        emptyDays: 1,
        respectWindow: { from: '2026-03-02', until: '2026-03-15', days: 14 },
      },
      segments: [{ phase: 'clearing', from: '2026-03-02', to: '2026-03-02', goesOn: true, days: 1, targetDays: 14, delayDays: 0 }],
    },
  });
  await step('/keys', '2026-03-11');
  await step('/inspection', '2026-03-13', { works: 'standard' });
  await step('/works', '2026-03-14', { due: '2026-03-28', contractor: 'Maler Madsen' });
  await step('/out-of-service', '2026-03-20', { reason: 'water_damage' });
  await step('/return-to-service', '2026-03-25');
  await step('/offers', '2026-03-26', { offerId: 'o1', citizen: ANNA, respondBy: '2026-04-02' });
  await step('/offers/o1/decline', '2026-03-27', { reason: 'too_early' });
  await step('/works/completion', '2026-03-30');
  await server.get('/v1/clock', { 'relet-now': '2026-04-09' });
  const { vacancy } = await ask();
  expect(vacancy).toMatchObject({
    ...{ grossDays: 39, emptyDays: 34, outOfServiceDays: 5, works: 'standard', noticeReceived: '2026-03-01', liableUntil: '2026-03-20' },
    respectWindow: { from: '2026-03-02', until: '2026-03-10', days: 9 },
    outOfService: [{ from: '2026-03-20', to: '2026-03-24', reason: 'water_damage' }],
    worksRuns: [{ from: '2026-03-14', due: '2026-03-28', doneOn: '2026-03-30', contractor: 'Maler Madsen' }],
    offers: [{ offerId: 'o1', citizen: ANNA, made: '2026-03-26', respondBy: '2026-04-02', status: 'declined', resolvedOn: '2026-03-27' }],
    // The estate pays through the 20th of March, whose last day is out of service: 18 days of 31 of 6.200 kr.
    leaver: { days: 18, oere: 360_000 },
    tomgang: { days: 16, payer: 'municipality' },
  });
  expect(vacancy?.segments.map(({ phase, from, to, days, delayDays }) => [phase, from, to, days, delayDays])).toEqual([
    ['clearing', '2026-03-02', '2026-03-10', 9, 0],
    ['inspection', '2026-03-11', '2026-03-12', 2, 0],
    ['ordering', '2026-03-13', '2026-03-13', 1, 0],
    ['works', '2026-03-14', '2026-03-19', 6, 0],
    ['out_of_service', '2026-03-20', '2026-03-24', 5, 0],
    ['works', '2026-03-25', '2026-03-29', 5, 0],
    ['matching', '2026-03-30', '2026-04-09', 11, 4],
  ]);
});

test('its days are those of the card, and those of the rows that analysts take', async () => {
  const { vacancy } = await ask();
  const { body } = await server.get(HOME, as('eksempel'));
  const card = body['home'] as unknown as Record<string, number>;
  const last = vacancy?.segments.at(-1);
  const tomgang = vacancy?.['tomgang'] as { oere: number } | undefined;
  expect([vacancy?.['emptyDays'], tomgang?.oere, last?.days, last?.delayDays]).toEqual(
    ['emptyDays', 'tomgangOere', 'phaseDays', 'delayDays'].map((name) => card[name]),
  );
  const rows = await fetch(`${server.address}/v1/exports/phases?from=2026-03-01&to=2026-04-09&unit=eksempel.1`, { headers: as('analyst') });
  const told = (await rows.text())
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { days: number; delayDays: number });
  expect(told.map(({ days, delayDays }) => [days, delayDays])).toEqual(vacancy?.segments.map(({ days, delayDays }) => [days, delayDays]));
});

test('whose guarantee the home could meet is what the waiting list says', async () => {
  const { couldMeet } = await ask();
  const { body } = await server.get('/v1/waiting-list', as('eksempel'));
  const listed = body['citizens'] as unknown as { citizen: string; deadline: string; daysLeft: number; homes: { unit: string }[] }[];
  const meant = listed.filter(({ homes }) => homes.some(({ unit }) => unit === 'eksempel.1'));
  expect(couldMeet.map(({ citizen, daysLeft }) => [citizen, daysLeft])).toEqual(meant.map(({ citizen, daysLeft }) => [citizen, daysLeft]));
  // Anna's refusal began a new clock; Bent's ran out on the 20th of March.
  expect(couldMeet.map(({ citizen, deadline }) => [citizen, deadline])).toEqual([
    [BENT, '2026-03-20'],
    [ANNA, '2026-05-27'],
  ]);
});

test('when it is let, the last vacancy stands, a yes that fell away too, and nobody’s guarantee', async () => {
  await step('/offers', '2026-04-10', { offerId: 'o2', citizen: ANNA });
  await step('/offers/o2/acceptance', '2026-04-11');
  await step('/acceptance/cancellation', '2026-04-12', { reason: 'regret' });
  await step('/offers', '2026-04-13', { offerId: 'o3', citizen: BENT });
  await step('/offers/o3/acceptance', '2026-04-14');
  await step('/contract', '2026-04-15', { rentFrom: '2026-04-20' });
  await step('/move-in', '2026-04-20');
  await server.get('/v1/clock', { 'relet-now': '2026-06-01' });
  const { vacancy, couldMeet } = await ask();
  expect(couldMeet).toEqual([]);
  expect(vacancy).toMatchObject({ ended: '2026-04-20', endedBy: 'let', grossDays: 49, emptyDays: 44, rentFrom: '2026-04-20' });
  expect(vacancy?.segments.at(-1)).toMatchObject({ phase: 'move_in', from: '2026-04-14', to: '2026-04-19', goesOn: false });
  expect(vacancy?.['offers']).toMatchObject([
    { offerId: 'o1', status: 'declined' },
    { offerId: 'o2', status: 'accepted', resolvedOn: '2026-04-11', cancelledOn: '2026-04-12' },
    { offerId: 'o3', status: 'accepted', resolvedOn: '2026-04-14' },
  ]);
});

test('on an earlier day, and as it was known then, it is told as it stood', async () => {
  expect((await ask('&asOf=2026-03-12')).vacancy).toMatchObject({ ended: null, grossDays: 11, offers: [], worksRuns: [] });
  expect((await ask('&knownAt=2026-03-02')).vacancy?.segments).toHaveLength(1);
  expect((await ask('&asOf=2026-02-28')).vacancy).toBeNull();
});

test('the next vacancy has works and offers of its own', async () => {
  await step('/vacated', '2026-06-01', { reason: 'transfer' });
  const { vacancy } = await ask();
  expect(vacancy).toMatchObject({
    vacantFrom: '2026-06-01',
    grossDays: 1,
    offers: [],
    worksRuns: [],
    outOfService: [],
    noticeReceived: null,
  });
});

test('a home out of sight is as unknown as one that is not there', async () => {
  const [foreign, unknown] = [
    await server.get(`${HOME}/vacancy`, as('nordby')),
    await server.get('/v1/units/nordby.9/vacancy', as('nordby')),
  ];
  expect(foreign).toMatchObject({ status: 404, body: { code: 'UNIT_UNKNOWN' } });
  expect(foreign.body).toEqual(unknown.body);
});
