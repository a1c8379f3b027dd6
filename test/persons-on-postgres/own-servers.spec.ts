import { jest } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeMasterKey, PersonsByThemselves, Vault } from '@relet/persons';
import { settingsFrom } from '@relet/platform';
import { hasPostgres, Postgres, sharedPostgres } from '@relet/platform/testing';
import { as, personsOnServer, serve, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { approve, approveBare, lookUp, on, reads } from '../persons/persons-house.js';
import { writtenAs } from '../persons/raw-search.js';

jest.setTimeout(120_000);

/** Keys on a server of their own, whose power can be cut and whose files can be looked through. */
(hasPostgres ? describe : describe.skip)('keys on a server of their own', () => {
  let ofKeys: Postgres;
  let server: Server;
  beforeAll(async () => {
    ofKeys = await Postgres.start();
  });
  afterAll(() => ofKeys.stop());
  beforeEach(async () => {
    const store = newStore();
    const { persons } = settingsFrom({}, { store });
    makeMasterKey(persons.masterKey);
    const { erasures } = await personsOnServer(store);
    const readModel = (await sharedPostgres()).setting();
    server = await serve({ store, readModel, persons: { ...persons, keys: await ofKeys.settingIn('of_keys'), erasures } });
  });
  afterEach(() => server.stop());

  test('while it is away no person is told and all else goes on, lists without initials; back again it is as before', async () => {
    const citizen = await approve(server, { name: 'Anna Jensen' });
    await ofKeys.stop();
    try {
      const { status, body, headers } = await lookUp(server, citizen);
      expect([status, body.code, headers.get('retry-after')]).toEqual([503, 'PERSONS_AWAY', '2']);
      const waiting = await server.get(`/v1/waiting-list?after=${server.position}`, as('eksempel'));
      expect([waiting.status, waiting.body['initials']]).toEqual([200, undefined]);
      expect((await approveBare(server, '77777777-0000-4000-8000-000000000000')).status).toBe(200);
      const refused = await server.post(
        '/v1/persons/approvals',
        { approval: { effective: '2026-06-01', list: 'general', elderly: true }, person: { name: 'Bo Berg' } },
        on('2026-06-01'),
      );
      expect(refused.body.code).toBe('PERSONS_AWAY');
    } finally {
      await ofKeys.begin();
    }
    expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Jensen' });
    expect((await reads(server, `?citizen=${citizen}`)).map(({ how }) => how)).toEqual(['look_up']);
  });

  test('an erasure whose key cannot be reached is recorded, and is finished with a certificate once it can', async () => {
    const citizen = await approve(server, { name: 'Skal Slettes' });
    await server.post(`/v1/citizens/${citizen}/removal`, { effective: '2026-06-01', reason: 'own_wish' }, on('2026-06-01'));
    await ofKeys.stop();
    const erase = () => server.post('/v1/persons/erasures', { citizen, ground: 'request_granted' }, as('eksempel'));
    try {
      expect((await erase()).body.code).toBe('PERSONS_AWAY');
      expect((await lookUp(server, citizen)).body).toMatchObject({ erased: true, name: '[slettet]' });
    } finally {
      await ofKeys.begin();
    }
    await server.part(PersonsByThemselves).look();
    expect((await erase()).body).toMatchObject({ ground: 'request_granted', certificate: expect.stringMatching(/^[0-9a-f]{64}$/) });
    expect(await server.part(Vault).open().keys.has(citizen)).toBe(false);
  });

  test('of an erased person no key is left in the files of its tables, and of another one it is found there', async () => {
    const [gone, kept] = [await approve(server, { name: 'Anna Jensen' }), await approve(server, { name: 'Bo Berg' })];
    const { keys } = server.settings.persons;
    const wrapped = await ofKeys.ask<{ owner: string; wrapped: Buffer }>('SELECT owner, wrapped FROM wrapped_key', keys);
    const keyOf = (owner: string) => wrapped.find((key) => key.owner === owner)?.wrapped as Buffer;
    const isIn = async (key: Buffer) => {
      await ofKeys.ask('CHECKPOINT', keys);
      const [{ folder }] = (await ofKeys.ask<{ folder: string }>(
        "SELECT 'base/' || oid AS folder FROM pg_database WHERE datname = current_database()",
        keys,
      )) as [{ folder: string }];
      const place = join(ofKeys.folder, 'data', folder);
      const files = readdirSync(place).map((name) => readFileSync(join(place, name)));
      return files.some((bytes) => writtenAs(key).some((form) => bytes.includes(form)));
    };
    expect([await isIn(keyOf(gone)), await isIn(keyOf(kept))]).toEqual([true, true]);
    await server.post(`/v1/citizens/${gone}/removal`, { effective: '2026-06-01', reason: 'own_wish' }, on('2026-06-01'));
    const { body } = await server.post('/v1/persons/erasures', { citizen: gone, ground: 'request_granted' }, as('eksempel'));
    expect(body['certificate']).not.toBeNull();
    expect([await isIn(keyOf(gone)), await isIn(keyOf(kept))]).toEqual([false, true]);
  });

  test('a certificate waits while somebody reads the keys, and comes once they have done', async () => {
    const citizen = await approve(server, { name: 'Anna Jensen' });
    await server.post(`/v1/citizens/${citizen}/removal`, { effective: '2026-06-01', reason: 'own_wish' }, on('2026-06-01'));
    const erase = async () => (await server.post('/v1/persons/erasures', { citizen, ground: 'request_granted' }, as('eksempel'))).body;
    const reader = await ofKeys.connected(undefined, undefined, 'of_keys');
    const schema = new URL(server.settings.persons.keys).searchParams.get('schema');
    await reader.query(`BEGIN; SELECT count(*) FROM ${schema}.wrapped_key`);
    expect(await erase()).toMatchObject({ citizen, certificate: null });
    await reader.query('COMMIT');
    await reader.end();
    expect(await erase()).toMatchObject({ citizen, certificate: expect.any(String) });
  });
});
