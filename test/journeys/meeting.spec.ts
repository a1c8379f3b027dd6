import { as, serve, type Server } from './server.js';

/** The last meeting was on 3 June, this one is on 10 June. */
const SINCE = '2026-06-03';
const BUILDING = 'Sol & <b>Måne</b>';
const municipality = as('eksempel');

let server: Server;
let citizen: string;
let waiting: string;
beforeAll(async () => {
  server = await serve();
  await before('2026-05-01', async (now) => {
    const approved = { effective: '2026-04-20', list: 'general', elderly: true };
    for (const keep of [(id: string) => (citizen = id), (id: string) => (waiting = id)])
      keep((await taken('/v1/citizens', approved, { ...municipality, ...now })).stream.slice('citizen-'.length));
    for (const number of ['moved', 'noticed', 'stuck', 'peace', 'let', 'corrected', 'late', 'offered'])
      await registered(`eksempel.${number}`);
    await registered('nordby.elsewhere');
    for (const number of ['moved', 'stuck', 'let', 'corrected', 'late', 'offered']) await vacated(`eksempel.${number}`, '2026-05-01');
    await vacated('nordby.elsewhere', '2026-05-01');
    for (const number of ['let', 'offered']) await at(number, '/ready', { effective: '2026-05-01', direct: true });
  });
  await before('2026-05-04', async () => {
    for (const number of ['moved', 'corrected', 'late']) await at(number, '/keys', { effective: '2026-05-04' });
    for (const number of ['late', 'moved'])
      await at(number, '/inspection/plan', { effective: '2026-05-04', planned: number === 'late' ? '2026-06-08' : '2026-06-05' });
  });
  await before('2026-06-01', async () => {
    await at('peace', '/death', { effective: '2026-05-31' });
    await at('peace', '/vacated', { effective: '2026-06-01', reason: 'death' });
  });
  await before('2026-06-05', async () => {
    await at('moved', '/inspection', { effective: '2026-06-05', works: 'standard' });
    await at('noticed', '/notice', { effective: '2026-06-05', by: 'resident', expectedVacantFrom: '2026-06-09' });
    await at('let', '/move-in', { effective: '2026-06-05', direct: true });
  });
  await before('2026-06-09', async (now) => {
    const keys = await eventOf('corrected', 'KeysReturned');
    await at('corrected', '/corrections', { target: keys, newEffective: '2026-05-06', reason: 'typing_error' });
    const mistake = (await at('noticed', '/death', { effective: '2026-06-08' })).events[0]?.id;
    await at('noticed', '/retractions', { targets: [mistake], reason: 'wrong_unit' });
    const offer = { effective: '2026-06-09', offerId: 'o', citizen, respondBy: '2026-06-12' };
    await taken('/v1/units/eksempel.offered/offers', offer, { ...municipality, ...now });
  });
  await before('2026-06-10', () => at('stuck', '/rent', { effective: '2026-06-01', rentOere: 600000 }));
}, 60_000);
afterAll(() => server.stop());

let now: Record<string, string> = {};
async function before(day: string, act: (now: Record<string, string>) => Promise<unknown>): Promise<void> {
  now = { 'relet-now': day };
  await act(now);
}

interface Taken {
  stream: string;
  events: { id: string }[];
}
async function taken(path: string, body: object, headers: Record<string, string> = now): Promise<Taken> {
  const answer = await server.post(path, body, headers);
  expect([path, answer.status, answer.body.code]).toEqual([path, 200, undefined]);
  return answer.body as unknown as Taken;
}
const at = (number: string, path: string, body: object) => taken(`/v1/units/eksempel.${number}${path}`, body);
const vacated = (unit: string, effective: string) => taken(`/v1/units/${unit}/vacated`, { effective, reason: 'eviction' });
const registered = (unit: string) => {
  const [of] = unit.split('.');
  const home = { kind: 'care_home', municipality: of, building: BUILDING, rentOere: 600000, occupiedSince: '2020-01-01' };
  return taken(`/v1/units/${unit}`, { effective: '2020-01-01', ...home });
};
async function eventOf(number: string, type: string): Promise<string | undefined> {
  const { body } = await server.get(`/v1/units/eksempel.${number}/history`);
  return (body['events'] as unknown as { id: string; type: string }[]).find((event) => event.type === type)?.id;
}

