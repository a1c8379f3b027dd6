import { jest } from '@jest/globals';
import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { examinePersons, PersonsByThemselves, Vault } from '@relet/persons';
import { as, serve, type Server } from '../journeys/server.js';
import { approve, approveBare, emptyHome, lookUp, on, reads, serveWithPersons } from './persons-house.js';

jest.setTimeout(120_000);

let server: Server;
beforeEach(async () => {
  server = await serveWithPersons();
});
afterEach(() => server.stop());

const offer = (unit: string, citizen: string) =>
  server.post(`/v1/units/${unit}/offers`, { effective: '2026-06-01', offerId: 'o1', citizen, respondBy: '2026-06-20' }, as('eksempel'));
const month = () => join(server.settings.persons.accessLog, '2026-06.ndjson');

test('board, home, waiting list and meeting show initials, each list as one entry that names its pseudonyms', async () => {
  const citizens = [await approve(server, { name: 'Anna Birgitte Jensen' }), await approve(server, { name: 'Åge Skov' })];
  await emptyHome(server);
  await offer('eksempel.101', citizens[0] as string);
  const initials = citizens.map((citizen, n) => ({ citizen, initials: ['A.B.J.', 'Å.S.'][n] }));
  const waiting = await server.get(`/v1/waiting-list?after=${server.position}`, as('eksempel'));
  expect(waiting.body['initials']).toEqual(expect.arrayContaining(initials));
  for (const list of ['board', 'units/eksempel.101'])
    expect((await server.get(`/v1/${list}`, as('eksempel'))).body['initials']).toEqual([initials[0]]);
  expect((await server.get('/v1/meeting?since=2026-06-01', as('administrator'))).status).toBe(200);
  const lists = await reads(server);
  expect(lists).toMatchObject([{ how: 'initials', reason: 'list', fields: ['initials'], persons: 2 }, { persons: 1 }, { persons: 1 }]);
  expect(new Set(lists[0]?.['about'] as string[])).toEqual(new Set(citizens));
});

/** The first messages of a stream, by their names, while something happens. */
async function told(path: string, who: string, happens: () => Promise<unknown>, until: string): Promise<Record<string, unknown>> {
  const response = await fetch(`${server.address}${path}`, { headers: as(who) });
  let text = '';
  let hasHappened: Promise<unknown> | undefined;
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString();
    hasHappened ??= happens();
    const [, data] = new RegExp(`event: ${until}\n(?:id: .*\n)?data: (.*)\n`).exec(text) ?? [];
    if (data === undefined) continue;
    await hasHappened;
    return JSON.parse(data) as Record<string, unknown>;
  }
  throw new Error(text);
}

test.each([
  ['/v1/board/events', 'home'],
  ['/v1/units/eksempel.101/events', 'event'],
])('live events show initials to those who may know them, and are written down: %s', async (path, name) => {
  const citizen = await approve(server, { name: 'Anna Birgitte Jensen' });
  await emptyHome(server);
  const offered = await told(path, 'eksempel', () => offer('eksempel.101', citizen), name);
  expect(offered).toMatchObject({ card: { offers: [{ citizen }] }, initials: [{ citizen, initials: 'A.B.J.' }] });
  expect(await reads(server)).toMatchObject([{ how: 'initials', reason: 'list', persons: 1 }]);
  const declines = () => server.post('/v1/units/eksempel.101/offers/o1/withdrawal', { effective: '2026-06-01' }, as('eksempel'));
  expect(await told(path, 'auditor', declines, name)).not.toHaveProperty('initials');
  expect(await reads(server)).toHaveLength(1);
});

test('the agenda on paper has initials in the place of a pseudonym', async () => {
  await approve(server, { name: 'Inger Marie Dam' });
  const late = await server.get('/v1/meeting?since=2026-07-20', { ...on('2026-07-25', 'administrator'), accept: 'text/html' });
  expect(late.body['text']).toContain('I.M.D.');
});

