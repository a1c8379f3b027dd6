import { jest } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { as, type Server } from '../journeys/server.js';
import { approve, approveBare, DAY, emptyHome, lookUp, on, reads, serveWithPersons } from './persons-house.js';

jest.setTimeout(120_000);

let server: Server;
beforeAll(async () => {
  server = await serveWithPersons();
});
afterAll(() => server.stop());

const find = (body: object, who = 'eksempel') => server.post('/v1/persons/search', { reason: 'case_work', ...body }, as(who));
const citizensIn = (body: { persons?: { citizen: string }[] }) => body.persons?.map(({ citizen }) => citizen);

test('a citizen is approved together with the person, and is read with a reason', async () => {
  const contacts = [{ name: 'Bodil Ågård', relation: 'child', phone: '+45 12 34 56 78' }];
  const citizen = await approve(server, { name: 'Anna Birgitte Ågård', contacts });
  expect((await lookUp(server, citizen)).body).toEqual({ citizen, name: 'Anna Birgitte Ågård', contacts });
  expect(await reads(server, `?citizen=${citizen}`)).toMatchObject([
    { who: 'demo-eksempel', reason: 'case_work', how: 'look_up', about: [citizen], fields: ['name', 'contacts'] },
  ]);
});

test('a person is registered of a citizen who was approved before, once, and changed after that', async () => {
  const citizen = randomUUID();
  await approveBare(server, citizen);
  const path = `/v1/citizens/${citizen}/person`;
  expect((await lookUp(server, citizen)).body.code).toBe('PERSON_UNKNOWN');
  expect((await server.post(`${path}/changes`, { name: 'Else Olsen' }, as('eksempel'))).body.code).toBe('PERSON_UNKNOWN');
  expect((await server.post(path, { name: 'Else Olsen' }, as('eksempel'))).body).toEqual({ citizen, fields: ['name'] });
  expect((await server.post(path, { name: 'Else Olsen' }, as('eksempel'))).body.code).toBe('PERSON_EXISTS');
  await server.post(`${path}/changes`, { name: 'Else Holm' }, as('eksempel'));
  await server.post(`${path}/notes`, { text: 'Kommer med sin hund.' }, as('eksempel'));
  const { body } = await lookUp(server, citizen);
  expect(body).toMatchObject({ name: 'Else Holm', notes: [{ text: 'Kommer med sin hund.', by: 'demo-eksempel' }] });
  expect(citizensIn((await find({ name: 'olsen' })).body as never)).toEqual([]);
  expect(citizensIn((await find({ name: 'holm' })).body as never)).toEqual([citizen]);
});

test('is found by words of the name and by their beginnings from three letters, however they are written', async () => {
  const citizen = await approve(server, { name: 'Jørgen Åse Bo Thorvaldsen-Krogh' });
  for (const name of ['jør', 'JOERGEN', 'aase', 'Åse', 'bo', 'thorv krogh', 'Thorvaldsen', 'jor'])
    expect([name, citizensIn((await find({ name })).body as never)]).toEqual([name, name === 'jor' ? [] : [citizen]]);
  for (const name of ['th', 'jør hansen', 'thorv andet']) expect(citizensIn((await find({ name })).body as never)).toEqual([]);
  expect((await find({})).status).toBe(400);
});

test('a search is asked of one municipality, and out of sight nobody is found', async () => {
  const citizen = await approve(server, { name: 'Ragnhild Vestergaard' });
  expect((await find({ name: 'ragnhild' }, 'administrator')).status).toBe(400);
  expect(citizensIn((await find({ name: 'ragnhild', municipality: 'eksempel' }, 'administrator')).body as never)).toEqual([citizen]);
  expect((await find({ name: 'ragnhild', municipality: 'eksempel' }, 'nordby')).body).toEqual({ persons: [], more: false });
  expect((await find({ name: 'ragnhild' }, 'nordby')).body).toEqual({ persons: [], more: false });
});

