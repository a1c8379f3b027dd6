import { jest } from '@jest/globals';
import Database from 'better-sqlite3';
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PersonsByThemselves, Vault } from '@relet/persons';
import { relet } from '../acceptance/relet.js';
import { ReadModels, settingsFrom } from '@relet/platform';
import { as, serve, type Server } from '../journeys/server.js';
import { newStore, reletApart } from '../operations/processes.js';
import { approve, approveBare, DAY, emptyHome, lookUp, on, reads, serveWithPersons } from './persons-house.js';

jest.setTimeout(120_000);

let server: Server;
let citizen: string;
beforeEach(async () => {
  server = await serveWithPersons();
  citizen = await approve(server, { name: 'Anna Jensen', contacts: [{ name: 'Bo Jensen', relation: 'child' }] });
});
afterEach(() => server.stop());

const leaves = (who = citizen) =>
  server.post(`/v1/citizens/${who}/removal`, { effective: '2026-06-01', reason: 'own_wish' }, on('2026-06-01'));
const erase = (who = citizen, ground = 'request_granted') => server.post('/v1/persons/erasures', { citizen: who, ground }, as('eksempel'));
const typesOf = async (who = citizen) => {
  const { body } = await server.get(`/v1/citizens/${who}/history`, as('auditor'));
  return (body['events'] as unknown as { type: string }[]).map(({ type }) => type);
};

test('a person who is not in use any more is erased, and every reading tells of it', async () => {
  await lookUp(server, citizen);
  await leaves();
  const erased = await erase();
  expect(erased.body).toMatchObject({ citizen, subject: citizen, ground: 'request_granted' });
  expect(erased.body['certificate']).toMatch(/^[0-9a-f]{64}$/);
  expect((await erase()).body).toEqual(erased.body);
  expect(await typesOf()).toEqual(['CitizenApproved', 'RemovedFromList', 'CitizenErased']);
  const { body } = await lookUp(server, citizen);
  expect(body).toEqual({ citizen, erased: true, name: '[slettet]', cpr: '[slettet]', contacts: [], notes: [] });
  const names = await server.post('/v1/persons/names', { citizens: [citizen], reason: 'offer' }, as('eksempel'));
  expect(names.body['persons']).toEqual([{ citizen, name: '[slettet]', erased: true }]);
  const found = await server.post('/v1/persons/search', { name: 'anna', reason: 'offer' }, as('eksempel'));
  expect(found.body['persons']).toEqual([]);
  // That somebody has read them stays known.
  expect(await reads(server, `?citizen=${citizen}`)).toMatchObject([{ how: 'look_up' }]);
  for (const act of ['person', 'person/changes'])
    expect((await server.post(`/v1/citizens/${citizen}/${act}`, { name: 'Ny Person' }, as('eksempel'))).body.code).toBe('ERASED');
});

test('what was sought in vain leaves nothing by which it could be tried whether it was the one who is erased, also after a restore', async () => {
  const keys = join(server.settings.store, '../friday.keys');
  const sought = async () => {
    await server.post('/v1/persons/search', { name: 'anna jensen-bo', reason: 'offer' }, as('eksempel'));
    return (await reads(server)).at(-1)?.['sought'];
  };
  const before = await sought();
  expect(await sought()).toBe(before);
  const file = join(server.settings.store, '../friday.db');
  expect(await relet('backup', file, '--keys', keys, '--store', server.settings.store)).toMatchObject({ exit: 0 });
  await leaves();
  await erase();
  expect(await server.part(Vault).open().keys.has('sought/eksempel')).toBe(false);
  expect(await sought()).not.toBe(before);
  await server.stop();
  rmSync(server.settings.persons.keys);
  expect(await relet('restore', file, '--keys', keys, '--yes', '--store', server.settings.store)).toMatchObject({ exit: 0 });
  server = await serve({ store: server.settings.store });
  expect(await sought()).not.toBe(before);
});