test('those who may not know a person get lists without initials, and no reading is written down', async () => {
  await approve(server, { name: 'Anna Birgitte Jensen' });
  for (const who of ['analyst', 'auditor', 'nordby'])
    expect((await server.get('/v1/waiting-list', as(who))).body['initials']).toBeUndefined();
  expect(await reads(server)).toEqual([]);
});

test('names are shown with a reason that holds for an hour, and each is an entry of its own', async () => {
  const citizens = [await approve(server, { name: 'Anna Jensen' }), await approve(server, { name: 'Åge Skov' })];
  const names = (headers: Record<string, string> = as('eksempel')) => server.post('/v1/persons/names', { citizens }, headers);
  expect((await names()).body.code).toBe('REASON_NEEDED');
  const { body } = await server.post(
    '/v1/persons/reason',
    { reason: 'meeting' },
    { ...as('eksempel'), 'relet-now': '2026-06-01T12:00:00Z' },
  );
  expect(body).toEqual({ reason: 'meeting', until: '2026-06-01T13:00:00.000Z' });
  expect((await names()).body['persons']).toHaveLength(2);
  expect((await names(as('administrator'))).body.code).toBe('REASON_NEEDED');
  expect(await reads(server)).toMatchObject(citizens.map((citizen) => ({ how: 'name', reason: 'meeting', about: [citizen] })));
  expect((await names({ ...as('eksempel'), 'relet-now': '2026-06-01T13:00:00Z' })).body.code).toBe('REASON_NEEDED');
});

test('tells who has read a person and what a reader has read, to the officer of that municipality alone', async () => {
  const [one, other] = [await approve(server, { name: 'Anna Jensen' }), await approve(server, { name: 'Åge Skov' })];
  await lookUp(server, one as string, { reason: 'offer' });
  await lookUp(server, one as string, { reason: 'contract' }, 'administrator');
  await lookUp(server, other as string, { reason: 'moving_in' });
  expect(await reads(server, `?citizen=${one}`)).toMatchObject([{ who: 'demo-eksempel' }, { who: 'demo-administrator' }]);
  expect(await reads(server, '?who=demo-eksempel')).toMatchObject([{ about: [one] }, { about: [other] }]);
  await approveBare(server, '99999999-0000-4000-8000-000000000000', 'nordby');
  await server.post('/v1/citizens/99999999-0000-4000-8000-000000000000/person', { name: 'Nina Nordby' }, as('nordby'));
  await lookUp(server, '99999999-0000-4000-8000-000000000000', { reason: 'offer' }, 'nordby');
  expect(await reads(server)).toHaveLength(3);
  for (const who of ['eksempel', 'administrator', 'auditor', 'analyst', 'operator'])
    expect((await server.get('/v1/access-log', as(who))).status).toBe(403);
});

test('a search is written down with by what was sought, also one that finds nobody: by a keyed hash that tells it from others, never by what was typed', async () => {
  await server.post('/v1/municipalities/eksempel/persons', { cpr: true }, as('operator'));
  const citizen = await approve(server, { name: 'Anna Jensen', cpr: '610170-0000' });
  const find = (sought: object) => server.post('/v1/persons/search', { ...sought, reason: 'offer' }, as('eksempel'));
  for (const sought of [{ cpr: '6101700000' }, { cpr: '6101700001' }, { name: 'Berta Nobody' }, { name: 'nobody berta' }])
    await find(sought);
  const [hit, number, name, again] = await reads(server);
  expect(hit).toMatchObject({ how: 'search', by: ['cpr'], about: [citizen] });
  expect(hit).not.toHaveProperty('sought');
  expect(number).toMatchObject({ how: 'search', by: ['cpr'], about: [], persons: 0, reason: 'offer', who: 'demo-eksempel' });
  expect(name).toMatchObject({ by: ['name'], sought: expect.stringMatching(/^[0-9a-f]{32}$/) });
  expect([again?.['sought'] === name?.['sought'], number?.['sought'] === name?.['sought']]).toEqual([true, false]);
  expect(readFileSync(month(), 'utf8')).not.toMatch(/berta|610170/i);
  await server.post('/v1/persons/search', { name: 'Berta', municipality: 'nordby', reason: 'offer' }, as('eksempel'));
  expect((await reads(server)).at(-1)).toMatchObject({ how: 'search', municipality: 'eksempel', persons: 0 });
});

