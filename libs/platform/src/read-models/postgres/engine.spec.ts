import { setTimeout } from 'node:timers/promises';
import { hasPostgres, Postgres } from '../../testing/index.js';
import type { Engine } from '../engine.js';
import { openEngine } from '../open-engine.js';
import { progressOf, removeReadModel } from '../outside.js';
import { projection, type Opening, type Rows } from '../projection.js';
import { text } from '../table.js';

const HOMES = projection({ name: 'homes', version: 1, prefix: 'unit-', tables: { home: { unit: text } }, rowsOf: () => ({}) });
const OPENING: Opening = { storeId: 'one', projections: [HOMES] };
const of = (unit: string): Rows => ({ home: [{ unit }] });
const writing = (rows: Record<string, Rows | Error>) => new Map(Object.entries(rows));

(hasPostgres ? describe : describe.skip)('rows on PostgreSQL', () => {
  let postgres: Postgres;
  let setting: string;
  const opened: Engine[] = [];
  const open = async (given: Partial<Opening> = {}) => {
    const engine = await openEngine(setting, { ...OPENING, ...given });
    opened.push(engine);
    return engine;
  };
  const homes = async (engine: Engine) =>
    (await engine.rows.selectFrom('home').select('unit').orderBy('stream').execute()).map(({ unit }) => unit);

  beforeAll(async () => {
    postgres = await Postgres.start();
  });
  afterAll(() => postgres.stop());
  beforeEach(() => void (setting = postgres.setting()));
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((engine) => engine.close()));
  });

  describe('the schema', () => {
    test('is made once, however many start at one instant', async () => {
      const engines = await Promise.all(Array.from({ length: 8 }, () => open()));
      expect(await Promise.all(engines.map((engine) => engine.madeFor()))).toEqual(Array(8).fill('this version'));
    });

    test('with tables of somebody else is refused, and left as it is', async () => {
      await postgres.ask(`CREATE SCHEMA foreign_one; CREATE TABLE foreign_one.bolig (navn text)`);
      setting = postgres.setting('foreign_one');
      await expect(open()).rejects.toMatchObject({ why: 'ROWS_FOREIGN' });
      await postgres.ask('CREATE SCHEMA foreign_two; CREATE TABLE foreign_two.relet_meta (key text)');
      setting = postgres.setting('foreign_two');
      await expect(open()).rejects.toMatchObject({ why: 'ROWS_FOREIGN' });
      expect(await postgres.ask("SELECT table_name FROM information_schema.tables WHERE table_schema LIKE 'foreign%'")).toHaveLength(2);
    });

    test('of a newer program is refused', async () => {
      await open();
      await postgres.ask('UPDATE relet_meta SET layout = layout + 1', setting);
      await expect(open()).rejects.toMatchObject({ why: 'ROWS_NEWER' });
    });

    test('that was made for a user who may make no schemas is taken', async () => {
      await postgres.ask("CREATE ROLE little LOGIN PASSWORD 'kun-lidt'; CREATE SCHEMA of_little AUTHORIZATION little");
      setting = postgres.setting('of_little').replace(/\/\/.*@/, '//little:kun-lidt@');
      expect(await (await open()).madeFor()).toBe('this version');
      setting = postgres.setting('of_nobody').replace(/\/\/.*@/, '//little:kun-lidt@');
      await expect(open()).rejects.toMatchObject({ why: 'ROWS_DENIED' });
    });

    test('on a server that does not let us in, or is away, is said without user and password', async () => {
      const wrong = setting.replace(/\/\/.*@/, '//relet:forkert-kode@');
      const away = setting.replace(/:\d+\//, ':1/');
      for (const [given, why] of [
        [wrong, 'ROWS_DENIED'],
        [away, 'ROWS_AWAY'],
      ] as const) {
        const error = (await openEngine(given, OPENING).catch((thrown: unknown) => thrown)) as Error;
        expect(error).toMatchObject({ why });
        expect(error.message).not.toMatch(/kode|relet:/);
      }
    });
  });

  test('a row that the server does not take parks its stream and no other, live and made anew', async () => {
    const engine = await open();
    await engine.lease();
    const streams = writing({ 'unit-a.1': of('a.1'), 'unit-a.2': of('zero \0 byte'), 'unit-a.3': of('a.3') });
    await engine.write(streams, null, '1');
    const [live, parked] = [await engine.checksum(), await engine.parked()];
    expect([await homes(engine), parked]).toMatchObject([
      ['a.1', 'a.3'],
      [{ stream: 'unit-a.2', reason: expect.stringContaining('22021') }],
    ]);
    const second = await engine.second();
    await second.write(streams);
    expect(await second.differences()).toEqual({ streams: [], tables: {} });
    await second.takeOver('1', undefined);
    expect([await engine.checksum(), await engine.parked()]).toEqual([live, parked]);
  });

  test('how far they have come is told from outside; taken away they are made anew by the next start', async () => {
    expect(await progressOf(setting)).toBeUndefined();
    const engine = await open();
    await engine.lease();
    await engine.write(writing({ 'unit-a.1': new Error('cannot be read') }), null, '1');
    expect(await progressOf(setting)).toEqual({ position: '1', parked: [{ stream: 'unit-a.1', reason: 'Error: cannot be read' }] });
    await removeReadModel(setting);
    const next = await open({ storeId: 'another' });
    expect([await next.madeFor(), await next.checkpoint()]).toMatchObject(['another version', { position: null }]);
  });

  describe('the lease', () => {
    test('is held by one, and passes on at once when it is given back', async () => {
      const [first, second] = [await open(), await open()];
      expect([await first.lease(), await second.lease(), await first.lease()]).toEqual([true, false, true]);
      await expect(second.write(writing({}), null, '1')).rejects.toThrow('Another process makes the rows');
      await expect(second.second()).rejects.toThrow('Another process makes the rows');
      await first.close();
      opened.splice(opened.indexOf(first), 1);
      expect(await second.lease()).toBe(true);
    });

    test('is won by one of many who ask at one instant', async () => {
      const engines = await Promise.all(Array.from({ length: 6 }, () => open()));
      expect((await Promise.all(engines.map((engine) => engine.lease()))).filter(Boolean)).toHaveLength(1);
    });

    test('passes on when it is not renewed; whoever slept through that writes nothing, neither rows nor into the second version of the other', async () => {
      const [sleeper, other] = [await open(), await open()];
      await sleeper.lease();
      await sleeper.write(writing({ 'unit-a.1': of('before') }), null, '1');
      const slept = await sleeper.second();
      await slept.write(writing({ 'unit-a.9': of('slept') }));
      await postgres.ask("UPDATE relet_meta SET lease_until = now() - interval '1 s'", setting);
      expect(await other.lease()).toBe(true);
      const made = await other.second();
      await expect(sleeper.write(writing({ 'unit-a.1': of('late') }), '1', '2')).rejects.toThrow('Another process makes the rows');
      await expect(slept.takeOver('9', undefined)).rejects.toThrow('Another process makes the rows');
      await made.write(writing({ 'unit-a.1': of('after') }));
      await made.takeOver('2', await made.differences());
      expect([await homes(other), (await other.checkpoint()).position, await sleeper.lease()]).toEqual([['after'], '2', false]);
    });

    test('is not kept by a process that sleeps amid a write: the server ends its transaction, and nothing of it is kept', async () => {
      const [sleeper, other] = [await open(), await open()];
      await sleeper.lease();
      await sleeper.write(writing({ 'unit-a.1': of('before') }), null, '1');
      const connections = (
        sleeper as unknown as {
          connections: { inTransaction<T>(act: (to: { query(sql: string): Promise<unknown> }) => Promise<T>): Promise<T> };
        }
      ).connections;
      const schema = new URL(setting).searchParams.get('schema');
      const asleep = connections.inTransaction(async (connection) => {
        await connection.query(`SELECT 1 FROM ${schema}.relet_meta FOR NO KEY UPDATE`);
        await connection.query(`UPDATE ${schema}.home SET unit = 'asleep'`);
        await setTimeout(7_000);
        await connection.query('SELECT 1');
      });
      const ended = asleep.catch((error: unknown) => error);
      for (let n = 0; n < 36 && !(await other.lease().catch(() => false)); n++) await setTimeout(250);
      expect([await other.lease(), await homes(other)]).toEqual([true, ['before']]);
      expect(await ended).toMatchObject({ code: 'ROWS_UNAVAILABLE' });
    });
  });
});
