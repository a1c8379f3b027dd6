import { Users } from '@relet/identity';
import { as, serve, type Server } from './server.js';

const TODAY = '2026-03-30';
const [ANNA, BENT, CARL] = ['a', 'b', 'c'].map((letter) => `${letter.repeat(8)}-2222-4333-8444-555555555555`) as [string, string, string];
const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000, effective: '2015-01-01' };

/** Homes by what stands in them, each step with its day of March. */
const HOMES: Record<string, [path: string, day: number, fields?: object][]> = {
  peace: [
    ['/death', 24],
    ['/vacated', 25, { reason: 'death' }],
  ],
  clearing: [
    ['/notice', 1, { by: 'resident' }],
    ['/vacated', 1, { reason: 'notice' }],
  ],
  inspection: [
    ['/vacated', 1, { reason: 'transfer' }],
    ['/keys', 29],
  ],
  works: [
    ['/vacated', 1, { reason: 'transfer' }],
    ['/keys', 10],
    ['/inspection', 12, { works: 'standard' }],
    ['/works', 13, { due: '2026-03-25' }],
  ],
  long: [
    ['/vacated', 1, { reason: 'transfer' }],
    ['/keys', 8],
    ['/inspection', 9, { works: 'standard' }],
    ['/works', 10, { due: '2026-05-01' }],
  ],
  matching: readyOn(20),
  asked: [...readyOn(27), ['/offers', 28, { offerId: 'o1', citizen: ANNA, respondBy: '2026-04-04' }]],
  answers: [...readyOn(22), ['/offers', 23, { offerId: 'o2', citizen: BENT, respondBy: TODAY }]],
  moving: [
    ...readyOn(20),
    ['/offers', 21, { offerId: 'o3', citizen: CARL }],
    ['/offers/o3/acceptance', 22],
    ['/move-in/agreement', 22, { planned: '2026-04-01' }],
  ],
  leaving: [['/notice', 20, { by: 'resident', expectedVacantFrom: '2026-06-01' }]],
  died: [['/death', 29]],
};

function readyOn(day: number): [string, number, object?][] {
  return [
    ['/vacated', 1, { reason: 'transfer' }],
    ['/keys', 1],
    ['/inspection', day, { works: 'none' }],
  ];
}