test('an erasure is neither undone nor corrected by anybody, and no history offers it', async () => {
  await leaves();
  await erase();
  const events = (await server.get(`/v1/citizens/${citizen}/history`, as('auditor'))).body['events'] as unknown as {
    id: string;
    correctable: boolean;
  }[];
  expect(events.map(({ correctable }) => correctable)).toEqual([true, true, false]);
  const target = events.at(-1)?.id;
  const ways = { retractions: { targets: [target] }, corrections: { target, newEffective: '2026-05-31' } };
  for (const who of ['eksempel', 'administrator'])
    for (const [way, body] of Object.entries(ways)) {
      const refused = await server.post(`/v1/citizens/${citizen}/${way}`, { ...body, reason: 'typing_error' }, as(who));
      expect([refused.status, refused.body.code]).toEqual([409, 'ERASED']);
    }
  const store = ['--store', server.settings.store, '--as', 'eksempel'];
  const undone = await relet('undo', citizen, '--yes', '--lang', 'da', ...store);
  expect([undone.exit, undone.talk]).toEqual([3, expect.stringContaining('det er for altid')]);
  const again = await server.post(
    `/v1/citizens/${citizen}/approval`,
    { effective: '2026-06-01', list: 'general', elderly: true },
    as('eksempel'),
  );
  expect(again.body.code).toBe('ERASED');
});

test('lists show [slettet] where an erased citizen stands in an old offer', async () => {
  await emptyHome(server);
  const offer = { effective: '2026-06-01', offerId: 'o1', citizen, respondBy: '2026-06-20' };
  await server.post('/v1/units/eksempel.101/offers', offer, as('eksempel'));
  await server.post('/v1/units/eksempel.101/offers/o1/withdrawal', { effective: '2026-06-01' }, as('eksempel'));
  await leaves();
  await erase();
  const { body } = await server.get(`/v1/board?knownAt=2026-06-01&asOf=2026-06-01`, as('eksempel'));
  expect(JSON.stringify(body)).not.toContain('A.J.');
  const shown = await server.post('/v1/persons/names', { citizens: [citizen], reason: 'offer' }, as('administrator'));
  expect(shown.body['persons']).toMatchObject([{ name: '[slettet]' }]);
});

test('only use and a recorded hold keep a person from being erased, by whatever way it is ordered', async () => {
  await emptyHome(server);
  const offer = { effective: '2026-06-01', offerId: 'o1', citizen, respondBy: '2026-06-20' };
  await server.post('/v1/units/eksempel.101/offers', offer, as('eksempel'));
  expect((await erase()).body.code).toBe('STILL_IN_USE');
  expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
  await server.post('/v1/units/eksempel.101/offers/o1/withdrawal', { effective: '2026-06-01' }, as('eksempel'));
  await server.post('/v1/persons/holds', { citizen, ground: 'legal_claim' }, as('eksempel'));
  expect((await lookUp(server, citizen)).body).toMatchObject({ held: { since: '2026-06-01', ground: 'legal_claim' } });
  const byOthers = await server.post('/v1/persons/holds/lifted', { citizen }, as('administrator'));
  expect(byOthers.body.code).toBe('NOT_YOUR_PART');
  const directly = () => server.post(`/v1/citizens/${citizen}/erasure`, { effective: '2026-06-01' }, as('eksempel'));
  for (const refused of [await erase(), await directly()]) expect([refused.status, refused.body.code]).toEqual([409, 'ARCHIVE_HOLD']);
  await server.post('/v1/persons/holds/lifted', { citizen }, as('eksempel'));
  expect((await erase()).status).toBe(200);
});

test('the command of the log erases nobody of whom a person is kept, by whatever way it comes: that takes a ground, which a refusal does not leave behind', async () => {
  await leaves();
  await server.post('/v1/persons/holds', { citizen, ground: 'legal_claim' }, as('eksempel'));
  expect((await erase()).body.code).toBe('ARCHIVE_HOLD');
  await server.post('/v1/persons/holds/lifted', { citizen }, as('eksempel'));
  const fields = { effective: '2026-06-01' };
  const direct = await server.post(`/v1/citizens/${citizen}/erasure`, fields, as('eksempel'));
  expect([direct.status, direct.body.code]).toEqual([409, 'GROUND_NEEDED']);
  const commands = [{ command: 'EraseCitizenData', target: citizen, fields }];
  expect((await server.post('/v1/commands', { commands }, as('eksempel'))).body['results']).toMatchObject([
    { problem: { code: 'GROUND_NEEDED' } },
  ]);
  expect(await typesOf()).not.toContain('CitizenErased');
});

