import { jest } from '@jest/globals';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { Users } from '@relet/identity';
import { Vault } from '@relet/persons';
import { settingsFrom, type Settings } from '@relet/platform';
import { hasPostgres, sharedPostgres, type Postgres } from '@relet/platform/testing';
import { reletIn } from '../acceptance/relet.js';
import { as, serve, type Server } from '../journeys/server.js';
import { Browser, signedUp } from '../identity/browser.js';
import { approve, DAY, lookUp, on, reads, serveWithPersons } from '../persons/persons-house.js';
import { PROGRAM, reletUnder } from './processes.js';

jest.setTimeout(240_000);

(hasPostgres ? describe : describe.skip)('a relet with files moves to servers', () => {
  let postgres: Postgres;
  let store: string;
  let env: Record<string, string>;
  let citizen: string;
  let gone: string;
  let session: Browser;
  /** What was there before: readings, how many each. */
  let before: { reads: unknown[]; changes: number };
  beforeAll(async () => {
    postgres = await sharedPostgres();
    const server = await serveWithPersons();
    ({ store } = server.settings);
    [citizen, gone] = [await approve(server, { name: 'Anna Birgitte Jensen' }), await approve(server, { name: 'Bo Berg' })];
    await server.post(`/v1/citizens/${gone}/removal`, { effective: DAY, reason: 'own_wish' }, on(DAY));
    await server.post('/v1/persons/erasures', { citizen: gone, ground: 'request_granted' }, as('eksempel'));
    await server.post('/v1/municipalities/eksempel/persons', { cpr: true, retentionMonths: 60 }, as('operator'));
    await server.post('/v1/persons/holds', { citizen, ground: 'archive_duty' }, as('eksempel'));
    await lookUp(server, citizen);
    session = (await signedUp(server.address, server.part(Users), 'anna')).browser;
    before = { reads: await reads(server), changes: (await server.part(Users).changes()).changes.length };
    await server.stop();
    env = { RELET_STORE: store, RELET_READ_MODEL: postgres.setting(), RELET_CLOCK: 'manual', RELET_DEMO: 'principals' };
  });

  const target = async () => ({ keys: await postgres.settingIn('of_keys'), erasures: await postgres.settingIn('of_erasures') });
  const movesPersons = (given: typeof env, { keys, erasures }: { keys: string; erasures: string }) =>
    reletIn({ env: given }, 'move', 'persons', keys, erasures);
  const servedFrom = (
    readModel: string,
    { keys, erasures }: { keys: string; erasures: string },
    more: Partial<Settings> = {},
  ): Promise<Server> => serve({ store, readModel, persons: { ...settingsFrom({}, { store }).persons, keys, erasures }, ...more });

  test('persons with keys, readings and who was erased, users with their sessions; all is as it was', async () => {
    const to = await target();
    const users = postgres.setting();
    const moved = await movesPersons(env, to);
    expect(moved).toMatchObject({ exit: 0, out: expect.stringMatching(/1 person, \d+ keys?, \d+ readings? and 3 lines/) });
    expect(await reletIn({ env }, 'move', 'users', users)).toMatchObject({ exit: 0, out: expect.stringContaining('1 user,') });
    expect(moved.out + moved.talk).not.toMatch(/Anna|hemmelig/);
    const server = await servedFrom(env['RELET_READ_MODEL'] as string, to, { users });
    try {
      expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Birgitte Jensen' });
      expect((await lookUp(server, gone)).body).toMatchObject({ erased: true });
      const found = await server.post('/v1/persons/search', { name: 'birgitte jen', reason: 'case_work' }, as('eksempel'));
      expect(found.body['persons']).toMatchObject([{ citizen }]);
      expect(await reads(server)).toEqual(expect.arrayContaining(before.reads));
      expect(await server.part(Vault).open().accessLog.brokenAt()).toBeUndefined();
      const held = await server.post('/v1/persons/erasures', { citizen, ground: 'request_granted' }, as('eksempel'));
      expect(held.status).toBe(409);
      const browser = new Browser(server.address);
      for (const [name, value] of session.cookies) browser.cookies.set(name, value);
      expect((await browser.get('/v1/me')).status).toBe(200);
      const { changes, broken } = await server.part(Users).changes();
      expect([changes.length, broken]).toEqual([before.changes, undefined]);
    } finally {
      await server.stop();
    }
    for (const again of [await movesPersons(env, to), await reletIn({ env }, 'move', 'users', users)])
      expect(again).toMatchObject({ exit: 2, talk: expect.stringContaining('holds something already') });
  });

  test('a move that is killed is served by nobody, and is finished by the next one', async () => {
    const [to, readModel] = [await target(), postgres.setting()];
    const given = { ...env, RELET_READ_MODEL: readModel };
    // What one leaves that was cut off: some tables and lines are there. While somebody holds a table the next one comes no further, and is killed there.
    const holder = await postgres.connected();
    const schema = new URL(readModel).searchParams.get('schema') as string;
    expect((await movesPersons(given, to)).exit).toBe(0);
    await postgres.ask(`TRUNCATE ${schema}_person.value; DELETE FROM ${schema}_person.read WHERE n > 1`, readModel);
    const [first] = await postgres.ask<{ hash: string }>(
      `SELECT (line::jsonb)->>'hash' AS hash FROM ${schema}_person.read WHERE n = 1`,
      readModel,
    );
    await postgres.ask(`UPDATE ${schema}_person.read_head SET n = 1, hash = '${first?.hash}'`, readModel);
    const [mark] = await postgres.ask<{ hash: string }>(`SELECT (line::jsonb)->>'hash' AS hash FROM erasure WHERE n = 1`, to.erasures);
    await postgres.ask(`INSERT INTO ${schema}_person.meta VALUES ('moving', '${mark?.hash}')`, readModel);
    await holder.query(`BEGIN; LOCK TABLE "${schema}_person".value IN ACCESS EXCLUSIVE MODE`);
    const child = fork(PROGRAM, ['move', 'persons', to.keys, to.erasures], {
      env: { ...process.env, ...given },
      execArgv: [],
      stdio: 'ignore',
    });
    await setTimeout(4_000);
    child.kill('SIGKILL');
    await once(child, 'exit');
    await holder.query('ROLLBACK');
    await holder.end();
    const shared = { ...given, RELET_KEYS: to.keys, RELET_ERASURES: to.erasures };
    const refused = await reletUnder(shared, 'serve', '--port', '0');
    expect([refused.exit, refused.talk]).toEqual([2, expect.stringContaining('RELET_KEYS: persons are still being moved')]);
    expect(await movesPersons(given, to)).toMatchObject({ exit: 0, out: expect.stringContaining('1 person') });
    const server = await servedFrom(readModel, to);
    expect((await lookUp(server, citizen)).body).toMatchObject({ name: 'Anna Birgitte Jensen' });
    await server.stop();
  });

  test('what is being kept by a server, is not whole, or is no move at all is refused, and the target stays empty', async () => {
    const [to, readModel] = [await target(), postgres.setting()];
    const given = { ...env, RELET_READ_MODEL: readModel };
    const server = await serve({ store });
    expect(await movesPersons(given, to)).toMatchObject({ exit: 7, talk: expect.stringContaining('STORE_LOCKED') });
    await server.stop();
    for (const argv of [['users'], ['persons', to.keys], ['homes', to.keys], ['users', 'a-file.db'], ['users', to.keys, to.erasures]])
      expect([argv, (await reletIn({ env: given }, 'move', ...argv)).exit]).toEqual([argv, 2]);
    const inFiles = { ...env, RELET_READ_MODEL: store.replace('.db', '.read.db') };
    expect(await movesPersons(inFiles, to)).toMatchObject({ exit: 2, talk: expect.stringContaining('beside the rows') });
    const onServer = await reletIn({ env: { ...given, RELET_USERS: to.keys } }, 'move', 'users', to.keys);
    expect([onServer.exit, onServer.talk.includes('hemmelig')]).toEqual([2, false]);
    const { erasures } = settingsFrom({}, { store }).persons;
    writeFileSync(erasures, '{"n":9,"hash":"none"}\n', { flag: 'a' });
    expect(await movesPersons(given, to)).toMatchObject({ exit: 7, talk: expect.stringContaining('ERASURES_LOST') });
    const schema = new URL(readModel).searchParams.get('schema') as string;
    expect(await postgres.ask(`SELECT FROM pg_namespace WHERE nspname = '${schema}_person'`)).toEqual([]);
  });
});