let server: Server;
let users: Users;
beforeAll(async () => {
  server = await serve();
  users = server.part(Users);
  await server.get('/v1/clock', { 'relet-now': TODAY });
  const must = async (path: string, body: object, who: string) => {
    const answer = await server.post(`/v1/${path}`, body, as(who));
    if (answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
  };
  const approved: [string, string][] = [
    ...[ANNA, BENT, CARL].map((citizen): [string, string] => [citizen, '2026-02-20']),
    ['dddddddd-2222-4333-8444-555555555555', '2026-01-20'],
    ['eeeeeeee-2222-4333-8444-555555555555', '2026-02-10'],
    ['ffffffff-2222-4333-8444-555555555555', '2026-03-20'],
  ];
  for (const [citizen, effective] of approved)
    await must(`citizens/${citizen}/approval`, { effective, list: 'general', elderly: true }, 'eksempel');
  for (const [name, steps] of Object.entries(HOMES)) {
    const building = name === 'leaving' || name === 'died' ? 'Ålykke' : 'Solgaarden';
    await must(`units/eksempel.${name}`, { ...home, building, occupiedSince: '2015-01-01' }, 'administrator');
    for (const [path, day, fields] of steps)
      await must(`units/eksempel.${name}${path}`, { effective: `2026-03-${String(day).padStart(2, '0')}`, ...fields }, 'administrator');
  }
  await must('units/nordby.1', { ...home, municipality: 'nordby', building: 'Havblik' }, 'administrator');
}, 60_000);
afterAll(() => server.stop());

interface Row {
  unit: string | null;
  citizen?: string;
  offerId?: string;
  group: string;
  owner: string | null;
  days: number | null;
  command: string | null;
  nextStep: string | null;
  why: { code: string; [detail: string]: unknown };
}
const day = async (headers: Record<string, string>, query = '') => {
  const { body } = await server.get(`/v1/day?after=${server.position}${query}`, headers);
  return body as unknown as { mine: string; buildings: string[]; rows: Row[] };
};
const named = ({ unit, citizen }: Row) => unit?.split('.')[1] ?? citizen?.slice(0, 1);
const groupsOf = (rows: Row[]) =>
  Object.fromEntries(Object.entries(Object.groupBy(rows, ({ group }) => group)).map(([group, some]) => [group, some?.map(named)]));
const rowOf = (rows: Row[], name: string) => rows.find((row) => named(row) === name) as Row;

test('the administrator has in hand what it and its contractors do, and what relatives are late with', async () => {
  const { rows } = await day(as('administrator'), '&municipality=eksempel');
  expect(groupsOf(rows)).toEqual({
    overdue: ['clearing', 'works'],
    today: ['long'],
    this_week: ['moving', 'inspection'],
    waiting: ['matching', 'answers', 'asked', 'leaving', 'died', 'peace'],
  });
  expect(rowOf(rows, 'works')).toMatchObject({
    ...{ days: 5, owner: 'contractor', nextStep: 'complete_works', command: 'CompleteWorks' },
    why: { code: 'due_passed', what: 'works_due', on: '2026-03-25', days: 5 },
  });
  expect(rowOf(rows, 'clearing')).toMatchObject({
    days: 16,
    owner: 'relatives',
    why: { code: 'over_target', phase: 'clearing', days: 16 },
  });
  expect(rowOf(rows, 'inspection')).toMatchObject({
    days: 5,
    why: { code: 'target_ahead', target: 7, days: 5 },
    command: 'RecordInspection',
  });
  expect(rowOf(rows, 'moving')).toMatchObject({
    days: 2,
    why: { code: 'due_ahead', what: 'move_in_planned' },
    citizen: CARL,
    offerId: 'o3',
  });
  expect(rowOf(rows, 'long')).toMatchObject({ days: 0, owner: 'contractor', why: { code: 'target_today', phase: 'works', target: 21 } });
  // What others are late with is said to those who wait for it, too.
  expect(rowOf(rows, 'matching')).toMatchObject({ days: 11, owner: 'municipality', why: { code: 'over_target', target: 7, days: 4 } });
  expect(rowOf(rows, 'leaving')).toMatchObject({ owner: 'citizen', since: '2026-03-20', days: null });
  expect(rowOf(rows, 'died')).toMatchObject({
    owner: 'relatives',
    since: '2026-03-29',
    days: null,
    why: { code: 'after_death', on: '2026-03-29' },
  });
});

test('the municipality has in hand what it owns, answers on their last day, and citizens whose guarantee is near', async () => {
  const { rows } = await day(as('eksempel'));
  expect(groupsOf(rows)).toEqual({
    overdue: ['d', 'matching'],
    today: ['answers'],
    this_week: ['e'],
    waiting: ['clearing', 'long', 'works', 'moving', 'asked', 'inspection', 'leaving', 'died', 'peace'],
  });
  expect(rowOf(rows, 'matching')).toMatchObject({
    ...{ days: 4, command: 'MakeOffer' },
    why: { code: 'over_target', phase: 'matching', target: 7, days: 4, since: '2026-03-20' },
  });
  expect(rowOf(rows, 'answers')).toMatchObject({ owner: 'citizen', command: 'AcceptOffer', offerId: 'o2', citizen: BENT, days: 0 });
  expect(rowOf(rows, 'asked')).toMatchObject({ owner: 'citizen', offerId: 'o1', why: { code: 'due_ahead', what: 'answer_due', days: 5 } });
  expect(rowOf(rows, 'd')).toMatchObject({
    unit: null,
    days: 10,
    why: { what: 'guarantee_deadline', on: '2026-03-20' },
    command: 'MakeOffer',
  });
});

test('a home that is left in peace waits, tells until when, and comes last', async () => {
  for (const who of ['administrator', 'eksempel']) {
    const { rows } = await day(as(who));
    expect(rows.at(-1)).toMatchObject({ unit: 'eksempel.peace', group: 'waiting', why: { code: 'respect_window', on: '2026-04-07' } });
  }
});

test('on the day after, what was left in peace is late, and an answer that has not come is overdue until it expires by itself', async () => {
  const { rows } = await day(as('administrator'), '&asOf=2026-04-08');
  expect(rowOf(rows, 'peace')).toMatchObject({ group: 'overdue', days: 1, why: { code: 'over_target', phase: 'clearing' } });
  const { rows: theirs } = await day(as('eksempel'), '&asOf=2026-04-08');
  expect(rowOf(theirs, 'asked')).toMatchObject({ group: 'overdue', days: 4, why: { code: 'due_passed', what: 'answer_due' } });
});

test('every home of the board that is active has one row', async () => {
  const { rows } = await day(as('administrator'), '&mine=false');
  const { body } = await server.get('/v1/board?active=true');
  expect(rows.map(({ unit }) => unit).sort()).toEqual((body['homes'] as unknown as Row[]).map(({ unit }) => unit));
});

test('a day that is gone is told as it was known then', async () => {
  const { rows } = await day(as('administrator'), '&asOf=2026-03-22&municipality=eksempel');
  expect(rowOf(rows, 'asked')).toMatchObject({ why: { phase: 'inspection' } });
  expect((await day(as('administrator'), '&asOf=2026-03-22&knownAt=2026-03-22')).rows).toEqual([]);
});

describe('mine', () => {
  let [mine, colleague]: string[] = [];
  let cookie = '';
  beforeAll(async () => {
    const rights = { party: 'administrator', roles: ['caseworker'] } as const;
    const added = ['anna', 'bo'].map(async (name) => (await users.people.add(name, undefined, rights, 'machine')).id);
    [mine, colleague] = await Promise.all(added);
    cookie = `__Host-relet=${await users.sessions.begin(mine as string, 'password')}`;
  });
  const asked = async (query = '') => {
    const response = await fetch(`${server.address}/v1/day?${query}`, { headers: { cookie } });
    return (await response.json()) as { mine: string; buildings: string[]; rows: Row[] };
  };

  test('is everything in sight as long as nobody has named buildings', async () => {
    expect(await asked()).toMatchObject({ mine: 'all', buildings: [] });
    expect((await asked()).rows).toHaveLength(12);
  });

  test('is the homes of the buildings one has named, however their letters are composed', async () => {
    await users.portfolios.setBuildings(mine as string, ['A\u030alykke']);
    const { rows, ...told } = await asked();
    expect([told.mine, told.buildings, rows.map(named)]).toEqual(['buildings', ['A\u030alykke'], ['leaving', 'died']]);
    expect((await asked('mine=false')).rows).toHaveLength(12);
  });

  test('is also those of a colleague, on the days on which one stands in', async () => {
    await users.portfolios.setBuildings(colleague as string, ['Havblik']);
    await users.portfolios.setStandIn(colleague as string, { by: mine as string, first: '2026-03-30', last: '2026-03-30' });
    expect((await asked()).rows.map(({ unit }) => unit)).toContain('nordby.1');
    expect((await asked('asOf=2026-03-31')).rows.map(({ unit }) => unit)).not.toContain('nordby.1');
    await users.portfolios.setBuildings(colleague as string, []);
    expect(await asked()).toMatchObject({ mine: 'all' });
  });
});

test('a filter that names nothing, and a word that is none, are refused', async () => {
  expect(await server.get('/v1/day?municipality=sydby')).toMatchObject({ status: 400 });
  expect(await server.get('/v1/day?mine=perhaps')).toMatchObject({ status: 400 });
});
