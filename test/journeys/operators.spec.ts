import { ReadModels } from '@relet/platform';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
  const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000, occupiedSince: '2020-01-01' };
  await server.post('/v1/units/eksempel.1', { effective: '2020-01-01', ...home }, { 'relet-now': '2026-06-01' });
  await server.post('/v1/units/eksempel.1/vacated', { effective: '2026-05-04', reason: 'notice', direct: true });
  const offer = { effective: '2026-05-20', offerId: 'o1', direct: true, respondBy: '2026-06-02' };
  await server.post('/v1/units/eksempel.1/offers', offer, as('eksempel'));
});
afterAll(() => server.stop());

test('operators are told how the server stands, what it runs on and what is parked', async () => {
  const { body } = await server.get('/v1/operations', as('operator'));
  expect(body).toMatchObject({ serving: true, parts: [], events: 0, seconds: 0, parked: [], clock: 'manual', version: '0.1.0' });
  expect(body['store']).toBe(server.settings.store);
  expect(body['node']).toBe(process.versions.node);
  expect((await server.get('/v1/operations', as('analyst'))).status).toBe(403);
});

test('an offer beyond its last day is open until a run of the deadlines has ended it', async () => {
  const open = () => server.get(`/v1/deadlines/open`, { ...as('operator'), 'relet-now': '2026-06-04' });
  expect((await open()).body).toEqual({ today: '2026-06-04', overdue: [{ unit: 'eksempel.1', offer: 'o1', respondBy: '2026-06-02' }] });
  await server.post('/v1/deadlines/run', {}, as('operator'));
  expect((await open()).body).toEqual({ today: '2026-06-04', overdue: [] });
});

test('the read models are made anew while the server is asked, once for all who want it, and hold the same rows', async () => {
  const anew = () => server.post('/v1/read-models/rebuild', {}, as('operator'));
  const [first, second, board] = await Promise.all([anew(), anew(), server.get('/v1/board', as('analyst'))]);
  expect([first.status, second.status, board.status]).toEqual([200, 200, 200]);
  expect(first.body).toMatchObject({ streams: 1, differs: { streams: [], tables: {} } });
  expect(first.body).toEqual(second.body);
  expect(first.body['checksum']).toBe(await server.part(ReadModels).checksum());
});