test('a crash after the event loses neither the erasure nor its ground; a citizen of whom no person is kept is erased on none', async () => {
  await leaves();
  const bare = '77777777-0000-4000-8000-000000000000';
  await approveBare(server, bare);
  await server.part(Vault).files?.register.setGround(citizen, 'registered_wrongly');
  for (const each of [citizen, bare])
    expect((await server.post(`/v1/citizens/${each}/erasure`, { effective: '2026-06-01' }, as('eksempel'))).status).toBe(200);
  await server.stop();
  server = await serve({ store: server.settings.store });
  const { keys, register } = server.part(Vault).open();
  expect([await keys.has(citizen), await register.subject(citizen), await register.groundOf(citizen)]).toEqual([
    false,
    undefined,
    undefined,
  ]);
  expect((await erase()).body).toMatchObject({ ground: 'registered_wrongly', certificate: expect.any(String) });
  expect((await erase(bare)).body).toMatchObject({ ground: 'recorded', certificate: expect.any(String) });
});

test('a round in which nothing has changed asks the log for nobody, and one after an erasure does', async () => {
  const [round, readModels] = [server.part(PersonsByThemselves), server.part(ReadModels)];
  await leaves();
  await readModels.caughtUp();
  await round.look();
  const asked = jest.spyOn(readModels, 'rowsOf');
  await round.look();
  expect(asked).not.toHaveBeenCalled();
  await server.part(Vault).files?.register.setGround(citizen, 'request_granted');
  await server.post(`/v1/citizens/${citizen}/erasure`, { effective: '2026-06-01' }, as('eksempel'));
  await readModels.caughtUp();
  await round.look();
  expect(await server.part(Vault).open().keys.has(citizen)).toBe(false);
});

test("a home's case is erased with its contact persons and notes, without an event, and begins anew", async () => {
  await emptyHome(server);
  const contacts = [{ name: 'Ulla Holst', relation: 'child' }];
  await server.post('/v1/units/eksempel.101/estate/contacts', { contacts }, as('administrator'));
  const before = (await server.get('/v1/units/eksempel.101', as('eksempel'))).body['revision'];
  const body = { unit: 'eksempel.101', ground: 'request_granted' };
  const { body: erased } = await server.post('/v1/persons/erasures', body, as('eksempel'));
  expect(erased).toMatchObject({ unit: 'eksempel.101', certificate: expect.any(String) });
  const look = () => server.post('/v1/units/eksempel.101/estate/look-up', { reason: 'estate' }, as('eksempel'));
  expect((await look()).body.code).toBe('PERSON_UNKNOWN');
  expect((await server.get('/v1/units/eksempel.101', as('eksempel'))).body['revision']).toBe(before);
  await server.post('/v1/units/eksempel.101/estate/notes', { text: 'Ny sag.' }, as('eksempel'));
  expect((await look()).body).toMatchObject({ notes: [{ text: 'Ny sag.' }] });
});

test("a municipality's period erases by itself who is not in use any more, and nobody else", async () => {
  const inUse = await approve(server, { name: 'Inga Venter' });
  const held = await approve(server, { name: 'Helle Bevares' });
  await leaves();
  await leaves(held);
  await server.post('/v1/persons/holds', { citizen: held, ground: 'archive_duty' }, as('eksempel'));
  for (const unit of ['eksempel.401', 'eksempel.402']) {
    await emptyHome(server, unit);
    await server.post(`/v1/units/${unit}/estate/notes`, { text: 'Boet rydder selv.' }, as('administrator'));
  }
  await server.post('/v1/persons/holds', { unit: 'eksempel.402', ground: 'legal_claim' }, as('eksempel'));
  await server.post('/v1/municipalities/eksempel/persons', { cpr: false, retentionMonths: 6 }, as('operator'));
  const begin = async (day: string) => {
    await server.post('/v1/persons/reason', { reason: 'offer' }, on(day));
    await server.stop();
    server = await serve({ store: server.settings.store });
    await server.post('/v1/persons/reason', { reason: 'offer' }, on(day));
    await server.part(PersonsByThemselves).look();
  };
  await begin('2026-11-30');
  expect(await server.part(Vault).open().keys.has(citizen)).toBe(true);
  await begin('2026-12-01');
  const { keys, register } = server.part(Vault).open();
  const cases = await Promise.all(['eksempel.401', 'eksempel.402'].map((unit) => register.subjectOf('home', unit)));
  expect(cases.map((each) => each?.about)).toEqual([undefined, 'eksempel.402']);
  expect(await Promise.all([citizen, inUse, held].map((each) => keys.has(each)))).toEqual([false, true, true]);
  expect((await server.get(`/v1/citizens/${citizen}/history`, as('auditor'))).body['events']).toMatchObject([
    {},
    {},
    { type: 'CitizenErased', actor: 'retention' },
  ]);
  expect((await erase()).body).toMatchObject({ ground: 'retention_over' });
});