test('what is given to the citizen names no staff and nobody else of the same list', async () => {
  const [one, other] = [await approve(server, { name: 'Anna Jensen' }), await approve(server, { name: 'Åge Skov' })];
  await server.get(`/v1/waiting-list?after=${server.position}`, as('eksempel'));
  await lookUp(server, one as string, { reason: 'offer' });
  const { body } = await server.get(`/v1/citizens/${one}/reads`, as('dpo'));
  expect(body['reads']).toMatchObject([
    { how: 'initials', persons: 1 },
    { how: 'look_up', reason: 'offer', party: 'municipality' },
  ]);
  expect(JSON.stringify(body)).not.toMatch(new RegExp(`demo-|${other}`));
});

test('what cannot be written down is not read, and the next reading is written as if nothing had happened', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  await lookUp(server, citizen);
  const log = server.part(Vault).files?.accessLog as unknown as { chain: { file: { datasync(): Promise<void> } } };
  const { file } = log.chain;
  const datasync = file.datasync.bind(file);
  file.datasync = () => Promise.reject(new Error('no space'));
  const refused = await lookUp(server, citizen);
  expect([refused.status, refused.body.code, refused.headers.get('retry-after')]).toEqual([503, 'ACCESS_LOG_DOWN', '2']);
  expect(JSON.stringify(refused.body)).not.toContain('Jensen');
  expect((await server.post('/v1/persons/search', { name: 'anna', reason: 'offer' }, as('eksempel'))).body.code).toBe('ACCESS_LOG_DOWN');
  expect((await server.get('/v1/waiting-list', as('eksempel'))).body).toMatchObject({ citizens: [{ citizen }] });
  file.datasync = datasync;
  await lookUp(server, citizen);
  expect(await reads(server)).toMatchObject([{ n: 1 }, { n: 2 }]);
  expect(await server.part(Vault).files?.accessLog.brokenAt()).toBeUndefined();
});