type Row = Record<string, unknown> & { unit: string };
async function agenda(since = SINCE, headers: Record<string, string> = municipality): Promise<Record<string, Row[]>> {
  const { body } = await server.get(`/v1/meeting?since=${since}&after=${server.position}`, headers);
  return body as unknown as Record<string, Row[]>;
}
const units = (rows: Row[] | undefined) => rows?.map(({ unit }) => unit);

describe('the agenda of the weekly meeting', () => {
  test('says what is new, what has moved from where to where, and what is let', async () => {
    const { new: fresh, moved, let: let_ } = await agenda();
    expect(fresh).toMatchObject([{ unit: 'eksempel.noticed', why: 'notice', stage: 'occupied' }]);
    expect(moved).toMatchObject([
      { unit: 'eksempel.moved', from: { phase: 'inspection' }, phase: 'ordering', owner: 'administrator', nextStep: 'order_works' },
      { unit: 'eksempel.offered', from: { phase: 'matching' }, phase: 'offer_pending' },
    ]);
    expect(let_).toMatchObject([{ unit: 'eksempel.let', vacantFrom: '2026-05-01', movedIn: '2026-06-05', grossDays: 35 }]);
  });

  test('names a home as stuck when no step was recorded and no day is agreed; a rent or a correction is no step', async () => {
    const { stuck } = await agenda();
    expect(stuck).toMatchObject([
      { unit: 'eksempel.stuck', phase: 'clearing', owner: 'relatives', nextStep: 'return_keys' },
      { unit: 'eksempel.late', phase: 'inspection', owner: 'administrator', nextStep: 'inspect' },
      { unit: 'eksempel.corrected', phase: 'inspection' },
    ]);
  });

  test('names what was agreed and not done, and the phases over their target, the longest first', async () => {
    const { passed, overdue } = await agenda();
    expect(passed).toMatchObject([
      { unit: 'eksempel.late', what: 'inspection_planned', on: '2026-06-08', daysLeft: -2 },
      { unit: 'eksempel.noticed', what: 'vacating_expected', on: '2026-06-09', daysLeft: -1 },
    ]);
    expect(overdue).toMatchObject([
      { unit: 'eksempel.late', phase: 'inspection', phaseDays: 38, targetDays: 7, delayDays: 31 },
      { unit: 'eksempel.corrected', phase: 'inspection', phaseDays: 36, delayDays: 29 },
      { unit: 'eksempel.stuck', phase: 'clearing', phaseDays: 41, targetDays: 14, delayDays: 27 },
      { unit: 'eksempel.moved', phase: 'ordering', phaseDays: 6, targetDays: 3, delayDays: 3 },
    ]);
  });

  test('calls a home in its respect window neither stuck nor late, and says until when it is left in peace', async () => {
    const { stuck, overdue, passed } = await agenda();
    for (const rows of [stuck, overdue, passed]) expect(units(rows)).not.toContain('eksempel.peace');
    const { body } = await server.get('/v1/board?active=true', municipality);
    const card = (body['homes'] as unknown as Row[]).find(({ unit }) => unit === 'eksempel.peace');
    expect(card).toMatchObject({ phase: 'clearing', phaseDays: 10, delayDays: 0, respectWindowUntil: '2026-06-14' });
  });

  test('lists the offers that wait for an answer, and the guarantee that runs out', async () => {
    const { offers, guarantee } = await agenda();
    expect(offers).toMatchObject([{ unit: 'eksempel.offered', offerId: 'o', respondBy: '2026-06-12', daysLeft: 2 }]);
    expect(guarantee).toMatchObject([{ citizen: waiting, deadline: '2026-06-20', daysLeft: 10 }]);
  });

  test('lists corrections with what was said before, and retractions', async () => {
    const { corrected } = await agenda();
    expect(corrected).toMatchObject([
      {
        unit: 'eksempel.corrected',
        event: 'KeysReturned',
        how: 'corrected',
        reason: 'typing_error',
        changes: [{ field: 'effective', from: '2026-05-04', to: '2026-05-06' }],
      },
      { unit: 'eksempel.noticed', event: 'DeathRegistered', how: 'retracted', reason: 'wrong_unit', changes: [] },
    ]);
    expect((await agenda('2026-06-10')).corrected).toEqual([]);
  });

  test('shows a municipality its own homes alone, and the administrator all or those of one', async () => {
    const named = (rows: Record<string, Row[]>) => units([...(rows['stuck'] ?? [])]);
    expect(named(await agenda(SINCE, as('nordby')))).toEqual(['nordby.elsewhere']);
    expect(named(await agenda(SINCE, as('administrator')))).toEqual(expect.arrayContaining(['nordby.elsewhere', 'eksempel.stuck']));
    const { body } = await server.get(`/v1/meeting?since=${SINCE}&municipality=nordby`, as('administrator'));
    expect(units(body['overdue'] as unknown as Row[])).toEqual(['nordby.elsewhere']);
  });

  test.each(['', '?since=2026-02-30', '?since=2026-07-01', `?since=${SINCE}&lang=sv`, `?since=${SINCE}&all=true`])(
    'asked with "%s" it is malformed',
    async (query) => {
      expect(await server.get(`/v1/meeting${query}`, municipality)).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
    },
  );
});

