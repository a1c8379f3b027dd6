import { serve, as, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  server = await serve();
});
afterAll(() => server.stop());

const on = (day: string) => ({ 'relet-now': day });
const registration = (number: number) => ({
  ...{
    effective: '2015-01-01',
    kind: 'care_home',
    municipality: 'eksempel',
    building: 'Solgaarden',
    rentOere: 600000,
    occupiedSince: '2015-01-01',
  },
  ...(number < 0 && { kind: 'castle' }),
});
const typesOf = (body: Record<string, unknown>) => (body['events'] as { type: string }[]).map(({ type }) => type);
interface Step {
  command: string;
  path: string;
  allowed: boolean;
  allowedDirectly?: true;
  reports?: string[];
  refusal?: { code: string };
}
const stepsOf = async (unit: string, headers = {}) =>
  (await server.get(`/v1/units/${unit}/next-steps`, headers)).body['steps'] as unknown as Step[];
const head = async () => (await server.get('/v1/board')).body['position'];

test('next steps and a dry run tell what each command of a re-letting will do, and write nothing', async () => {
  const home = '/v1/units/eksempel.1';
  await server.post(home, registration(1), on('2026-02-01'));
  const { body } = await server.post('/v1/citizens', { effective: '2026-01-05', list: 'general', elderly: true }, as('eksempel'));
  const citizen = String(body['stream']).slice('citizen-'.length);
  const steps: [string, string, object][] = [
    ['RegisterDeath', '/death', { effective: '2026-03-20' }],
    ['GiveNotice', '/notice', { effective: '2026-03-20', by: 'estate', liableUntil: '2026-04-30' }],
    ['RecordVacated', '/vacated', { effective: '2026-03-21', reason: 'death' }],
    ['ReturnKeys', '/keys', { effective: '2026-03-23' }],
    ['RecordInspection', '/inspection', { effective: '2026-03-24', works: 'standard' }],
    ['OrderWorks', '/works', { effective: '2026-03-25', due: '2026-04-01' }],
    ['MakeOffer', '/offers', { effective: '2026-03-26', offerId: 'o1', citizen, respondBy: '2026-04-02' }],
    ['AcceptOffer', '/offers/o1/acceptance', { effective: '2026-03-30' }],
    ['CompleteWorks', '/works/completion', { effective: '2026-04-01' }],
    ['SignContract', '/contract', { effective: '2026-04-01', rentFrom: '2026-04-07' }],
    ['MoveIn', '/move-in', { effective: '2026-04-07' }],
  ];
  for (const [command, path, fields] of steps) {
    const { effective } = fields as { effective: string };
    await server.get('/v1/board', on(effective));
    const foretold = (await stepsOf('eksempel.1')).find((step) => step.command === command);
    expect(foretold).toMatchObject({ command, allowed: true, path: `${home}${path}` });
    const before = await head();
    const dry = await server.post(`${home}${path}?dryRun=true`, fields);
    expect(dry).toMatchObject({ status: 200, body: { dryRun: true, recordedAt: null } });
    expect(await head()).toBe(before);
    const done = await server.post(home + path, fields);
    expect([path, done.status, typesOf(done.body)]).toEqual([path, 200, typesOf(dry.body)]);
    expect(done.body['revision']).toBe(Number(dry.body['revision']) + typesOf(dry.body).length);
  }
});

test('a dry run is refused like the command itself, and claims no citizen', async () => {
  const home = '/v1/units/eksempel.2';
  await server.post(home, registration(2));
  expect(await server.post(`${home}/keys?dryRun=true`, { effective: '2026-04-01' })).toMatchObject({
    status: 409,
    body: { code: 'WRONG_STATE' },
  });
  expect(await server.post(`${home}/vacated?dryRun=true`, { effective: '2030-04-01', reason: 'eviction' })).toMatchObject({
    body: { code: 'FUTURE_FACT' },
  });
  expect(await server.post(`${home}/vacated?dryRun=perhaps`, { effective: '2026-04-01', reason: 'eviction' })).toMatchObject({
    status: 400,
  });
  expect(await server.post('/v1/units/eksempel.none/keys?dryRun=true', { effective: '2026-04-01' })).toMatchObject({ status: 404 });

  const { body } = await server.post('/v1/citizens', { effective: '2026-01-05', list: 'general', elderly: true }, as('eksempel'));
  const citizen = String(body['stream']).slice('citizen-'.length);
  await server.post(`${home}/vacated`, { effective: '2026-04-01', reason: 'eviction' });
  await server.post(`${home}/offers`, { effective: '2026-04-02', offerId: 'o', citizen, respondBy: '2026-04-30' });
  expect(await server.post(`${home}/offers/o/acceptance?dryRun=true`, { effective: '2026-04-03' })).toMatchObject({
    body: { events: [{ type: 'OfferAccepted', payload: { offerId: 'o' } }] },
  });
  await server.post('/v1/units/eksempel.3', registration(3));
  await server.post('/v1/units/eksempel.3/vacated', { effective: '2026-04-01', reason: 'eviction' });
  await server.post('/v1/units/eksempel.3/offers', { effective: '2026-04-02', offerId: 'o', citizen, respondBy: '2026-04-30' });
  expect(await server.post('/v1/units/eksempel.3/offers/o/acceptance', { effective: '2026-04-03' })).toMatchObject({ status: 200 });
});