test('the officer is told of every erasure and its certificate, of what is kept for how long, of whose time is over soon and of who is held', async () => {
  await leaves();
  const held = await approve(server, { name: 'Helle Bevares' });
  await leaves(held);
  await server.post('/v1/persons/holds', { citizen: held, ground: 'archive_duty' }, as('eksempel'));
  const soon = await approve(server, { name: 'Svend Snart' });
  await leaves(soon);
  const asked = async (path: string, who = 'dpo') => (await server.get(`/v1/persons/${path}`, as(who))).body;
  expect(await asked('retention')).toEqual({
    municipalities: [{ municipality: 'eksempel', cpr: false, retentionMonths: null, idle: 3 }],
    due: [{ citizen: held, municipality: 'eksempel', since: DAY, over: null, isOver: false, held: { since: DAY, ground: 'archive_duty' } }],
  });
  const { certificate, certifiedAt } = (await erase()).body as Record<string, unknown>;
  await server.post('/v1/municipalities/eksempel/persons', { cpr: true, retentionMonths: 2 }, as('operator'));
  const { municipalities, due } = await asked('retention');
  expect(municipalities).toEqual([{ municipality: 'eksempel', cpr: true, retentionMonths: 2, idle: 2 }]);
  expect(new Set(due as unknown as object[])).toEqual(
    new Set([
      {
        citizen: held,
        municipality: 'eksempel',
        since: DAY,
        over: '2026-08-01',
        isOver: false,
        held: { since: DAY, ground: 'archive_duty' },
      },
      { citizen: soon, municipality: 'eksempel', since: DAY, over: '2026-08-01', isOver: false },
    ]),
  );
  expect((await asked('erasures'))['erasures']).toEqual([
    {
      ...{ n: 2, kind: 'citizen', citizen, subject: citizen, municipality: 'eksempel', ground: 'request_granted' },
      ...{ begunAt: expect.any(String), certifiedAt, certificate },
    },
  ]);
});

test('what a municipality keeps is told to its own people', async () => {
  const kept = async (who: string, of = 'eksempel') => (await server.get(`/v1/municipalities/${of}/persons`, as(who))).body;
  expect(await kept('eksempel')).toEqual({ municipality: 'eksempel', cpr: false, retentionMonths: null });
  expect(await kept('administrator', 'nordby')).toEqual({ municipality: 'nordby', cpr: false, retentionMonths: null });
  expect((await kept('nordby')).code).toBe('MUNICIPALITY_UNKNOWN');
});