describe('its printed page', () => {
  const page = async (headers: Record<string, string> = {}, query = '') => {
    const path = `/v1/meeting?since=${SINCE}&after=${server.position}${query}`;
    const { headers: told, body } = await server.get(path, { ...municipality, accept: 'text/html', ...headers });
    return { told, text: String(body['text']) };
  };

  test('is Danish unless English is asked for', async () => {
    expect(await page()).toMatchObject({ text: expect.stringContaining('<h1>Ugemøde</h1>') });
    expect((await page({ 'accept-language': 'en' })).text).toContain('<h1>Weekly meeting</h1>');
    expect((await page({ 'accept-language': 'da;q=0.4, en' })).text).toContain('<h1>Weekly meeting</h1>');
    expect((await page({ 'accept-language': 'en' }, '&lang=da')).text).toContain('lang="da"');
    const { told } = await page({ 'accept-language': '*' });
    expect([told.get('content-language'), told.get('vary')]).toEqual(['da', 'Accept, Accept-Language']);
  });

  test('loads nothing from elsewhere, and shows every value as text', async () => {
    const { told, text } = await page();
    expect(told.get('content-type')).toBe('text/html; charset=utf-8');
    expect(told.get('content-security-policy')).toContain("default-src 'none'");
    expect(text).toContain('Sol &amp; &lt;b&gt;Måne&lt;/b&gt;');
    expect(text).not.toContain('<b>');
  });

  test('writes days as in Denmark, and of a citizen only the first characters of the pseudonym', async () => {
    const { text } = await page();
    expect(text).toContain('Siden 03.06.2026');
    expect(text).toContain(`<td>${waiting.slice(-6)}</td>`);
    expect(text).not.toContain(waiting);
  });
});

describe('what falls due', () => {
  const due = async (query = '') => {
    const { body } = await server.get(`/v1/deadlines?after=${server.position}${query}`, municipality);
    return body['deadlines'] as unknown as Row[];
  };

  test('warns of planned days, answers and the guarantee, those that are past first', async () => {
    expect(await due()).toMatchObject([
      { what: 'inspection_planned', unit: 'eksempel.late', on: '2026-06-08', daysLeft: -2 },
      { what: 'vacating_expected', unit: 'eksempel.noticed', on: '2026-06-09', daysLeft: -1 },
      { what: 'answer_due', unit: 'eksempel.offered', on: '2026-06-12', daysLeft: 2 },
      { what: 'guarantee_deadline', citizen: waiting, on: '2026-06-20', daysLeft: 10 },
    ]);
  });

  test('looks as many days ahead as it is asked to', async () => {
    expect((await due('&within=2')).map(({ what }) => what)).not.toContain('guarantee_deadline');
    expect(await server.get('/v1/deadlines?within=400', municipality)).toMatchObject({ status: 400, body: { code: 'MALFORMED' } });
  });

  test('does not warn of an inspection that was held', async () => {
    expect((await due()).map(({ unit }) => unit)).not.toContain('eksempel.moved');
  });

  test('reminds nobody after a death that the home should be empty', async () => {
    await taken('/v1/units/eksempel.bereaved', {
      ...{ effective: '2020-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden' },
      ...{ rentOere: 600000, occupiedSince: '2020-01-01' },
    });
    await at('bereaved', '/death', { effective: '2026-06-01' });
    await at('bereaved', '/notice', { effective: '2026-06-02', by: 'relatives', expectedVacantFrom: '2026-06-05' });
    expect((await due()).map(({ unit }) => unit)).not.toContain('eksempel.bereaved');
  });
});
