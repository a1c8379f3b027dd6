import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
  const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000, occupiedSince: '2020-01-01' };
  await server.post('/v1/units/eksempel.1', { effective: '2020-01-01', ...home }, { 'relet-now': '2026-06-01' });
  const { body } = await server.post('/v1/units/eksempel.1/vacated', { effective: '2026-05-04', reason: 'notice', direct: true });
  const [{ id: target }] = body['events'] as unknown as [{ id: string }];
  await server.post(
    '/v1/units/eksempel.1/corrections',
    { target, newEffective: '2026-05-06', reason: 'typing_error' },
    { 'relet-now': '2026-06-08' },
  );
});
afterAll(() => server.stop());

interface Facts {
  events: { id: string; type: string; effective: string }[];
}
const told = async (query = '') => {
  const { body } = await server.get(`/v1/units/eksempel.1/facts?after=${server.position}${query}`, as('analyst'));
  return (body as unknown as Facts).events.map(({ type, effective }) => `${type} ${effective}`);
};

test('analysts are told the facts that a figure was made of, as they stand and as they were known', async () => {
  expect(await told()).toEqual(['UnitRegistered 2020-01-01', 'Vacated 2026-05-06']);
  expect(await told('&knownAt=2026-06-02')).toEqual(['UnitRegistered 2020-01-01', 'Vacated 2026-05-04']);
  expect(await told('&asOf=2026-05-01')).toEqual(['UnitRegistered 2020-01-01']);
});

test('every fact that an explained figure names is among them', async () => {
  const { body } = await server.get(`/v1/vacancy?from=2026-05-01&to=2026-05-31&explain=true`, as('analyst'));
  const [{ vacancy }] = body['groups'] as unknown as [{ vacancy: { episodes: { eventIds: string[] }[] } }];
  const facts = (await server.get('/v1/units/eksempel.1/facts', as('analyst'))).body as unknown as Facts;
  const known = facts.events.map(({ id }) => id);
  expect(vacancy.episodes.flatMap(({ eventIds }) => eventIds).filter((id) => !known.includes(id))).toEqual([]);
  expect(vacancy.episodes).toHaveLength(1);
});

test('a home out of sight is told like one that is not there', async () => {
  const [foreign, unknown] = [
    await server.get('/v1/units/eksempel.1/facts', as('nordby')),
    await server.get('/v1/units/nordby.77/facts', as('nordby')),
  ];
  expect([foreign.status, foreign.body]).toEqual([404, unknown.body]);
});
