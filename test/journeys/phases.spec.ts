import { as, serve, type Server } from './server.js';

let server: Server;
const home = { effective: '2020-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };
/** A re-letting by its days: empty, keys, inspection, let. */
const LETTINGS: [unit: string, vacated: string, keys: string, inspection: string, movedIn: string][] = [
  ['eksempel.1', '2025-02-01', '2025-02-05', '2025-02-06', '2025-02-20'],
  ['eksempel.1', '2026-02-01', '2026-02-03', '2026-02-06', '2026-02-10'],
  ['eksempel.2', '2026-03-01', '2026-03-09', '2026-03-10', '2026-03-11'],
];
beforeAll(async () => {
  server = await serve();
  await server.get('/v1/clock', { 'relet-now': '2026-04-01' });
  const must = async (path: string, body: object) => {
    const answer = await server.post(`/v1/units/${path}`, body);
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  };
  for (const unit of ['eksempel.1', 'eksempel.2']) await must(unit, { ...home, occupiedSince: '2020-01-01' });
  for (const [unit, vacated, keys, inspection, movedIn] of LETTINGS) {
    await must(`${unit}/vacated`, { effective: vacated, reason: 'transfer' });
    await must(`${unit}/keys`, { effective: keys });
    await must(`${unit}/inspection`, { effective: inspection, works: 'none' });
    await must(`${unit}/move-in`, { effective: movedIn, direct: true });
  }
}, 60_000);
afterAll(() => server.stop());

const ask = async (query: string) => (await server.get(`/v1/vacancy/phases?after=${server.position}&${query}`, as('analyst'))).body;
const [NOW, THEN] = ['from=2026-01-01&to=2026-03-31', 'againstFrom=2025-01-01&againstTo=2025-03-31'];

test('the median days of each phase are told for the lettings of a period, beside those of another and the difference', async () => {
  expect(await ask(`${NOW}&${THEN}`)).toMatchObject({
    ...{ from: '2026-01-01', to: '2026-03-31', reachesAhead: false, lettings: 2 },
    phases: { clearing: { n: 2, withDays: 2, median: { exact: '5', value: 5 }, p25: { exact: '7/2' }, p75: { exact: '13/2' } } },
    net: { n: 2, mean: { exact: '19/2', value: 9.5 } },
    against: {
      from: '2025-01-01',
      to: '2025-03-31',
      lettings: 1,
      phases: { clearing: { median: { value: 4 } }, matching: { mean: { value: 14 } } },
    },
    difference: { lettings: 1, phases: { clearing: { median: { exact: '1' } }, matching: { mean: { exact: '-23/2' } } } },
  });
});

test('they are those of the figures of the same period', async () => {
  const answer = await ask(NOW);
  const { body } = await server.get(`/v1/vacancy?${NOW}&explain=true`, as('analyst'));
  const [group] = body['groups'] as unknown as { lettings: { all: { lettings: number; net: { mean: object }; explained: object[] } } }[];
  const { lettings, net, explained } = group?.lettings.all ?? {};
  expect(answer).toMatchObject({ lettings, net: { mean: net?.mean } });
  expect(explained).toHaveLength(2);
});

test('without another period nothing is compared, and where nobody moved in nothing is counted', async () => {
  expect(await ask(NOW)).not.toHaveProperty('against');
  expect(await ask(`from=2024-01-01&to=2024-12-31&${THEN}`)).toMatchObject({
    ...{ lettings: 0, phases: { works: { n: 0, median: null } } },
    difference: { lettings: -1, phases: { clearing: { median: null, n: -1 } } },
  });
});

test('an earlier day knows fewer lettings, and half a comparison is refused with a pointer', async () => {
  expect(await ask(`${NOW}&asOf=2026-02-28`)).toMatchObject({ lettings: 1, reachesAhead: true });
  expect(await ask(`${NOW}&knownAt=2026-03-31`)).toMatchObject({ lettings: 0 });
  expect(await ask(`${NOW}&againstFrom=2025-01-01`)).toMatchObject({ code: 'MALFORMED', errors: [{ pointer: '/againstTo' }] });
  expect(await ask(`${NOW}&csv=da`)).toMatchObject({ code: 'MALFORMED', errors: [{ pointer: '/csv' }] });
});

test('empty days by month and phase are figures by month', async () => {
  const { body } = await server.get('/v1/vacancy?from=2026-02-01&to=2026-03-31&groupBy=month', as('analyst'));
  const groups = body['groups'] as unknown as { key: string; vacancy: { phases: Record<string, number>; emptyUnitDays: number } }[];
  expect(groups.map(({ key, vacancy: { phases, emptyUnitDays } }) => [key, phases['clearing'], phases['matching'], emptyUnitDays])).toEqual(
    [
      ['2026-02', 2, 4, 9],
      ['2026-03', 8, 1, 10],
    ],
  );
});
