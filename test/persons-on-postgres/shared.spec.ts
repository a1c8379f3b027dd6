import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { jest } from '@jest/globals';
import { copyFileSync } from 'node:fs';

import { ProjectorModule } from '../../apps/projector/src/projector.module.js';
import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { makeMasterKey, PersonsByThemselves, Vault } from '@relet/persons';
import { Leases, ReadModels, settingsFrom, type Settings } from '@relet/platform';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { as, personsOnServer, serve, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { lookUp, reads } from '../persons/persons-house.js';

jest.setTimeout(120_000);

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const approval = { effective: ago(3), list: 'general', elderly: true };

(hasPostgres ? describe : describe.skip)('two APIs on two machines, with persons in PostgreSQL', () => {
  let standIn: EventStoreDbStandIn;
  let projector: INestApplicationContext;
  let one: Server;
  let other: Server;
  /** Each machine has its own copy of the master key. */
  let places: [Partial<Settings>, Partial<Settings>];

  beforeAll(async () => {
    standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
    const readModel = (await sharedPostgres()).setting();
    const shared = await personsOnServer(newStore());
    makeMasterKey(shared.masterKey);
    const machine = (): Partial<Settings> => {
      const { persons } = settingsFrom({}, { store: newStore() });
      copyFileSync(shared.masterKey, persons.masterKey);
      const { keys, erasures } = shared;
      return { store: standIn.setting, readModel, clock: 'system', role: 'api', persons: { ...persons, keys, erasures } };
    };
    places = [machine(), machine()];
    const ofProjector = settingsFrom({}, { log: 'silent', ...places[0], role: 'projector' });
    projector = await NestFactory.createApplicationContext(await ProjectorModule.with(ofProjector), { logger: false });
    one = await serve(places[0]);
    other = await serve(places[1]);
  }, 120_000);
  afterAll(async () => {
    for (const each of [one, other]) await each.stop();
    await projector.close();
    await standIn.stop();
  });

  const approved = async (server: Server, name: string, key?: string) => {
    const headers = { ...as('eksempel'), ...(key !== undefined && { 'idempotency-key': key }) };
    const answer = await server.post('/v1/persons/approvals', { approval, person: { name } }, headers);
    expect(answer).toMatchObject({ status: 200 });
    return answer.body['citizen'] as unknown as string;
  };
  const found = async (server: Server, name: string) =>
    (await server.post('/v1/persons/search', { name, reason: 'case_work' }, as('eksempel'))).body['persons'];
  const leaves = (citizen: string) =>
    one.post(`/v1/citizens/${citizen}/removal`, { effective: ago(1), reason: 'own_wish' }, as('eksempel'));
  const erase = (server: Server, citizen: string) =>
    server.post('/v1/persons/erasures', { citizen, ground: 'request_granted' }, as('eksempel'));

  test('whom one has registered the other finds, reads and changes, and both tell who has read', async () => {
    const citizen = await approved(one, 'Anna Birgitte Jensen');
    expect(await found(other, 'birg')).toEqual([{ citizen, name: 'Anna Birgitte Jensen' }]);
    const changed = await other.post(`/v1/citizens/${citizen}/person/changes`, { name: 'Anna Holm' }, as('eksempel'));
    expect(changed).toMatchObject({ status: 200 });
    expect((await lookUp(one, citizen)).body).toMatchObject({ name: 'Anna Holm' });
    expect([await found(one, 'birgitte'), await found(one, 'holm')]).toMatchObject([[], [{ citizen }]]);
    for (const server of [one, other])
      expect((await reads(server, `?citizen=${citizen}`)).map(({ how }) => how)).toEqual(['search', 'look_up', 'search']);
  });

  test('civil registration numbers find their person at both, once the municipality keeps them', async () => {
    await one.post('/v1/municipalities/eksempel/persons', { cpr: true }, as('operator'));
    const person = { name: 'Gudrun Friis', cpr: '610170-0000' };
    const { body } = await other.post('/v1/persons/approvals', { approval, person }, as('eksempel'));
    const asked = await one.post('/v1/persons/search', { cpr: '6101700000', reason: 'offer' }, as('eksempel'));
    expect(asked.body['persons']).toEqual([{ citizen: body['citizen'], name: 'Gudrun Friis' }]);
  });

  test('the same approval at both at the same time is one citizen and one person', async () => {
    const citizens = await Promise.all([one, other, one, other].map((server) => approved(server, 'Signe Bach', 'the-same')));
    expect(new Set(citizens).size).toBe(1);
    expect(await found(other, 'signe bach')).toMatchObject([{ citizen: citizens[0] }]);
    const reused = await other.post(
      '/v1/persons/approvals',
      { approval, person: { name: 'Signe Bech' } },
      { ...as('eksempel'), 'idempotency-key': 'the-same' },
    );
    expect([reused.status, reused.body.code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
  });

  test('an approval that is under way at one is not taken back by the other, and one that a crash has left is', async () => {
    const { register } = one.part(Vault).open();
    const row = (id: string) =>
      ({ id, kind: 'citizen', about: id, municipality: 'eksempel', state: 'pending', command: id, changedOn: ago(0) }) as const;
    const given = (id: string) => ({ subject: row(id), isNew: true, values: [], given: { command: id, proof: Buffer.alloc(32) } });
    await register.write(given('left-by-a-crash'));
    await register.write(given('under-way'));
    const leases = one.part(Leases);
    await leases.take('approving under-way here', 'one', 30);
    for (const server of [one, other]) await server.part(PersonsByThemselves).look();
    expect([await register.subject('left-by-a-crash'), (await register.subject('under-way'))?.state]).toEqual([undefined, 'pending']);
    await leases.giveBack('approving under-way here', 'one');
    for (const server of [one, other]) await server.part(PersonsByThemselves).look();
    expect(await register.subject('under-way')).toBeUndefined();
  });

  test('a hundred readings at both are one chain, in which none is missing', async () => {
    const citizen = await approved(one, 'Åge Skov');
    const before = (await one.part(Vault).open().accessLog.head()).n;
    const asked = Array.from({ length: 100 }, (_, n) => lookUp(n % 2 ? one : other, citizen));
    for (const { status } of await Promise.all(asked)) expect(status).toBe(200);
    const { accessLog } = other.part(Vault).open();
    expect([(await accessLog.head()).n - before, await accessLog.brokenAt()]).toEqual([100, undefined]);
    expect((await reads(other, `?citizen=${citizen}`)).length).toBe(100);
  });

  test('whoever is erased at one is erased at the other, under one certificate, and cannot be registered again', async () => {
    const citizen = await approved(one, 'Ebba Juhl');
    await leaves(citizen);
    await other.part(ReadModels).reached(one.position as string, 10_000);
    const [first, second] = await Promise.all([erase(one, citizen), erase(other, citizen)]);
    expect(first?.body).toMatchObject({ citizen, ground: 'request_granted', certificate: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(second?.body).toEqual(first?.body);
    for (const server of [one, other]) {
      expect((await lookUp(server, citizen)).body).toMatchObject({ erased: true, name: '[slettet]' });
      expect(await found(server, 'ebba')).toEqual([]);
      const again = await server.post(`/v1/citizens/${citizen}/person`, { name: 'Ebba Juhl' }, as('eksempel'));
      expect(again.body.code).toBe('ERASED');
    }
    const { keys, register, ledger } = other.part(Vault).open();
    expect([await keys.has(citizen), await register.subject(citizen), await register.values(citizen)]).toEqual([false, undefined, []]);
    expect((await ledger.all()).filter(({ subject }) => subject === citizen)).toHaveLength(1);
  });

  test('what one records of keeping somebody holds at the other', async () => {
    const citizen = await approved(one, 'Helle Bevares');
    await leaves(citizen);
    await one.post('/v1/persons/holds', { citizen, ground: 'legal_claim' }, as('eksempel'));
    expect((await erase(other, citizen)).body.code).toBe('ARCHIVE_HOLD');
    await other.post('/v1/persons/holds/lifted', { citizen }, as('eksempel'));
    expect((await erase(one, citizen)).status).toBe(200);
  });

  test('whoever is erased while they are written stays erased', async () => {
    const citizen = await approved(one, 'Tove Bang');
    await leaves(citizen);
    await other.part(ReadModels).reached(one.position as string, 10_000);
    const { register } = one.part(Vault).open();
    const write = register.write.bind(register);
    const spied = jest.spyOn(register, 'write').mockImplementationOnce(async (writing) => {
      await erase(other, citizen);
      return write({ ...writing, isNew: true });
    });
    const late = await one.post(`/v1/citizens/${citizen}/person/changes`, { name: 'Tove Berg' }, as('eksempel'));
    spied.mockRestore();
    expect([late.status, late.body.code]).toEqual([409, 'ERASED']);
    expect([await register.subject(citizen), await found(other, 'tove')]).toEqual([undefined, []]);
  });

  test('a new master key at one keeps the other from persons, and from making keys that nobody could open, until it lies there, too', async () => {
    const citizen = await approved(one, 'Inga Lund');
    const keyOf = ({ persons }: Partial<Settings>) => (persons as Settings['persons']).masterKey;
    expect((await one.post('/v1/persons/keys/rotation', {}, as('operator'))).status).toBe(200);
    expect((await lookUp(one, citizen)).body).toMatchObject({ name: 'Inga Lund' });
    expect((await lookUp(other, citizen)).body.code).toBe('PERSONS_UNREADABLE');
    const refused = await other.post('/v1/persons/approvals', { approval, person: { name: 'Bo Berg' } }, as('nordby'));
    expect([refused.status, refused.body.code]).toEqual([503, 'PERSONS_UNREADABLE']);
    await other.part(PersonsByThemselves).look();
    expect((await other.get('/readyz')).body['warnings']).toEqual([expect.stringContaining('another master key')]);
    copyFileSync(keyOf(places[0]), keyOf(places[1]));
    await other.part(PersonsByThemselves).look();
    expect((await lookUp(other, citizen)).body).toMatchObject({ name: 'Inga Lund' });
    expect((await other.get('/readyz')).body['warnings']).toEqual([]);
  });

  test('nothing of a person lies in a database in the clear', async () => {
    await approved(one, 'Ragnhild Vestergaard');
    const postgres = await sharedPostgres();
    const { persons, readModel } = one.settings;
    for (const setting of [readModel.replace(/schema=\w+/, (schema) => `${schema}_person`), persons.keys, persons.erasures]) {
      const tables = await postgres.ask<{ name: string }>(
        "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() AND table_type = 'BASE TABLE'",
        setting,
      );
      expect(tables.length).toBeGreaterThan(2);
      for (const { name } of tables)
        expect(JSON.stringify(await postgres.ask(`SELECT * FROM ${name}`, setting))).not.toMatch(/Ragnhild|Vestergaard/i);
    }
  });
});
