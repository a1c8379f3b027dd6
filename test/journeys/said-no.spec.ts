import { as, serve, type Server } from './server.js';

const DANISH = { 'accept-language': 'da' };
const HOME = { effective: '2020-01-01', kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };

let server: Server;
beforeAll(async () => {
  server = await serve();
  await server.post('/v1/units/eksempel.101', { ...HOME, occupiedSince: '2020-01-01' }, { 'relet-now': '2026-06-01' });
});
afterAll(() => server.stop());

const errorsOf = async (answer: Promise<{ body: object }>) => ((await answer).body as { errors: unknown }).errors;

test.each<[string, object, string, object]>([
  ['/v1/units/eksempel.101/rent', { rentOere: -1 }, '/effective', { da: 'effective mangler.', en: 'effective is missing.' }],
  [
    '/v1/units/eksempel.101/notice',
    { effective: '2026-05-01', by: 'nobody' },
    '/by',
    {
      da: 'by skal være en af: resident, estate, relatives, administrator.',
      en: 'by must be one of the following values: resident, estate, relatives, administrator.',
    },
  ],
  [
    '/v1/units/eksempel.101/corrections',
    { target: 'zzz', newEffective: '2026-01-01', reason: 'other' },
    '/target',
    {
      da: 'target skal være en hændelses id, som det står i en historik.',
      en: 'target must be the id of an event, as a history tells it.',
    },
  ],
  [
    '/v1/units/eksempel.101/corrections',
    { target: '00000000-0000-4000-8000-000000000000', reason: 'other' },
    '/newEffective',
    {
      da: 'En rettelse angiver en ny dag, et nyt indhold eller begge dele.',
      en: 'A correction gives a new day, a new content or both.',
    },
  ],
  ['/v1/commands', { commands: {} }, '/commands', { da: 'commands skal være en liste.', en: 'commands must be a list.' }],
])('what is wrong with a field of %s %j is told in both languages', async (path, body, pointer, details) => {
  for (const [language, detail] of Object.entries(details))
    expect(await errorsOf(server.post(path, body, { 'accept-language': language }))).toContainEqual({ pointer, detail });
});