test('no name of a person or a contact holds a civil registration number, however it is written: it would be shown to more people, and kept where none is', async () => {
  const citizen = await approve(server, { name: 'Lis Lund' });
  const change = (body: object) => server.post(`/v1/citizens/${citizen}/person/changes`, body, as('eksempel'));
  const contact = { name: 'Bo Lund', relation: 'child' };
  for (const number of ['610170-0000', '6101700000', '６１０１７０ ００００'])
    for (const body of [
      { name: `Lis ${number}` },
      { contacts: [{ ...contact, name: `Bo (${number})` }] },
      { contacts: [{ ...contact, address: `Vej 1, ${number}` }] },
      { contacts: [{ ...contact, email: `${number}@eksempel.dk` }] },
    ]) {
      const { status, body: refused } = await change(body);
      expect([body, status, refused.code]).toEqual([body, 400, 'MALFORMED']);
    }
  expect((await change({ contacts: [{ ...contact, address: 'Vej 12, 2. tv, 2100 Ø', phone: '+45 12 34 56 78' }] })).status).toBe(200);
});

test('civil registration numbers are kept where the municipality has switched them on, are covered unless asked for, and find their person', async () => {
  const person = { name: 'Gudrun Friis', cpr: '610170-0000' };
  const refused = await server.post(
    '/v1/persons/approvals',
    { approval: { effective: DAY, list: 'general', elderly: true }, person },
    on(DAY),
  );
  expect(refused.body.code).toBe('CPR_NOT_TAKEN');
  await server.post('/v1/municipalities/eksempel/persons', { cpr: true }, as('operator'));
  const citizen = await approve(server, person);
  expect((await lookUp(server, citizen)).body).toMatchObject({ cpr: '610170-****' });
  expect((await lookUp(server, citizen, { reason: 'contract', fields: ['cpr'] })).body).toEqual({ citizen, cpr: '6101700000' });
  expect(citizensIn((await find({ cpr: '6101700000' })).body as never)).toEqual([citizen]);
  expect(citizensIn((await find({ cpr: '6101700001' })).body as never)).toEqual([]);
  expect((await lookUp(server, citizen, { reason: 'contract', fields: ['cpr'] }, 'administrator')).body.code).toBe('NOT_YOUR_PART');
  expect((await find({ cpr: '6101700000', municipality: 'eksempel' }, 'administrator')).body.code).toBe('NOT_YOUR_PART');
  await server.post('/v1/municipalities/eksempel/persons', { cpr: false }, as('operator'));
});

test("a home's case holds the estate's contact persons and notes of both parties, and no other municipality sees them", async () => {
  await emptyHome(server, 'eksempel.301');
  const contacts = [{ name: 'Ulla Holst', relation: 'estate_administrator', email: 'ulla@example.com' }];
  await server.post('/v1/units/eksempel.301/estate/contacts', { contacts }, as('administrator'));
  await server.post('/v1/units/eksempel.301/estate/notes', { text: 'Nøglen ligger hos naboen.' }, as('eksempel'));
  const seen = await server.post('/v1/units/eksempel.301/estate/look-up', { reason: 'estate' }, as('administrator'));
  expect(seen.body).toMatchObject({ unit: 'eksempel.301', contacts, notes: [{ text: 'Nøglen ligger hos naboen.' }] });
  const [foreign, unknown] = await Promise.all(
    ['eksempel.301', 'eksempel.999'].map((unit) => server.post(`/v1/units/${unit}/estate/look-up`, { reason: 'estate' }, as('nordby'))),
  );
  expect([foreign?.status, foreign?.body]).toEqual([404, unknown?.body]);
});

test('a foreign citizen is answered like an unknown one, in every command and reading', async () => {
  const citizen = await approve(server, { name: 'Karen Lund' });
  const acts = ['person', 'person/changes', 'person/notes', 'person/look-up'] as const;
  const bodies = {
    person: { name: 'X Y' },
    'person/changes': { name: 'X Y' },
    'person/notes': { text: 'x' },
    'person/look-up': { reason: 'offer' },
  };
  for (const act of acts) {
    const foreign = await server.post(`/v1/citizens/${citizen}/${act}`, bodies[act], as('nordby'));
    const unknown = await server.post(`/v1/citizens/${randomUUID()}/${act}`, bodies[act], as('nordby'));
    expect([act, foreign.status, foreign.body]).toEqual([act, 404, unknown.body]);
  }
  const approval = { effective: DAY, list: 'general', elderly: true };
  const taken = await server.post('/v1/persons/approvals', { citizen, approval, person: { name: 'X Y' } }, on(DAY, 'nordby'));
  expect([taken.status, taken.body.code]).toEqual([404, 'CITIZEN_UNKNOWN']);
  const body = { citizen, ground: 'request_granted' };
  expect((await server.post('/v1/persons/erasures', body, as('nordby'))).body.code).toBe('CITIZEN_UNKNOWN');
  expect((await server.post('/v1/persons/names', { citizens: [citizen], reason: 'offer' }, as('nordby'))).body).toEqual({ persons: [] });
});