describe('after a backup of yesterday was restored', () => {
  const store = () => server.settings.store;
  const run = (...argv: string[]) => relet(...argv, '--store', store(), '--json');
  const copies = () => [join(store(), '../monday.db'), join(store(), '../apart/monday.keys')] as const;
  let other: string;

  beforeEach(async () => {
    other = await approve(server, { name: 'Åge Skov' });
    mkdirSync(join(store(), '../apart'));
    const [file, keys] = copies();
    expect(await run('backup', file, '--keys', keys)).toMatchObject({ exit: 0 });
    await leaves();
    await erase();
    await server.stop();
  });

  test('whoever was erased since stays erased, the lost event is recorded again, and all others are there and are found', async () => {
    const [file, keys] = copies();
    for (const lost of [server.settings.persons.register, server.settings.persons.keys]) rmSync(lost);
    const restored = await run('restore', file, '--keys', keys, '--yes');
    expect([restored.exit, JSON.parse(restored.out)]).toMatchObject([0, { erasedAgain: 1 }]);
    server = await serve({ store: store() });
    expect(await typesOf()).toEqual(['CitizenApproved', 'CitizenErased']);
    expect((await lookUp(server, citizen)).body).toMatchObject({ erased: true, name: '[slettet]' });
    expect((await lookUp(server, other)).body).toMatchObject({ name: 'Åge Skov' });
    const found = await server.post('/v1/persons/search', { name: 'aage', reason: 'offer' }, as('eksempel'));
    expect(found.body['persons']).toMatchObject([{ citizen: other }]);
    await server.stop();
    server = await serve({ store: store() });
    expect(await typesOf()).toEqual(['CitizenApproved', 'CitizenErased']);
  });

  test('files that were put back by hand bring nobody back either', async () => {
    const [file, keys] = copies();
    const { register, keys: keyFile } = server.settings.persons;
    for (const [from, to] of [
      [file, store()],
      [`${file}.persons`, register],
      [keys, keyFile],
    ] as const) {
      for (const end of ['-wal', '-shm']) rmSync(`${to}${end}`, { force: true });
      copyFileSync(from, to);
    }
    rmSync(server.settings.readModel);
    server = await serve({ store: store() });
    expect((await lookUp(server, citizen)).body).toMatchObject({ erased: true });
    expect(await server.part(Vault).open().keys.has(citizen)).toBe(false);
    expect(await typesOf()).toEqual(['CitizenApproved', 'CitizenErased']);
    expect((await lookUp(server, other)).body).toMatchObject({ name: 'Åge Skov' });
  });

  test('a record of erasures that is missing, cut short or changed keeps the server from starting and the backup from being restored', async () => {
    const { erasures } = server.settings.persons;
    const whole = readFileSync(erasures);
    const [file, keys] = copies();
    const damages: (() => void)[] = [
      () => rmSync(erasures),
      () => truncateSync(erasures, whole.indexOf(10) + 1),
      () => truncateSync(erasures, 0),
      () => writeFileSync(erasures, whole.toString().replace('request_granted', 'registered_wrongly')),
    ];
    for (const damage of damages) {
      damage();
      expect(await reletApart('serve', '--port', '0', '--store', store())).toMatchObject({
        exit: 7,
        talk: expect.stringMatching(/^ERASURES_LOST/),
      });
      const before = readFileSync(store());
      expect(await run('restore', file, '--keys', keys, '--yes')).toMatchObject({ exit: 7 });
      expect(readFileSync(store())).toEqual(before);
      writeFileSync(erasures, whole);
    }
    server = await serve({ store: store() });
    expect((await lookUp(server, citizen)).body).toMatchObject({ erased: true });
  });

  test('a backup is restored on a new machine, with the record and the master key, also where a first start has begun a store', async () => {
    const [file, keys] = copies();
    const { masterKey, erasures } = server.settings.persons;
    const elsewhere = settingsFrom({}, { store: newStore() });
    copyFileSync(masterKey, elsewhere.persons.masterKey);
    await (await serve({ store: elsewhere.store, clock: 'system' })).stop();
    const restore = () => relet('restore', file, '--keys', keys, '--yes', '--store', elsewhere.store);
    expect(await restore()).toMatchObject({ exit: 7, talk: expect.stringMatching(/^ERASURES_LOST/) });
    copyFileSync(erasures, elsewhere.persons.erasures);
    expect(await restore()).toMatchObject({ exit: 0 });
    server = await serve({ store: elsewhere.store });
    expect((await lookUp(server, citizen)).body).toMatchObject({ erased: true });
    expect((await lookUp(server, other)).body).toMatchObject({ name: 'Åge Skov' });
  });

  test('keys of another master key are not taken', async () => {
    const [file, keys] = copies();
    server = await serve({ store: store() });
    await server.post('/v1/persons/keys/rotation', {}, as('operator'));
    await server.stop();
    const restored = await run('restore', file, '--keys', keys, '--yes');
    expect(restored).toMatchObject({ exit: 7, talk: expect.stringContaining('PERSONS_UNREADABLE') });
    server = await serve({ store: store() });
    expect((await lookUp(server, other)).body).toMatchObject({ name: 'Åge Skov' });
  });

  test('a copy of the register holds nothing by which a person is found, and no copy the record of erasures', async () => {
    const [file, keys] = copies();

    const copy = new Database(`${file}.persons`, { readonly: true });
    expect([copy.prepare('SELECT count(*) FROM found').pluck().get(), copy.prepare('SELECT count(*) FROM value').pluck().get()]).toEqual([
      0, 3,
    ]);
    copy.close();
    for (const each of [file, `${file}.persons`, keys]) expect(readFileSync(each).includes('"what":"erased"')).toBe(false);
    server = await serve({ store: store() });
  });
});

test('a backup says what is in none: the keys without --keys, and what it is worth nothing without', async () => {
  const file = join(server.settings.store, '../sunday.db');
  const { exit, talk } = await relet('backup', file, '--store', server.settings.store);
  expect([exit, existsSync(`${file}.persons`)]).toEqual([0, true]);
  expect(talk).toContain('in no backup yet');
  expect(talk).toContain(`In no backup: the record of erasures ${server.settings.persons.erasures}`);
});
