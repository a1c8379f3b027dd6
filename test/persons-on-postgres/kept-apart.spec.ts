import { jest } from '@jest/globals';
import { existsSync, renameSync } from 'node:fs';
import { makeMasterKey, Vault } from '@relet/persons';
import { settingsFrom, type Settings } from '@relet/platform';
import { hasPostgres, sharedPostgres, type Postgres } from '@relet/platform/testing';
import { relet } from '../acceptance/relet.js';
import { as, personsOnServer, serve, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { approve, lookUp, on, serveWithPersons } from '../persons/persons-house.js';

jest.setTimeout(120_000);

const NOW = '2026-06-01T10:00:00.000Z';

/** Settings of a new relet whose persons are kept on the server that all tests share. */
async function newSettings(): Promise<Settings> {
  const store = newStore();
  const settings = settingsFrom({}, { store, readModel: (await sharedPostgres()).setting(), persons: await personsOnServer(store) });
  makeMasterKey(settings.persons.masterKey);
  return settings;
}
const opened = async (settings: Settings) => (await Vault.open(settings, NOW)).close();

(hasPostgres ? describe : describe.skip)('register, keys and record of erasures on servers', () => {
  let postgres: Postgres;
  beforeAll(async () => {
    postgres = await sharedPostgres();
  });

  test('are refused in one database, whichever two they are, and nothing is made there', async () => {
    const settings = await newSettings();
    const { persons } = settings;
    const beside = postgres.setting();
    const refused: [Partial<Settings['persons']>, string][] = [
      [{ keys: beside }, 'RELET_KEYS'],
      [{ erasures: beside }, 'RELET_ERASURES'],
      [{ erasures: await postgres.settingIn('of_keys') }, 'RELET_ERASURES'],
    ];
    for (const [given, variable] of refused) {
      const start = opened({ ...settings, persons: { ...persons, ...given } });
      await expect(start).rejects.toMatchObject({ why: 'KEPT_TOGETHER', message: expect.stringMatching(new RegExp(`^${variable}: `)) });
      await expect(start).rejects.not.toThrow(/hemmelig/);
    }
    const schema = new URL(beside).searchParams.get('schema');
    expect(await postgres.ask(`SELECT FROM information_schema.schemata WHERE schema_name = '${schema}'`)).toEqual([]);
    await opened(settings);
  });

  test('belong together: keys and record of another register are refused', async () => {
    const [one, other] = [await newSettings(), await newSettings()];
    await opened(one);
    await opened(other);
    const mixed = { ...one, persons: { ...one.persons, keys: other.persons.keys } };
    await expect(opened(mixed)).rejects.toMatchObject({ why: 'KEPT_OF_ANOTHER', message: expect.stringMatching(/^RELET_KEYS: /) });
    const lost = { ...one, persons: { ...one.persons, erasures: other.persons.erasures } };
    await expect(opened(lost)).rejects.toMatchObject({ why: 'KEPT_OF_ANOTHER', message: expect.stringMatching(/^RELET_ERASURES: /) });
    // Where the keys are lost for ever an operator gives them up, and the others can go on.
    await postgres.ask("DELETE FROM meta WHERE name = 'id of keys'", one.readModel.replace(/schema=\w+/, '$&_person'));
    await opened(mixed);
  });

  test('do not begin beside files in which persons are kept', async () => {
    const files = await serveWithPersons();
    await approve(files, { name: 'Anna Jensen' });
    await files.stop();
    const { store } = files.settings;
    const settings = { ...files.settings, readModel: postgres.setting(), persons: await personsOnServer(store) };
    await expect(opened(settings)).rejects.toMatchObject({ why: 'PERSONS_IN_FILES' });
    const again = await serve({ store });
    await again.stop();
  });

  test('are not forgotten by a process that was not told of them', async () => {
    const settings = await newSettings();
    const files = { ...settings, persons: settingsFrom({}, { store: settings.store }).persons };
    // Files in which nobody is kept are in nobody's way.
    await opened(files);
    await opened(settings);
    for (const role of ['all', 'api'] as const)
      await expect(opened({ ...files, role })).rejects.toMatchObject({ why: 'PERSONS_ON_SERVERS' });
  });

  test('that cannot be reached are said by their setting, without a password', async () => {
    const settings = await newSettings();
    const away = settings.persons.keys.replace(/:\d+\//, ':1/');
    const start = opened({ ...settings, persons: { ...settings.persons, keys: away } });
    await expect(start).rejects.toMatchObject({ why: 'ROWS_AWAY', message: expect.stringMatching(/^RELET_KEYS: /) });
    await expect(start).rejects.not.toThrow(/hemmelig/);
  });

  describe('from a copy of yesterday', () => {
    let server: Server;
    let anna: string;
    let bo: string;
    /** Of register, keys and record of erasures: the setting, and its schema. */
    let places: Record<'register' | 'keys' | 'erasures', [setting: string, schema: string]>;
    beforeEach(async () => {
      const settings = await newSettings();
      const { store, readModel, persons } = settings;
      server = await serve({ store, readModel, persons });
      anna = await approve(server, { name: 'Anna Jensen' });
      bo = await approve(server, { name: 'Bo Berg' });
      const schemaOf = (setting: string) => new URL(setting).searchParams.get('schema') as string;
      places = {
        register: [readModel, `${schemaOf(readModel)}_person`],
        keys: [persons.keys, schemaOf(persons.keys)],
        erasures: [persons.erasures, schemaOf(persons.erasures)],
      };
    });
    const again = async () => {
      const { store, readModel, persons } = server.settings;
      server = await serve({ store, readModel, persons });
    };
    const erased = async () => {
      await server.post(`/v1/citizens/${anna}/removal`, { effective: '2026-06-01', reason: 'own_wish' }, on('2026-06-01'));
      const { body } = await server.post('/v1/persons/erasures', { citizen: anna, ground: 'request_granted' }, as('eksempel'));
      expect(body['certificate']).not.toBeNull();
      await server.stop();
    };

    test('nobody who was erased since comes back, and all others are there and are found anew', async () => {
      const copies = [
        [places.register, await postgres.dump(...places.register, `--exclude-table-data=${places.register[1]}.found`)],
        [places.keys, await postgres.dump(...places.keys)],
      ] as const;
      await erased();
      for (const [place, copy] of copies) await postgres.putBack(...place, copy);
      expect(await postgres.ask(`SELECT owner FROM ${places.keys[1]}.wrapped_key WHERE owner = '${anna}'`, places.keys[0])).toHaveLength(1);
      await again();
      const { keys, register } = server.part(Vault).open();
      expect([await keys.has(anna), await register.subject(anna)]).toEqual([false, undefined]);
      expect((await lookUp(server, anna)).body).toMatchObject({ erased: true, name: '[slettet]' });
      const found = await server.post('/v1/persons/search', { name: 'berg', reason: 'offer' }, as('eksempel'));
      expect(found.body['persons']).toEqual([{ citizen: bo, name: 'Bo Berg' }]);
      await server.stop();
    });

    test('the record of erasures is refused: it would bring somebody back', async () => {
      const copy = await postgres.dump(...places.erasures);
      await erased();
      const newest = await postgres.dump(...places.erasures);
      await postgres.putBack(...places.erasures, copy);
      await expect(opened(server.settings)).rejects.toMatchObject({ code: 'ERASURES_LOST' });
      await postgres.putBack(...places.erasures, newest);
      await again();
      expect((await lookUp(server, anna)).body).toMatchObject({ erased: true });
      await server.stop();
    });
  });

  test('are told by `relet doctor`; a backup says that they are in it not, and that it takes no keys', async () => {
    const settings = await newSettings();
    const { store, readModel, persons } = settings;
    const server = await serve({ store, readModel, persons });
    await approve(server, { name: 'Anna Jensen' });
    await server.stop();
    const env = { RELET_READ_MODEL: readModel, RELET_KEYS: persons.keys, RELET_ERASURES: persons.erasures };
    const found = async () => {
      const { out } = await relet('doctor', '--json', '--store', store);
      const { checks } = JSON.parse(out) as { checks: { name: string; level: string; found: string }[] };
      return checks.filter(({ name }) => ['persons', 'access log'].includes(name)).map(({ level, found }) => `${level} ${found}`);
    };
    const before = { ...process.env };
    Object.assign(process.env, env);
    try {
      expect(await found()).toEqual(['ok 1 kept, sealed', 'ok every reading is as it was written']);
      renameSync(persons.masterKey, `${persons.masterKey}.away`);
      expect((await found())[0]).toMatch(/^bad the master key is missing/);
      expect(await relet('keys', 'new', '--store', store)).toMatchObject({ exit: 7, talk: expect.stringContaining('PERSONS_UNREADABLE') });
      renameSync(`${persons.masterKey}.away`, persons.masterKey);
      const other = await newSettings();
      await opened(other);
      process.env['RELET_KEYS'] = other.persons.keys;
      expect((await found())[0]).toMatch(/^bad the keys are missing/);
      process.env['RELET_KEYS'] = persons.keys.replace(/:\d+\//, ':1/');
      expect((await found())[0]).toMatch(/^bad RELET_KEYS: .*cannot be reached/);
      expect((await relet('doctor', '--lang', 'da', '--store', store)).out).toMatch(/RELET_KEYS: .*kan ikke nås/);
      process.env['RELET_KEYS'] = persons.keys;
      const file = `${store}.monday`;
      expect(await relet('backup', file, '--keys', `${file}.keys`, '--store', store)).toMatchObject({ exit: 2 });
      const { exit, talk } = await relet('backup', file, '--store', store);
      expect([exit, existsSync(`${file}.persons`), talk]).toEqual([0, false, expect.stringContaining('are not in this backup')]);
    } finally {
      for (const name of Object.keys(env)) delete process.env[name];
      Object.assign(process.env, before);
    }
  });
});
