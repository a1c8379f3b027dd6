import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
  await server.get('/v1/clock', { 'relet-now': '2026-03-31' });
  await must(HOME, {
    effective: '2015-01-01',
    kind: 'care_home',
    municipality: 'eksempel',
    building: 'Solgaarden',
    rentOere: 620_000,
    occupiedSince: '2015-01-01',
  });
  await must(`${HOME}/notice`, { effective: '2026-03-01', by: 'resident' });
  await must(`${HOME}/vacated`, { effective: '2026-03-22', reason: 'notice' });
  await must(`${HOME}/keys`, { effective: '2026-03-25' });
}, 60_000);
afterAll(() => server.stop());

const HOME = '/v1/units/eksempel.1';
async function must(path: string, body: object) {
  const answer = await server.post(path, body);
  if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  return answer.body;
}
const eventOf = async (type: string) => {
  const { body } = await server.get(`${HOME}/history`, as('auditor'));
  return (body['events'] as unknown as { id: string; type: string }[]).find((event) => event.type === type)?.id;
};

test('the dry run of a correction says where the home stands and what its vacancies count, before and after', async () => {
  const correction = { target: await eventOf('Vacated'), newEffective: '2026-03-20', reason: 'typing_error' };
  const { becomes } = await must(`${HOME}/corrections?dryRun=true`, correction);
  // A day costs 200 kr. in March, and nobody has said for how long the resident owes rent.
  expect(becomes).toEqual({
    before: { stage: 'inspection', since: '2026-03-25', letting: 'none', rentOere: 620_000 },
    after: { stage: 'inspection', since: '2026-03-25', letting: 'none', rentOere: 620_000 },
    vacancies: [
      {
        before: figures('2026-03-22', 10, { clearing: 3, inspection: 7 }),
        after: figures('2026-03-20', 12, { clearing: 5, inspection: 7 }),
      },
    ],
  });
});

test('a vacancy that a retraction undoes has no figures after it', async () => {
  const targets = [await eventOf('Vacated'), await eventOf('KeysReturned')];
  const { becomes } = await must(`${HOME}/retractions?dryRun=true`, { targets, reason: 'wrong_unit' });
  expect(becomes).toMatchObject({ after: { stage: 'occupied' }, vacancies: [{ before: { emptyDays: 10 }, after: null }] });
});

test('only a dry run says it, and only of a correction', async () => {
  const rent = await must(`${HOME}/rent?dryRun=true`, { effective: '2026-03-31', rentOere: 630_000 });
  const correction = { target: await eventOf('KeysReturned'), newEffective: '2026-03-26', reason: 'typing_error' };
  expect([rent, await must(`${HOME}/corrections`, correction)].map((answer) => 'becomes' in answer)).toEqual([false, false]);
});

const figures = (vacantFrom: string, emptyDays: number, phases: Readonly<Record<string, number>>) => ({
  ...{ vacantFrom, ended: null, emptyDays, tomgangDays: emptyDays, tomgangOere: emptyDays * 20_000 },
  phases: Object.entries(phases).map(([phase, days]) => ({ phase, days })),
});
