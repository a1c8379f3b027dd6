import { play, TIMELINES, type Timeline } from '../acceptance/play.js';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
  await play(server, 'eksempel.1', TIMELINES['T8'] as Timeline);
});
afterAll(() => server.stop());

const get = (path: string, who = 'auditor') =>
  server.get(
    `${path}${path.includes('?') ? '&' : '?'}${path.startsWith('/v1/vacancy') || path.startsWith('/v1/board') ? `after=${server.position}` : ''}`.replace(
      /[?&]$/,
      '',
    ),
    as(who),
  );

describe('an analyst', () => {
  test('gets every figure explained down to its episodes and events', async () => {
    const { body } = await get('/v1/vacancy?from=2026-04-01&to=2026-06-30&explain=true', 'analyst');
    const [group] = body['groups'] as unknown as {
      vacancy: { emptyUnitDays: number; episodes: { episodeId: string; eventIds: string[]; emptyDays: number }[] };
    }[];
    expect(group?.vacancy.episodes).toMatchObject([{ episodeId: 'eksempel.1/2026-04-27', emptyDays: group?.vacancy.emptyUnitDays }]);
    const history = await get('/v1/units/eksempel.1/history');
    const known = new Set((history.body['events'] as unknown as { id: string }[]).map(({ id }) => id));
    for (const id of group?.vacancy.episodes[0]?.eventIds ?? []) expect(known).toContain(id);
  });

  test.each(['municipality', 'building', 'unit', 'kind', 'month'])('groups by %s, and the groups add up', async (groupBy) => {
    const days = async (query: string) => {
      const { body } = await get(`/v1/vacancy?from=2026-04-01&to=2026-06-30${query}`, 'analyst');
      return (body['groups'] as unknown as { vacancy: { emptyUnitDays: number } }[]).reduce(
        (sum, { vacancy }) => sum + vacancy.emptyUnitDays,
        0,
      );
    };
    expect(await days(`&groupBy=${groupBy}`)).toBe(await days(''));
  });

  test('takes a file in the Danish profile: BOM, semicolons, decimal comma', async () => {
    const { body, headers } = await get('/v1/vacancy?from=2026-04-01&to=2026-06-30&csv=da', 'analyst');
    expect(headers.get('content-type')).toContain('text/csv');
    expect(String(body['text'])).toMatch(/;0,\d+;/);
  });

  test('is told which parameter is wrong, and does not read the log of events', async () => {
    expect(await get('/v1/vacancy?from=2026-04-01&to=2026-06-30&month=5', 'analyst')).toMatchObject({
      status: 400,
      body: { code: 'MALFORMED' },
    });
    expect(await get('/v1/vacancy?from=2026-07-01&to=2026-06-30', 'analyst')).toMatchObject({ status: 400 });
    expect(await get('/v1/units/eksempel.1/history', 'analyst')).toMatchObject({ status: 403 });
  });
});

describe('an auditor', () => {
  test('sees what was known before the correction, and what after it', async () => {
    const vacantFrom = async (query: string) =>
      ((await get(`/v1/units/eksempel.1/state?${query}`)).body['state'] as unknown as { vacantFrom: string }).vacantFrom;
    expect(await vacantFrom('asOf=2026-05-10&knownAt=2026-05-31')).toBe('2026-05-01');
    expect(await vacantFrom('asOf=2026-05-10&knownAt=2026-06-05')).toBe('2026-04-27');
  });

  test('is shown the difference between two days of knowledge, with the event behind it', async () => {
    const { body } = await get('/v1/difference?asOf=2026-05-10&knownAt=2026-05-31&thenAsOf=2026-05-10');
    const [home] = body['homes'] as unknown as { unit: string; changes: { field: string; from: string; to: string }[] }[];
    expect(home?.changes).toContainEqual({ field: 'vacantFrom', from: '2026-05-01', to: '2026-04-27' });
  });

  test('finds in the timeline who did what, and each correction beside the event it corrects', async () => {
    const { body } = await get('/v1/units/eksempel.1/history');
    const vacated = (body['events'] as unknown as Record<string, unknown>[]).find(({ type }) => type === 'Vacated');
    expect(vacated).toMatchObject({
      standing: 'corrected',
      effective: '2026-05-01',
      now: { effective: '2026-04-27' },
      actor: 'demo-administrator',
    });
  });

  test('replays the home event by event and verifies every chain', async () => {
    const { body } = await get('/v1/units/eksempel.1/replay');
    expect((body['steps'] as unknown as { event: { type: string } }[]).map(({ event }) => event.type)).toContain('EventCorrected');
    expect((await get('/v1/verify')).body).toMatchObject({ ok: true, breaks: [] });
  });
});

test('a municipality sees its own homes only, on every list', async () => {
  const { body } = await get('/v1/board', 'nordby');
  expect(body['homes']).toEqual([]);
  expect((await get('/v1/vacancy?from=2026-01-01&to=2026-12-31', 'nordby')).body['groups']).toMatchObject([
    { vacancy: { availableUnitDays: 0 } },
  ]);
  expect((await get('/v1/units/eksempel.1/history', 'nordby')).body).toEqual((await get('/v1/units/nordby.none/history', 'nordby')).body);
});