test('a next step that is blocked names the code with which the command is then refused', async () => {
  const blocked = (await stepsOf('eksempel.2')).filter(({ allowed }) => !allowed);
  const bodies: Record<string, object> = {
    OrderWorks: { due: '2026-05-01' },
    RegisterDeath: {},
    CompleteWorks: {},
    MoveIn: {},
    ReturnToService: {},
  };
  for (const [command, fields] of Object.entries(bodies)) {
    const step = blocked.find((each) => each.command === command);
    const answer = await server.post(step?.path ?? '', { effective: '2026-04-07', ...fields });
    expect([command, answer.body.code]).toEqual([command, step?.refusal?.code]);
  }
  const theirs = await stepsOf('eksempel.2', as('eksempel'));
  expect(theirs.find(({ command }) => command === 'ReturnKeys')).toMatchObject({ allowed: false, refusal: { code: 'NOT_YOUR_PART' } });
  expect(await server.get('/v1/units/eksempel.2/next-steps', as('nordby'))).toMatchObject({ status: 404, body: { code: 'UNIT_UNKNOWN' } });
});

test('the next steps of a citizen and of a policy are told as those of a home', async () => {
  const citizen = '33333333-2222-4333-8444-555555555555';
  const approval = { effective: '2026-04-07', list: 'specific', elderly: true };
  await server.post(`/v1/citizens/${citizen}/approval`, approval, as('eksempel'));
  const { body } = await server.get(`/v1/citizens/${citizen}/next-steps`, as('eksempel'));
  const codes = Object.fromEntries((body['steps'] as unknown as Step[]).map(({ command, refusal }) => [command, refusal?.code]));
  expect(codes).toEqual({
    ApproveCitizen: 'ALREADY_ON_LIST',
    ChangeList: undefined,
    RemoveFromList: undefined,
    EraseCitizenData: undefined,
  });
  expect(await server.get(`/v1/citizens/${citizen}/next-steps`, as('nordby'))).toMatchObject({
    status: 404,
    body: { code: 'CITIZEN_UNKNOWN' },
  });
  const path = '/v1/policies/eksempel';
  expect((await server.get(`${path}/next-steps`, as('eksempel'))).body['steps']).toMatchObject([
    { command: 'AgreePolicy', allowed: true, path },
  ]);
  expect((await server.get(`${path}/next-steps`, as('nordby'))).body['steps']).toMatchObject([{ refusal: { code: 'NOT_YOUR_PART' } }]);
});

test('of many commands given at once each has its own result, and giving them again changes nothing', async () => {
  const commands = [
    ...Array.from({ length: 40 }, (_, n) => ({
      command: 'RegisterUnit',
      target: `eksempel.b${n}`,
      fields: registration(n === 7 ? -1 : n),
    })),
    { command: 'RegisterDeath', target: 'eksempel.b0', fields: { effective: '2026-04-01' } },
    { command: 'RecordVacated', target: 'eksempel.b0', fields: { effective: '2026-04-02', reason: 'death' } },
    { command: 'ReturnKeys', target: 'eksempel.b1', fields: { effective: '2026-04-02' } },
    { command: 'Unheard', target: 'eksempel.b1', fields: {} },
  ];
  const dry = await server.post('/v1/commands?dryRun=true', { commands });
  expect((dry.body['results'] as unknown as { status: number }[]).filter(({ status }) => status === 200)).toHaveLength(39);
  for (const round of [1, 2]) {
    const { status, body } = await server.post('/v1/commands', { commands }, { 'idempotency-key': 'bulk-1' });
    const results = body['results'] as unknown as {
      status: number;
      receipt?: { events: object[]; revision: number };
      problem?: { code: string };
    }[];
    expect([round, status, results.length]).toEqual([round, 200, commands.length]);
    expect(results.filter((result) => result.receipt).length).toBe(41);
    expect(results[7]).toMatchObject({ status: 400, problem: { code: 'MALFORMED' } });
    expect(results.slice(40).map(({ problem }) => problem?.code)).toEqual([undefined, undefined, 'WRONG_STATE', 'MALFORMED']);
    expect(results[41]).toMatchObject({ receipt: { revision: 2 } });
  }
  const { body: nowhere } = await server.post('/v1/commands', {
    commands: [{ command: 'ReturnKeys', fields: { effective: '2026-04-02' } }],
  });
  expect(nowhere['results']).toMatchObject([
    { status: 400, problem: { code: 'MALFORMED', errors: [{ pointer: '/target', detail: 'target is missing.' }] } },
  ]);
  expect(await server.post('/v1/commands', { commands: [] })).toMatchObject({ status: 400 });
  expect(await server.post('/v1/commands', { commands: Array.from({ length: 201 }, () => commands[0]) })).toMatchObject({ status: 400 });
});