describe('null, and what is of another kind than a list holds, is told with its place and in a sentence about it', () => {
  const EVENT = '00000000-0000-4000-8000-000000000000';
  const order = { command: 'ReturnKeys', target: 'eksempel.101', fields: { effective: '2026-05-01' } };
  const NULL = ['Et felt er aldrig null', 'A field is never null'];
  const NULL_IN_LIST = ['Et element i en liste er aldrig null', 'An element of a list is never null'];
  const LIST_IN_LIST = ['Et element i en liste er ikke selv en liste', 'An element of a list is no list itself'];
  const NO_OBJECT = ['Hvert element i commands skal være et objekt', 'Each element of commands must be an object'];
  const NO_EVENT = ['targets skal være en hændelses id', 'targets must be the id of an event'];
  test.each<[string, object, string, string[]]>([
    ['/v1/commands', { commands: [null] }, '/commands/0', NULL_IN_LIST],
    ['/v1/commands', { commands: [order, null] }, '/commands/1', NULL_IN_LIST],
    ['/v1/commands', { commands: [1] }, '/commands/0', NO_OBJECT],
    ['/v1/commands', { commands: [order, 'x'] }, '/commands/1', NO_OBJECT],
    ['/v1/commands', { commands: [order, true] }, '/commands/1', NO_OBJECT],
    ['/v1/commands', { commands: [[]] }, '/commands/0', LIST_IN_LIST],
    ['/v1/commands', { commands: [[order]] }, '/commands/0', LIST_IN_LIST],
    ['/v1/commands', { commands: null }, '/commands', NULL],
    ['/v1/commands', { commands: [{ ...order, fields: null }] }, '/commands/0/fields', NULL],
    ['/v1/commands', { commands: [{ ...order, fields: { effective: null } }] }, '/commands/0/fields/effective', NULL],
    ['/v1/units/eksempel.101/retractions', { targets: [EVENT, null], reason: 'other' }, '/targets/1', NULL_IN_LIST],
    ['/v1/units/eksempel.101/retractions', { targets: [EVENT, 'x'], reason: 'other' }, '/targets/1', NO_EVENT],
    ['/v1/units/eksempel.101/retractions', { targets: [1], reason: 'other' }, '/targets/0', NO_EVENT],
    ['/v1/units/eksempel.101/retractions', { targets: [{}], reason: 'other' }, '/targets/0', NO_EVENT],
    ['/v1/units/eksempel.101/retractions', { targets: [[EVENT]], reason: 'other' }, '/targets/0', LIST_IN_LIST],
    ['/v1/units/eksempel.101/corrections', { target: EVENT, newPayload: { a: { b: null } }, reason: 'other' }, '/newPayload/a/b', NULL],
    ['/v1/units/eksempel.101/corrections', { target: EVENT, newPayload: { a: [[1]] }, reason: 'other' }, '/newPayload/a/0', LIST_IN_LIST],
    ['/v1/policies/eksempel', { effective: '2026-05-01', targetDays: { works: null } }, '/targetDays/works', NULL],
    ['/v1/me/buildings', { buildings: ['A', null] }, '/buildings/1', NULL_IN_LIST],
    ['/v1/me/buildings', { buildings: ['A', 7] }, '/buildings/1', ['buildings', 'buildings']],
    ['/v1/persons/names', { citizens: [7], reason: 'case_work' }, '/citizens/0', ['citizens skal være', 'citizens must be']],
  ])('%s %j', async (path, body, pointer, said) => {
    for (const [n, language] of ['da', 'en'].entries()) {
      const answer = await server.post(path, body, {
        ...as(path.includes('units') ? 'administrator' : 'eksempel'),
        'accept-language': language,
      });
      expect([answer.status, answer.body.code]).toEqual([400, 'MALFORMED']);
      expect(answer.body['errors']).toContainEqual({ pointer, detail: expect.stringContaining(said[n] as string) });
      expect(JSON.stringify(answer.body['errors'])).not.toMatch(/"detail":"\d/);
    }
  });
});

test('what an event keeps, and what a new content lacks, is called as people call it', async () => {
  const { body } = await server.get('/v1/units/eksempel.101/history', as('auditor'));
  const [{ id, payload }] = body['events'] as unknown as [{ id: string; payload: object }];
  const corrected = (newPayload: object, language: string) =>
    server.post('/v1/units/eksempel.101/corrections', { target: id, newPayload, reason: 'other' }, { 'accept-language': language });
  const { building: _, ...lacking } = payload as { building: string };
  const said: [object, string, string, string][] = [
    [{ ...payload, municipality: 'nordby' }, 'da', '/newPayload/municipality', 'En hændelse beholder det, der står i feltet "kommune".'],
    [{ ...payload, municipality: 'nordby' }, 'en', '/newPayload/municipality', 'An event keeps what stands in its field "municipality".'],
    [lacking, 'da', '/newPayload/building', 'Indholdet skal være helt: "plejecenter" mangler.'],
    [lacking, 'en', '/newPayload/building', 'The content must be whole: "building" is missing.'],
  ];
  for (const [content, language, pointer, detail] of said)
    expect((await corrected(content, language)).body).toMatchObject({ code: 'MALFORMED', detail, errors: [{ pointer, detail }] });
});

test('dryRun that is neither true nor false is told with its name, and another parameter apart from it', async () => {
  const tried = (query: string) => server.post(`/v1/units/eksempel.101/rent?${query}`, { effective: '2026-05-01', rentOere: 1 }, DANISH);
  const errors = [{ pointer: '/dryRun', detail: 'dryRun skal være true eller false.' }];
  for (const value of ['=1', '=yes', '=TRUE', '=', ''])
    expect((await tried(`dryRun${value}`)).body).toMatchObject({ errors, help: 'Ret de felter, der er nævnt, og send igen.' });
  expect((await tried('dryRun=true&x=1')).body).toMatchObject({ errors: [{ pointer: '' }], help: 'Udelad de andre parametre.' });
});

test('a personal number is told with the field that holds it, also where the address has it', async () => {
  const offer = { effective: '2026-05-01', direct: true, offerId: '010170-1234' };
  const asked: [string, object, string, string][] = [
    ['offers', offer, '/offerId', 'Feltet "boligtilbud" må ikke rumme et CPR-nummer.'],
    ['offers/010170-1234/acceptance', { effective: '2026-05-01' }, '/offerId', 'Feltet "boligtilbud" må ikke rumme et CPR-nummer.'],
    [
      'works',
      { effective: '2026-05-01', due: '2026-06-01', contractor: '010170-1234' },
      '/contractor',
      'Feltet "håndværker" må ikke rumme et CPR-nummer.',
    ],
  ];
  for (const [path, body, pointer, detail] of asked)
    expect((await server.post(`/v1/units/eksempel.101/${path}`, body, DANISH)).body).toMatchObject({
      detail,
      errors: [{ pointer, detail }],
    });
});

test('a value of the wrong type is told as that alone, without its bounds', async () => {
  expect(await errorsOf(server.post('/v1/commands', { commands: {} }))).toHaveLength(1);
});

test('what a parameter may be is told in words, never as a pattern', async () => {
  const detail = 'limit skal være et helt tal fra 1 til 200.';
  expect(await errorsOf(server.get('/v1/units?limit=0', { ...as('administrator'), ...DANISH }))).toEqual([{ pointer: '/limit', detail }]);
});

test('the help of a malformed request speaks of fields only where some are named', async () => {
  expect((await server.post('/v1/units/eksempel.101/rent', {}, DANISH)).body.help).toContain('de felter, der er nævnt');
  expect((await server.post('/v1/units/eksempel.101/rent', [], DANISH)).body['help']).toContain('Send ét JSON-objekt');
});

test('next steps say what each is, and why it is blocked, in the language of the request', async () => {
  const { headers, body } = await server.get('/v1/units/eksempel.101/next-steps', { ...as('administrator'), ...DANISH });
  expect([headers.get('content-language'), headers.get('vary')]).toEqual(['da', 'Accept-Language']);
  expect(body['steps']).toContainEqual(
    expect.objectContaining({
      command: 'ReturnKeys',
      summary: 'Registrer, at nøglerne er afleveret',
      refusal: expect.objectContaining({ message: 'Skridtet passer ikke til, hvor boligen er den 01.06.2026: beboet.' }),
    }),
  );
});

test('a body that was packed for the way is refused, since nobody unpacks it', async () => {
  const packed = { 'content-encoding': 'gzip', 'relet-now': '2026-06-01' };
  expect(await server.post('/v1/units/eksempel.101/rent', { effective: '2026-05-01', rentOere: 1 }, packed)).toMatchObject({
    status: 415,
    body: { code: 'UNSUPPORTED_MEDIA_TYPE' },
  });
});

test('a municipality without a policy has the defaults where it has homes, and is unknown where it has none', async () => {
  expect(await server.get('/v1/policies/eksempel/history', as('auditor'))).toMatchObject({ status: 200, body: { events: [] } });
  expect(await server.get('/v1/policies/eksempel/state?knownAt=2026-05-31', as('auditor'))).toMatchObject({
    status: 404,
    body: { code: 'MUNICIPALITY_UNKNOWN' },
  });
  for (const each of ['history', 'replay', 'state'])
    expect(await server.get(`/v1/policies/nowhere/${each}`, as('auditor'))).toMatchObject({
      status: 404,
      body: { code: 'MUNICIPALITY_UNKNOWN' },
    });
});