test('the administrator reads names and contact persons of citizens, and writes none', async () => {
  const citizen = await approve(server, { name: 'Ebba Juhl' });
  await server.post(`/v1/citizens/${citizen}/person/notes`, { text: 'Må ikke ses af andre.' }, as('eksempel'));
  expect((await lookUp(server, citizen, { reason: 'contract' }, 'administrator')).body).toEqual({ citizen, name: 'Ebba Juhl' });
  expect((await server.post(`/v1/citizens/${citizen}/person/notes`, { text: 'x' }, as('administrator'))).body.code).toBe('NOT_YOUR_PART');
  for (const who of ['analyst', 'auditor', 'operator', 'dpo'])
    expect((await lookUp(server, citizen, { reason: 'contract' }, who)).body.code).toBe('NOT_YOUR_PART');
});

test('the same key with the same values is written once, with other values it is refused, and nothing is said again', async () => {
  const key = { 'idempotency-key': 'once' };
  const person = { name: 'Signe Bach' };
  const citizen = await approve(server, person, key);
  expect(await approve(server, person, key)).toBe(citizen);
  const approval = { effective: DAY, list: 'general', elderly: true };
  for (const body of [
    { approval, person: { name: 'Signe Bech' } },
    { approval, person: { ...person, contacts: [] } },
    { approval: { ...approval, elderly: false }, person },
  ]) {
    const { status, body: problem } = await server.post('/v1/persons/approvals', body, { ...on(DAY), ...key });
    expect([status, problem.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  }
  expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Signe Bach' });
});

test('a refused approval leaves no person behind', async () => {
  const approval = { effective: '2027-01-01', list: 'general', elderly: true };
  const key = { 'idempotency-key': 'refused' };
  const refused = await server.post('/v1/persons/approvals', { approval, person: { name: 'Aldrig Godkendt' } }, { ...on(DAY), ...key });
  expect(refused.body.code).toBe('FUTURE_FACT');
  expect(citizensIn((await find({ name: 'aldrig' })).body as never)).toEqual([]);
  // The same key may be used for the approval that is meant.
  await approve(server, { name: 'Nu Godkendt' }, key);
});

test('malformed values are refused by their pointer, and are never said again', async () => {
  const citizen = await approve(server, { name: 'Tove Bang' });
  const bad: [object, string][] = [
    [{ name: '   ' }, '/name'],
    [{ name: '12345' }, '/name'],
    [{ name: 'Hemmelig\nNavn' }, '/name'],
    [{ cpr: '999999-9999' }, '/cpr'],
    [{ contacts: [{ name: 'Hemmelig Person', relation: 'enemy' }] }, '/contacts/0/relation'],
    [{ contacts: [{ name: 'Hemmelig Person', relation: 'child', phone: 'Hemmelig' }] }, '/contacts/0/phone'],
    [{ name: 'Hemmelig Person', role: 'x' }, '/role'],
  ];
  for (const [body, pointer] of bad) {
    const { status, body: problem } = await server.post(`/v1/citizens/${citizen}/person/changes`, body, as('eksempel'));
    expect([body, status, problem['errors']]).toMatchObject([body, 400, [{ pointer }]]);
    expect(JSON.stringify(problem)).not.toMatch(/Hemmelig|999999|12345/);
  }
  const approval = { effective: DAY, list: 'general', elderly: true };
  const halves: [object, string][] = [
    [{ approval }, '/person'],
    [{ person: { name: 'Hemmelig Person' } }, '/approval'],
    [{ approval: { ...approval, name: 'Hemmelig' }, person: { name: 'A B' } }, '/approval/name'],
    [{ approval: { ...approval, list: 'Hemmelig' }, person: { name: 'A B' } }, '/approval/list'],
    [{ approval, person: ['Hemmelig'] }, '/person'],
  ];
  for (const [body, pointer] of halves) {
    const { status, body: problem } = await server.post('/v1/persons/approvals', body, on(DAY));
    expect([body, status, problem['errors']]).toMatchObject([body, 400, [{ pointer }]]);
    expect(JSON.stringify(problem)).not.toContain('Hemmelig');
  }
});
