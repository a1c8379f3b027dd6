import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Engine } from './engine.js';
import { openEngine } from './open-engine.js';
import { projection, type Opening, type Rows } from './projection.js';
import { PLACES, type RowsPlace } from './rows-place.spec-support.js';
import { integer, optional, text } from './table.js';

const HOMES = projection({
  name: 'homes',
  version: 1,
  prefix: 'unit-',
  tables: { home: { unit: text, rentOere: integer, note: optional(text) }, visit: { day: text } },
  rowsOf: () => ({}),
});
const CITIZENS = projection({
  name: 'citizens',
  version: 1,
  prefix: 'citizen-',
  tables: { person: { municipality: text } },
  rowsOf: () => ({}),
});
const OPENING: Opening = { storeId: 'one', projections: [HOMES, CITIZENS] };
const NEWER: Opening = { ...OPENING, projections: [{ ...HOMES, version: 2 }, CITIZENS] };

const home = (unit: string, rentOere = 1, note: string | null = null) => ({ unit, rentOere, note });
const of = (unit: string, ...days: string[]): Rows => ({ home: [home(unit)], visit: days.map((day) => ({ day })) });
const writing = (rows: Record<string, Rows | Error>) => new Map(Object.entries(rows));

describe.each(PLACES)('rows on %s', (_, make) => {
  let place: RowsPlace;
  let engine: Engine;
  const open = async (opening: Partial<Opening> = {}) => {
    const opened = await openEngine(place.setting, { ...OPENING, ...opening });
    expect(await opened.lease()).toBe(!opening.readOnly);
    return opened;
  };
  const reopen = async (opening: Partial<Opening> = {}) => {
    await engine.close();
    engine = await open(opening);
  };
  const days = async (of = engine) =>
    (await of.rows.selectFrom('visit').select('day').orderBy('stream').orderBy('ordinal').execute()).map(({ day }) => day);
  const homes = async () => (await engine.rows.selectFrom('home').select('unit').orderBy('stream').execute()).map(({ unit }) => unit);

  beforeEach(async () => {
    place = await make();
    engine = await open();
    await engine.write(writing({ 'unit-a.1': of('a.1', '2026-01-01', '2026-01-02'), 'unit-a.2': of('a.2') }), null, '7');
  });
  afterEach(() => engine.close());

  test('rows go on where they were', async () => {
    await reopen();
    expect([await engine.checkpoint(), await engine.madeFor()]).toEqual([{ position: '7', change: 2 }, 'this version']);
    expect(await days()).toEqual(['2026-01-01', '2026-01-02']);
  });

  test('a number is read as a number, an empty cell as nothing, and text as it was written', async () => {
    const odd = 'æøå "\\ \t\n 😀 NULL {}, \\N';
    await engine.write(writing({ 'unit-b.1': { home: [home(odd, -9_007_199_254_740_991), home('', 0, odd)] } }), '7', '8');
    const rows = await engine.rows.selectFrom('home').selectAll().where('stream', '=', 'unit-b.1').orderBy('ordinal').execute();
    expect(rows).toEqual([
      { stream: 'unit-b.1', ordinal: 0, unit: odd, rentOere: -9_007_199_254_740_991, note: null },
      { stream: 'unit-b.1', ordinal: 1, unit: '', rentOere: 0, note: odd },
    ]);
  });

  test('texts are compared by their bytes, whatever the language of the server', async () => {
    const units = ['a.A', 'a.b', 'a.Z', 'a.é', 'a.aa', 'a.Å', 'a.-'];
    await engine.write(writing(Object.fromEntries(units.map((unit) => [`unit-${unit}`, of(unit)]))), '7', '8');
    const inBytes = [...units, 'a.1', 'a.2'].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    const ordered = await engine.rows.selectFrom('home').select('unit').orderBy('unit').execute();
    expect([await homes(), ordered.map(({ unit }) => unit)]).toEqual([inBytes, inBytes]);
    expect(await engine.rows.selectFrom('home').select('unit').where('unit', '>', 'a.a').orderBy('unit').execute()).toHaveLength(4);
  });

  test('a write from a place where the checkpoint does not stand is refused whole', async () => {
    await expect(engine.write(writing({ 'unit-a.1': of('a.1') }), '6', '8')).rejects.toThrow('moved the checkpoint');
    expect([await engine.checkpoint(), await days()]).toEqual([{ position: '7', change: 2 }, ['2026-01-01', '2026-01-02']]);
  });

  test('fewer rows take the others away, more are added, and the same again change nothing', async () => {
    await engine.write(writing({ 'unit-a.1': of('a.1', '2026-01-02') }), '7', '8');
    expect(await days()).toEqual(['2026-01-02']);
    await engine.write(
      writing({ 'unit-a.1': of('a.1', '2026-01-02', '2026-01-03'), 'citizen-1': { person: [{ municipality: 'a' }] } }),
      '8',
      '9',
    );
    await engine.write(writing({ 'unit-a.1': of('a.1', '2026-01-02', '2026-01-03') }), '9', '10');
    expect(await days()).toEqual(['2026-01-02', '2026-01-03']);
    await engine.write(writing({ 'unit-a.1': {} }), '10', '11');
    expect([await days(), await homes()]).toEqual([[], ['a.2']]);
  });

  test('streams that have changed are told in the order of their last change', async () => {
    await engine.write(writing({ 'unit-a.3': of('a.3'), 'unit-a.1': of('a.1') }), '7', '8');
    expect(await engine.changedSince(0)).toEqual(['unit-a.2', 'unit-a.3', 'unit-a.1']);
    expect(await engine.changedSince(3)).toEqual(['unit-a.1']);
    expect((await engine.checkpoint()).change).toBe(4);
  });

  test('a stream that cannot be read is parked without rows, and read again once it can', async () => {
    await engine.write(writing({ 'unit-a.1': new TypeError('cannot be read') }), '7', '8');
    expect(await engine.parked()).toEqual([{ stream: 'unit-a.1', reason: 'TypeError: cannot be read' }]);
    expect([await engine.isParked('unit-a.1'), await engine.isParked('unit-a.2'), await homes()]).toEqual([true, false, ['a.2']]);
    await engine.write(writing({ 'unit-a.1': of('a.1', '2026-01-01', '2026-01-02') }), '8', '9');
    expect([await engine.parked(), await days()]).toEqual([[], ['2026-01-01', '2026-01-02']]);
  });

  const odd = { unit: {} as never, rentOere: 1, note: null };
  test.each<[string, Rows]>([
    ['holds no text', { home: [odd] }],
    ['holds no text behind one that does', { home: [home('a.9'), odd] }],
    ['is empty where it may not be', { home: [home('a.9'), home(null as never)] }],
    ['is empty in a second table', { home: [home('a.9')], visit: [{ day: null }] }],
  ])('a row with a cell that %s parks its stream and no other, live and made anew', async (__, rows) => {
    const streams = writing({ 'unit-a.0': of('a.0', '2026-01-09'), 'unit-a.1': rows, 'unit-a.9': of('a.9') });
    await engine.write(streams, '7', '8');
    const live = await engine.checksum();
    expect([await homes(), await days(), await engine.parked()]).toMatchObject([
      ['a.0', 'a.2', 'a.9'],
      ['2026-01-09'],
      [{ stream: 'unit-a.1' }],
    ]);
    const second = await engine.second();
    await second.write(streams);
    await second.write(writing({ 'unit-a.2': of('a.2') }));
    expect(await second.differences()).toEqual({ streams: [], tables: {} });
    await second.takeOver('8', undefined);
    expect([await engine.checksum(), await engine.parked()]).toMatchObject([live, [{ stream: 'unit-a.1' }]]);
  });

  test('the checksum is SHA-256 over the rows as JSON, table by table, in the order of streams and rows', async () => {
    await engine.write(writing({ 'unit-Å': of('Å', '2026-01-03'), 'citizen-1': { person: [{ municipality: 'ærø' }] } }), '7', '8');
    const rows = [
      ['unit-a.1', 0, 'a.1', 1, null],
      ['unit-a.2', 0, 'a.2', 1, null],
      ['unit-Å', 0, 'Å', 1, null],
      ['unit-a.1', 0, '2026-01-01'],
      ['unit-a.1', 1, '2026-01-02'],
      ['unit-Å', 0, '2026-01-03'],
      ['citizen-1', 0, 'ærø'],
    ];
    const hash = createHash('sha256');
    for (const row of rows) hash.update(JSON.stringify(row));
    expect(await engine.checksum()).toBe(hash.digest('hex'));
  });

  test('which chains were found broken is kept, until the log was looked through again', async () => {
    expect(await engine.altered()).toBeUndefined();
    await engine.tellAltered(['unit-a.1']);
    await reopen();
    expect(await engine.altered()).toEqual(['unit-a.1']);
    await engine.tellAltered([]);
    expect(await engine.altered()).toEqual([]);
    await engine.tellAltered(undefined);
    expect(await engine.altered()).toBeUndefined();
  });

  test('rows of another store are refused, unless that store has just been begun or is to be taken as it is', async () => {
    await engine.close();
    await expect(open({ storeId: 'another' })).rejects.toThrow('have seen another store than this one');
    engine = await open({ storeId: 'another', fromAnyStore: true });
    expect([await engine.madeFor(), (await engine.checkpoint()).position]).toEqual(['another store', '7']);
  });

  describe('a second version', () => {
    const all = { 'unit-a.1': of('a.1', '2026-01-01', '2026-01-02'), 'unit-a.2': of('a.2') };

    test('is read by nobody before it takes over, and by everybody then', async () => {
      const second = await engine.second();
      await second.write(writing({ 'unit-a.1': of('a.1', '2026-05-05') }));
      expect(await days()).toEqual(['2026-01-01', '2026-01-02']);
      await second.takeOver('9', await second.differences());
      expect([await days(), await homes(), (await engine.checkpoint()).position]).toEqual([['2026-05-05'], ['a.1'], '9']);
      await engine.write(writing({ 'unit-a.1': of('a.1', '2026-05-06') }), '9', '10');
      expect(await days()).toEqual(['2026-05-06']);
    });

    test('says which streams differ, by table, and only those have changed', async () => {
      await place.change('UPDATE home SET "rentOere" = 99 WHERE stream = \'unit-a.1\'; DELETE FROM visit WHERE ordinal = 1');
      await place.change("INSERT INTO person VALUES ('citizen-gone', 0, 'a'); INSERT INTO relet_parked VALUES ('unit-a.2', 'nothing')");
      const second = await engine.second();
      await second.write(writing(all));
      const differences = await second.differences();
      expect(differences).toEqual({
        streams: ['citizen-gone', 'unit-a.1', 'unit-a.2'],
        tables: { home: 1, visit: 1, person: 1, relet_parked: 1 },
      });
      await second.takeOver('7', differences);
      expect(await engine.changedSince(2)).toEqual(['citizen-gone', 'unit-a.1', 'unit-a.2']);
      expect([await days(), await engine.parked()]).toEqual([['2026-01-01', '2026-01-02'], []]);
    });

    test('replaces what was written into it before', async () => {
      const second = await engine.second();
      await second.write(writing({ ...all, 'unit-a.1': of('a.1', '1999-01-01', '1999-01-02', '1999-01-03') }));
      await second.write(writing({ 'unit-a.2': new Error('parked for a moment') }));
      await second.write(writing(all));
      expect(await second.differences()).toEqual({ streams: [], tables: {} });
    });

    test('that was left amid its making is let go by the next one', async () => {
      await (await engine.second()).write(writing({ 'unit-a.8': of('a.8') }));
      await reopen(NEWER);
      expect([await homes(), await engine.madeFor()]).toEqual([['a.1', 'a.2'], 'another version']);
      const second = await engine.second();
      await second.write(writing(all));
      expect(await second.differences()).toBeUndefined();
      await second.takeOver('7', undefined);
      expect([await homes(), await engine.madeFor()]).toEqual([['a.1', 'a.2'], 'this version']);
      expect(await engine.changedSince(2)).toEqual(['unit-a.1', 'unit-a.2']);
    });

    test('takes over while others read, who never find nothing', async () => {
      const other = await open({ readOnly: true });
      let [done, reads] = [false, 0];
      const reading = (async () => {
        while (!done) {
          for (const from of [engine, other]) expect(await days(from)).toEqual(['2026-01-01', '2026-01-02']);
          reads += 1;
          await setImmediate();
        }
      })();
      for (let n = 0; n < 5; n++) {
        const second = await engine.second();
        await second.write(writing(all));
        await second.takeOver('7', await second.differences());
      }
      done = true;
      await reading;
      expect(reads).toBeGreaterThan(4);
      await other.close();
    });
  });
});