test('a changed, missing or added line of the access log is found by its number, and a line cut off by a power cut goes', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  for (let n = 0; n < 4; n++) await lookUp(server, citizen);
  const log = server.part(Vault).files?.accessLog;
  const whole = readFileSync(month(), 'utf8');
  const lines = whole.split('\n');
  const damaged: [string, number | undefined][] = [
    [whole.replace('"n":2', '"n":2 '), undefined],
    [whole.replace(/("n":3.*?"reason":")case_work/, '$1meeting'), 3],
    [[lines[0], ...lines.slice(2)].join('\n'), 2],
    [[...lines.slice(0, 2), lines[1], ...lines.slice(2)].join('\n'), 3],
  ];
  for (const [text, at] of damaged) {
    writeFileSync(month(), text);
    expect(await log?.brokenAt()).toBe(at);
  }
  writeFileSync(month(), whole);
  await server.stop();
  appendFileSync(month(), '{"n":5,"at":"2026-');
  server = await serve({ store: server.settings.store });
  await lookUp(server, citizen);
  expect((await reads(server)).map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  expect(await server.part(Vault).files?.accessLog.brokenAt()).toBeUndefined();
});

test('an end of the access log that was cut off is noticed, said at the start and by the doctor, and not forgotten when the log grows again', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  const { store } = server.settings;
  const wrong = async () => (await examinePersons(server.settings))?.brokenReading;
  for (let n = 0; n < 4; n++) await lookUp(server, citizen);
  // What was read since the last round is not known elsewhere yet, and that is no fault.
  expect(await wrong()).toBeUndefined();
  await server.part(PersonsByThemselves).look();
  const whole = readFileSync(month(), 'utf8');
  writeFileSync(month(), whole.split('\n').slice(0, 2).join('\n').concat('\n'));
  expect(await wrong()).toBe(3);
  await server.stop();
  for (let n = 0; n < 3; n++) {
    server = await serve({ store });
    expect([n, await wrong(), server.part(Vault).readsMissingFrom]).toEqual([n, 3, 3]);
    await lookUp(server, citizen);
    await lookUp(server, citizen);
    await server.stop();
  }
  server = await serve({ store });
});

test('a line that is none, or no reading, keeps neither the start nor the other readings away, and is told to the officer and to operators', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  await lookUp(server, citizen);
  const { store, persons } = server.settings;
  await server.stop();
  const whole = readFileSync(month(), 'utf8');
  const earlier = join(persons.accessLog, '2026-05.ndjson');
  for (const [file, text, broken] of [
    [month(), `${whole}not a line\n`, 2],
    [month(), `${whole}null\n{"n":2,"hash":"x","at":5}\n`, 2],
    [earlier, '\0\0\n', 1],
  ] as const) {
    writeFileSync(file, text);
    server = await serve({ store });
    await lookUp(server, citizen);
    await server.part(PersonsByThemselves).look();
    const { body } = await server.get('/v1/access-log', as('dpo'));
    expect(body).toMatchObject({ reads: [{ n: 1 }, { n: 2 }], brokenFrom: broken });
    expect((await server.get('/readyz')).body['warnings']).toEqual([expect.stringContaining(`Reading ${broken} of the access log`)]);
    await server.stop();
    expect(await examinePersons(server.settings)).toMatchObject({ brokenReading: broken });
    writeFileSync(month(), whole);
  }
  server = await serve({ store });
});

test('the log goes on from month to month in one chain, a sample of each month is drawn by itself, and is overdue until it is signed off', async () => {
  const citizen = await approve(server, { name: 'Anna Jensen' });
  for (let n = 0; n < 30; n++) await lookUp(server, citizen);
  expect((await server.get('/v1/access-log/reviews', as('dpo'))).body).toEqual({ reviews: [] });
  await server.post(`/v1/citizens/${citizen}/person/look-up`, { reason: 'offer' }, on('2026-07-02'));
  expect(readdirSync(server.settings.persons.accessLog).sort()).toEqual(['2026-06.ndjson', '2026-07.ndjson']);
  const review = async () =>
    ((await server.get('/v1/access-log/reviews', as('dpo'))).body['reviews'] as unknown as Record<string, unknown>[])[0];
  const first = await review();
  expect(first).toMatchObject({
    month: '2026-06',
    municipality: 'eksempel',
    reads: 30,
    due: '2026-07-15',
    overdue: false,
    signedOff: null,
  });
  expect(first?.['sample']).toHaveLength(20);
  await server.post('/v1/persons/reason', { reason: 'offer' }, on('2026-07-16'));
  expect(await review()).toMatchObject({ overdue: true, sample: first?.['sample'] });
  await server.stop();
  server = await serve({ store: server.settings.store });
  await server.post('/v1/persons/reason', { reason: 'offer' }, on('2026-07-16'));
  expect(await review()).toMatchObject({ sample: first?.['sample'] });
  const signed = await server.post('/v1/access-log/reviews/2026-06/eksempel', { finding: 'in_order' }, as('dpo'));
  expect(signed.body).toMatchObject({ overdue: false, signedOff: { by: 'demo-dpo', finding: 'in_order' } });
  await server.post('/v1/access-log/reviews/2026-06/eksempel', { finding: 'to_be_followed_up' }, as('dpo'));
  expect(await review()).toMatchObject({ signedOff: { finding: 'in_order' } });
  for (const path of ['2026-06/nordby', '2026-07/eksempel'])
    expect((await server.post(`/v1/access-log/reviews/${path}`, { finding: 'in_order' }, as('dpo'))).body.code).toBe(
      'MUNICIPALITY_UNKNOWN',
    );
  expect(await server.part(Vault).files?.accessLog.brokenAt()).toBeUndefined();
});
