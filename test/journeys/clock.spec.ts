import { Users } from '@relet/identity';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const at = (now: string) => ({ 'relet-now': now });

test('whoever is known is told the day of the store, which turns when it does in Copenhagen', async () => {
  const asked = await server.get('/v1/clock', { ...as('dpo'), ...at('2026-10-24T21:59:00Z') });
  expect(asked.body).toEqual({ today: '2026-10-24', now: '2026-10-24T21:59:00.000Z', kind: 'manual', demo: true });
  expect((await server.get('/v1/clock', at('2026-10-24T22:00:00Z'))).body).toMatchObject({ today: '2026-10-25' });
  // The clocks go back that night: the next day begins an hour later.
  expect((await server.get('/v1/clock', at('2026-10-25T22:59:00Z'))).body).toMatchObject({ today: '2026-10-25' });
  expect((await server.get('/v1/clock', at('2026-10-25T23:00:00Z'))).body).toMatchObject({ today: '2026-10-26' });
});

test('a clock that is set by hand stands still and is never set back', async () => {
  await server.get('/v1/clock', at('2026-12-01'));
  const [first, second] = [await server.get('/v1/clock'), await server.get('/v1/clock')];
  expect([first.body['today'], second.body]).toEqual(['2026-12-01', first.body]);
  expect(await server.get('/v1/clock', at('2026-11-30'))).toMatchObject({ status: 400, body: { code: 'CLOCK_REFUSED' } });
});

test('who says nothing of themselves is told nothing', async () => {
  expect((await fetch(`${server.address}/v1/clock`)).status).toBe(401);
});

test('a real store tells the time of its machine, and that no demo principals act', async () => {
  const real = await serve({ clock: 'system', demo: false });
  const { token } = await real.part(Users).accounts.add('somebody', { party: 'administrator', roles: ['analyst'] }, 1, 'test');
  const before = new Date().toISOString();
  const { body } = await real.get('/v1/clock', { authorization: `Bearer ${token}` });
  expect(body).toMatchObject({ kind: 'system', demo: false });
  expect([before <= String(body['now']), String(body['now']) <= new Date().toISOString()]).toEqual([true, true]);
  await real.stop();
});
