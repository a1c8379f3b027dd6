import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Chance } from '../../apps/cli/src/demo/chance.js';
import { relettings, SPREADSHEET, toCsv } from '../../apps/cli/src/demo/relettings.js';
import { COLUMNS, type Column } from '@relet/reletting';
import { relet } from '../acceptance/relet.js';
import { count } from '../faults/soak.js';
import { faultsIn, fileOf, homesIn, imported, newStore, timeline } from './importing.js';

type Row = Partial<Record<Column, string>>;

const HOMES = count(15, 40);
const ANY_ORDER = count(20, 60);

let files = 0;
const sheet = (...rows: Row[]) => fileOf(`sheet-${++files}.csv`, toCsv(rows));
const order = async (store: string, name: string, unit: string, ...fields: string[]) => {
  const given = await relet('order', name, unit, ...fields, '--store', store);
  expect([given.exit, given.talk]).toEqual([0, given.talk]);
  return given;
};
/** Every figure, by month and by home. */
const figures = async (store: string, from = '2021-01-01', to = '2026-10-31') => {
  const ask = async (by: string) => {
    const { out } = await relet('vacancy', '--store', store, '--from', from, '--to', to, '--group-by', by, '--json');
    return (JSON.parse(out) as { groups: object[] }).groups;
  };
  return [await ask('unit'), await ask('month')];
};

const HOME: Row = { unit: 'eksempel.1', building: 'Havblik', kind: 'plejebolig', rent: '6250' };
const WEEKS: Row[] = [
  { ...HOME, vacated: '2026-03-02', reason: 'død' },
  { ...HOME, vacated: '2026-03-02', reason: 'død', keys: '2026-03-15', inspection: '2026-03-20' },
  {
    ...HOME,
    notice: '2026-03-10',
    liableUntil: '2026-04-30',
    vacated: '2026-03-02',
    reason: 'død',
    keys: '2026-03-15',
    inspection: '2026-03-20',
    works: 'normal',
    ordered: '2026-03-23',
    offered: '2026-03-24',
  },
  {
    ...HOME,
    ...{
      notice: '2026-03-10',
      liableUntil: '2026-04-30',
      vacated: '2026-03-02',
      reason: 'død',
      keys: '2026-03-15',
      inspection: '2026-03-20',
    },
    ...{
      works: 'normal',
      ordered: '2026-03-23',
      ready: '2026-04-08',
      offered: '2026-03-24',
      accepted: '2026-04-02',
      contract: '2026-04-03',
      rentFrom: '2026-04-15',
      movedIn: '2026-04-15',
    },
  },
];

test('the weeks of the first days grow, and nothing is asked to be corrected', async () => {
  const store = newStore();
  const week = (n: number) => join('test/cases/first-day', `week${n}.csv`);
  expect((await imported(week(1), store)).report).toMatchObject({ good: 1, grown: 0, changed: [] });
  expect((await imported(week(2), store)).report).toMatchObject({ good: 0, grown: 1, changed: [], faults: [] });
  const third = readFileSync(week(2), 'utf8').replace('normal;;;', 'normal;23-10-2026;;26-10-2026');
  const { exit, report } = await imported(fileOf('week3.csv', third), store);
  expect({ exit, ...report }).toMatchObject({ exit: 0, grown: 1, changed: [], faults: [], events: 2 });
  expect((await imported(fileOf('week3.csv', third), store)).report).toMatchObject({ grown: 0, unchanged: 1, events: 0 });
});

test('a row over four weeks ends as one import of its end, with the steps that were given by hand between', async () => {
  const [weekly, once] = [newStore(), newStore()];
  for (const [n, row] of WEEKS.entries()) {
    if (n === 1) await order(weekly, 'ReturnKeys', 'eksempel.1', 'effective=2026-03-15');
    if (n === 3) await order(weekly, 'CompleteWorks', 'eksempel.1', 'effective=2026-04-08');
    const { report } = await imported(sheet(row), weekly, '--since', '2026-01-01');
    expect([n, report.faults, report.changed, n ? report.grown : report.good]).toEqual([n, [], [], 1]);
  }
  await imported(sheet(WEEKS[3] as Row), once, '--since', '2026-01-01');
  expect(await figures(weekly)).toEqual(await figures(once));
  expect((await imported(sheet(WEEKS[3] as Row), weekly)).report).toMatchObject({ unchanged: 1, events: 0, changed: [] });
  expect(await relet('verify', '--store', weekly)).toMatchObject({ exit: 0 });
});

test.each([
  ['a move-in first and all before it later', { ...HOME, vacated: '2026-03-02', movedIn: '2026-04-15' }],
  ['a move-in and the day it was ready first', { ...HOME, vacated: '2026-03-02', ready: '2026-04-08', movedIn: '2026-04-15' }],
  ['an offer first', { ...HOME, vacated: '2026-03-02', offered: '2026-03-24' }],
  ['works first', { ...HOME, vacated: '2026-03-02', keys: '2026-03-15', inspection: '2026-03-20', ordered: '2026-03-23' }],
])('%s ends as one import, too', async (_, first) => {
  const [weekly, once] = [newStore(), newStore()];
  await imported(sheet(first), weekly, '--since', '2026-01-01');
  const { report } = await imported(sheet(WEEKS[3] as Row), weekly);
  expect([report.faults, report.changed, report.grown]).toEqual([[], [], 1]);
  await imported(sheet(WEEKS[3] as Row), once, '--since', '2026-01-01');
  expect(await figures(weekly)).toEqual(await figures(once));
  expect((await imported(sheet(WEEKS[3] as Row), weekly)).report).toMatchObject({ unchanged: 1, events: 0, changed: [] });
});

test('a cell that is filled later and lies before all days of the sheet of then moves the day that the import had filled in', async () => {
  const store = newStore();
  const first: Row = { ...HOME, vacated: '2026-10-01', reason: 'opsigelse' };
  const grown: Row = { ...first, notice: '2026-09-15' };
  expect(await imported(sheet(first), store)).toMatchObject({ exit: 0 });
  expect(await imported(sheet(grown), store)).toMatchObject({ exit: 0 });
  const once = newStore();
  expect(await imported(sheet(grown), once)).toMatchObject({ exit: 0 });
  expect(await figures(store)).toEqual(await figures(once));
  expect((await imported(sheet(grown), store)).report).toMatchObject({ unchanged: 1, events: 0 });
});

test('an earlier day and another building of an imported home are one correction, and both hold', async () => {
  const store = newStore();
  await imported(sheet({ ...HOME, vacated: '2026-03-02', reason: 'død' }), store);
  const earlier = {
    ...HOME,
    building: 'Solgaarden',
    vacated: '2026-03-02',
    reason: 'død',
    notice: '2026-02-10',
    liableUntil: '2026-04-30',
  };
  expect((await imported(sheet(earlier), store, '--correct')).report).toMatchObject({ faults: [], corrected: 1, grown: 1 });
  const corrections = (await timeline('eksempel.1', store)).map(([, , content]) => content).filter((content) => 'newEffective' in content);
  expect(corrections).toEqual([
    expect.objectContaining({
      newEffective: '2026-02-10',
      newPayload: expect.objectContaining({ building: 'Solgaarden', occupiedSince: '2026-02-10' }),
    }),
  ]);
  expect((await imported(sheet(earlier), store, '--correct')).report).toMatchObject({
    faults: [],
    corrected: 0,
    grown: 0,
    unchanged: 1,
    events: 0,
  });
});

test.each([
  ['liableUntil', { liableUntil: '2026-05-31' }, 'NOTICE_MISSING'],
  ['respondBy', { respondBy: '2026-03-20' }, 'OFFER_MISSING'],
  ['works', { works: 'normal' }, 'INSPECTION_MISSING'],
])('a cell that says nothing alone (%s) is a bad row in a vacancy that is known, as in a new one', async (_, cell, code) => {
  const [store, first] = [newStore(), { ...HOME, vacated: '2026-03-02', reason: 'flytning' }];
  await imported(sheet(first), store, '--since', '2026-01-01');
  const { report } = await imported(sheet({ ...first, ...cell }), store);
  expect([report.unchanged, report.faults.map((each) => each.code)]).toEqual([0, [code]]);
});

test('works that become none make the home ready', async () => {
  const before: Row = { ...HOME, vacated: '2026-03-02', keys: '2026-03-15', inspection: '2026-03-20' };
  for (const after of [
    { ...before, works: 'ingen' },
    { ...before, ready: '2026-03-20' },
  ]) {
    const [store, other] = [newStore(), newStore()];
    await imported(sheet(before), store);
    expect((await imported(sheet(after), store)).report).toMatchObject({ grown: 1, changed: [], faults: [] });
    await imported(sheet(after), other);
    expect(await figures(store)).toEqual(await figures(other));
  }
});

test(`${HOMES} homes over five years, imported again and again, end in the figures of one import`, async () => {
  const rows = [...relettings({ ...SPREADSHEET, homes: HOMES })];
  const [weekly, once] = [newStore(), newStore()];
  for (const until of ['2021-06-30', '2022-03-31', '2022-12-31', '2023-11-30', '2024-10-31', '2025-12-31']) {
    const known = rows.filter(({ vacated }) => (vacated as string) <= until).map((row) => knownBy(row, until));
    const { report } = await imported(fileOf('quarter.csv', toCsv(known)), weekly, '--since', '2021-01-01');
    expect([until, faultsIn(report), report.changed]).toEqual([until, [], []]);
  }
  await imported(fileOf('whole.csv', toCsv(rows)), once, '--since', '2021-01-01');
  expect((await imported(fileOf('whole.csv', toCsv(rows)), weekly)).report).toMatchObject({ unchanged: rows.length, events: 0 });
  expect(await figures(weekly)).toEqual(await figures(once));
}, 120_000);

test.each([2, 11])(
  'cells that are filled in any order end in the figures of one import (%i)',
  async (seed) => {
    const chance = new Chance(seed);
    const rows = [...relettings({ ...SPREADSHEET, homes: ANY_ORDER, seed: 100 + seed })];
    const [weekly, once] = [newStore(), newStore()];
    const order = rows.map((row) => new Map(Object.keys(row).map((column) => [column, chance.next()])));
    for (const filled of [0.4, 0.7, 1]) {
      const known = rows.map(
        (row, n) =>
          Object.fromEntries(Object.entries(row).filter(([column]) => ALWAYS.has(column) || (order[n]?.get(column) ?? 0) < filled)) as Row,
      );
      const { report } = await imported(fileOf('any.csv', toCsv(known)), weekly, '--since', '2021-01-01', '--set-aside');
      if (filled === 1) expect([faultsIn(report), report.changed]).toEqual([[], []]);
    }
    await imported(fileOf('any-whole.csv', toCsv(rows)), once, '--since', '2021-01-01');
    expect(await figures(weekly)).toEqual(await figures(once));
  },
  120_000,
);

/** What a sheet says of a row from the beginning. */
const ALWAYS: ReadonlySet<string> = new Set(['unit', 'building', 'municipality', 'kind', 'address', 'rent', 'vacated', 'reason']);

/** A row as it was written down by a day. */
function knownBy(row: Row, until: string): Row {
  const written = Object.entries(row).filter(
    ([column, cell]) => COLUMNS[column as Column] !== 'date' || column === 'liableUntil' || column === 'rentFrom' || cell <= until,
  );
  const known = Object.fromEntries(written) as Row;
  if (!known.inspection) delete known.works;
  if (!known.notice) delete known.liableUntil;
  if (!known.contract) delete known.rentFrom;
  return known;
}

describe('a cell that was changed', () => {
  const before: Row = { ...HOME, vacated: '2026-03-02', reason: 'død', keys: '2026-03-15', inspection: '2026-03-20', works: 'normal' };

  test('is told with what the log says, what the sheet says and the command that corrects it, which does', async () => {
    const store = newStore();
    await imported(sheet(before), store);
    const after = sheet({ ...before, keys: '2026-03-16' });
    const { exit, report } = await imported(after, store);
    expect([exit, report]).toMatchObject([
      3,
      { events: 0, grown: 0, unchanged: 0, changed: [{ line: 2, column: 'Nøgler', log: '2026-03-15', sheet: '2026-03-16' }] },
    ]);
    const [command = ''] = report.changed[0]?.commands ?? [];
    expect(command).toBe('relet correct eksempel.1 "keys returned" 2026-03-16 --was 2026-03-15 --reason learned_later');
    const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
    expect((await relet(...words.slice(1), '--yes', '--store', store)).exit).toBe(0);
    expect((await imported(after, store)).report).toMatchObject({ unchanged: 1, changed: [] });
  });

  test('before the first day on which the home is known is told with all the commands that correct it, and they do', async () => {
    const store = newStore();
    await imported(sheet({ ...before, notice: '2026-02-10' }), store);
    const after = sheet({ ...before, notice: '2026-01-15' });
    const { report } = await imported(after, store);
    const commands = report.changed[0]?.commands ?? [];
    expect(commands).toEqual([
      'relet correct eksempel.1 "home registered" 2026-01-15 occupiedSince=2026-01-15 --was 2026-02-10 --reason learned_later',
      'relet correct eksempel.1 "notice given" 2026-01-15 --was 2026-02-10 --reason learned_later',
    ]);
    for (const command of commands) {
      const words = [...command.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');
      expect(await relet(...words.slice(1), '--yes', '--store', store)).toMatchObject({ exit: 0 });
    }
    expect((await imported(after, store)).report).toMatchObject({ unchanged: 1, changed: [], faults: [] });
  });

  test('is corrected with --correct, together with what has grown; a second time changes nothing', async () => {
    const [store, once] = [newStore(), newStore()];
    await imported(sheet(before), store, '--since', '2026-01-01');
    const after: Row = {
      ...before,
      notice: '2026-03-04',
      vacated: '2026-03-02',
      keys: '2026-03-10',
      inspection: '2026-03-25',
      works: 'større',
      reason: 'opsigelse',
      ordered: '2026-03-26',
    };
    const { exit, report } = await imported(sheet(after), store, '--correct');
    expect([exit, report]).toMatchObject([0, { corrected: 1, grown: 1, changed: [], faults: [] }]);
    await imported(sheet(after), once, '--since', '2026-01-01');
    expect(await figures(store)).toEqual(await figures(once));
    expect((await imported(sheet(after), store, '--correct')).report).toMatchObject({ unchanged: 1, corrected: 0, events: 0 });
  });

  test('of the day on which the home fell empty is found by the other cells', async () => {
    const store = newStore();
    await imported(sheet(before), store);
    const after = sheet({ ...before, vacated: '2026-03-04' });
    expect((await imported(after, store)).report).toMatchObject({
      good: 0,
      changed: [{ column: 'Fraflyttet', log: '2026-03-02', sheet: '2026-03-04' }],
    });
    expect((await imported(after, store, '--correct')).report).toMatchObject({ corrected: 1, changed: [] });
    expect((await imported(after, store)).report).toMatchObject({ unchanged: 1 });
    // The older file finds its own vacating, which was moved.
    expect((await imported(sheet(before), store)).report).toMatchObject({ good: 0, changed: [{ log: '2026-03-04', sheet: '2026-03-02' }] });
  });

  test('of the move-in moves with it the day on which nobody said that the home was ready', async () => {
    const store = newStore();
    await imported(sheet({ ...HOME, vacated: '2026-03-02', movedIn: '2026-04-15' }), store);
    for (const movedIn of ['2026-04-20', '2026-04-01']) {
      const { report } = await imported(sheet({ ...HOME, vacated: '2026-03-02', movedIn }), store, '--correct');
      expect(report).toMatchObject({ corrected: 1, changed: [], faults: [] });
      expect((await imported(sheet({ ...HOME, vacated: '2026-03-02', movedIn }), store)).report).toMatchObject({ unchanged: 1 });
    }
  });

  test('and that the law refuses is a bad row', async () => {
    const store = newStore();
    await imported(sheet(before), store);
    const late = sheet({ ...before, keys: '2026-03-22' });
    const { report } = await imported(late, store, '--correct');
    expect([faultsIn(report), report.written]).toEqual([['2 BREAKS_HISTORY Nøgler'], false]);
    // The step that is in the way is named in words, with its day.
    expect(report.faults[0]?.reason).toBe('It does not fit the rest of the history: inspection done on 2026-03-20.');
    const danish = await imported(late, store, '--correct', '--lang', 'da');
    expect(danish.report.faults[0]?.reason).toBe('Det passer ikke med resten af forløbet: fraflytningssyn den 20.03.2026.');
  });

  test('or emptied is told, and nothing is undone', async () => {
    const store = newStore();
    await imported(sheet(before), store);
    const { inspection: _, works: __, ...emptied } = before;
    const { report } = await imported(sheet(emptied), store, '--correct');
    expect(report).toMatchObject({ events: 0, changed: [{ code: 'CELL_EMPTIED', column: 'Syn', log: '2026-03-20' }] });
  });
});

describe('what people have recorded themselves', () => {
  test('and what fell due meanwhile keeps no late answer out', async () => {
    const store = newStore();
    const row: Row = { ...HOME, vacated: '2026-03-02', keys: '2026-03-05', offered: '2026-03-24' };
    await imported(sheet(row), store);
    await order(store, 'ExpireOffer', 'eksempel.1', 'offerId=row-2026-03-02', '--as', 'eksempel');
    const { report } = await imported(sheet({ ...row, accepted: '2026-04-02' }), store);
    expect(report).toMatchObject({ grown: 1, faults: [], changed: [] });
    const { out } = await relet('vacancy', '--store', store, '--from', '2026-04-01', '--to', '2026-04-30', '--json');
    expect((JSON.parse(out) as { groups: { offers: object }[] }).groups[0]?.offers).toMatchObject({ accepted: 1, expired: 0 });
  });

  test('is known from the log, whoever recorded it: nothing comes in a second time', async () => {
    const store = newStore();
    await imported(sheet({ ...HOME, vacated: '2025-03-02', movedIn: '2025-04-15' }), store);
    await order(store, 'GiveNotice', 'eksempel.1', 'effective=2026-03-01', 'by=resident');
    await order(store, 'RecordVacated', 'eksempel.1', 'effective=2026-03-05', 'reason=notice');
    await order(store, 'ReturnKeys', 'eksempel.1', 'effective=2026-03-10');
    const row: Row = { ...HOME, notice: '2026-03-01', vacated: '2026-03-05', inspection: '2026-03-12' };
    const { report } = await imported(sheet({ ...HOME, vacated: '2025-03-02', movedIn: '2025-04-15' }, row), store);
    expect(report).toMatchObject({ unchanged: 1, grown: 1, faults: [], changed: [], events: 1 });
    expect((await timeline('eksempel.1', store)).at(-1)).toEqual(['2026-03-12', 'InspectionDone', { works: 'standard' }]);
  });

  test('gets no second offer, yes or move-in, and a step that was retracted is not given again unasked', async () => {
    const store = newStore();
    const row: Row = { ...HOME, vacated: '2026-03-02', keys: '2026-03-05' };
    await imported(sheet(row), store);
    await order(store, 'MakeOffer', 'eksempel.1', 'effective=2026-03-06', 'direct=true', 'offerId=by-hand', '--as', 'eksempel');
    const offered = await imported(sheet({ ...row, offered: '2026-03-07' }), store);
    expect(offered.report).toMatchObject({ events: 0, changed: [{ column: 'Tilbudt', log: '2026-03-06', sheet: '2026-03-07' }] });
    expect((await imported(sheet({ ...row, offered: '2026-03-06', accepted: '2026-03-09' }), store)).report).toMatchObject({
      grown: 1,
      events: 1,
    });
    const { out } = await relet('history', 'eksempel.1', '--store', store, '--json');
    const keys = (JSON.parse(out) as { events: { id: string; type: string }[] }).events.find(({ type }) => type === 'KeysReturned');
    await order(store, 'RetractEvent', 'eksempel.1', `targets=["${keys?.id}"]`, 'reason=typing_error');
    const again = await imported(sheet(row), store);
    expect(again.report.changed.map(({ column, code }) => `${column} ${code}`)).toEqual(['Nøgler ROW_CHANGED', 'Accepteret CELL_EMPTIED']);
    expect(again.report.changed[0]).not.toHaveProperty('log');
    expect((await imported(sheet({ ...row, offered: '2026-03-06', accepted: '2026-03-09' }), store, '--correct')).report).toMatchObject({
      corrected: 1,
      events: 1,
    });
  });

  test('does not get again unasked what people gave by hand and took back', async () => {
    const store = newStore();
    const row: Row = { ...HOME, vacated: '2026-03-02', keys: '2026-03-05', inspection: '2026-03-06', works: 'normal' };
    await imported(sheet(row), store);
    await order(store, 'OrderWorks', 'eksempel.1', 'effective=2026-03-10', 'due=2026-03-20');
    await relet('undo', 'eksempel.1', '--yes', '--store', store);
    const grown = sheet({ ...row, ordered: '2026-03-11' });
    const { report } = await imported(grown, store);
    expect(report).toMatchObject({
      grown: 0,
      faults: [],
      events: 0,
      changed: [{ column: 'Bestilt', code: 'ROW_CHANGED', sheet: '2026-03-11' }],
    });
    expect(report.changed[0]).not.toHaveProperty('log');
    expect((await imported(grown, store, '--correct')).report).toMatchObject({ corrected: 1, events: 1, changed: [] });
    expect((await imported(grown, store)).report).toMatchObject({ unchanged: 1, events: 0, changed: [] });
  });

  test('gets what was taken back in an earlier letting of the home', async () => {
    const store = newStore();
    const before: Row = { ...HOME, vacated: '2025-03-02', keys: '2025-03-05' };
    await imported(sheet(before), store);
    await order(store, 'RecordInspection', 'eksempel.1', 'effective=2025-03-10', 'works=standard', '--yes');
    await relet('undo', 'eksempel.1', '--yes', '--store', store);
    const now: Row = { ...HOME, vacated: '2026-03-02', keys: '2026-03-05', inspection: '2026-03-06' };
    const { report } = await imported(sheet({ ...before, movedIn: '2025-04-15' }, now), store);
    expect(report).toMatchObject({ grown: 1, good: 1, faults: [], changed: [] });
    expect((await timeline('eksempel.1', store)).map(([day, type]) => `${day} ${type}`)).toContain('2026-03-06 InspectionDone');
  });
});

describe('a home whose building nobody had said', () => {
  const bare: Row = { unit: 'eksempel.1', vacated: '2026-03-02', reason: 'opsigelse' };

  test('lies where the sheet says since: the row has grown, and a second time changes nothing', async () => {
    const store = newStore();
    await imported(sheet(bare), store);
    const filled = sheet({ ...bare, building: 'Havblik' });
    expect((await imported(filled, store)).report).toMatchObject({ grown: 1, changed: [], faults: [], events: 1, written: true });
    expect((await homesIn(store))['eksempel.1']).toMatchObject({ registered: { building: 'Havblik' } });
    expect((await imported(filled, store)).report).toMatchObject({ grown: 0, unchanged: 1, events: 0 });
    const { report } = await imported(sheet({ ...bare, building: 'Solgården' }), store);
    expect(report).toMatchObject({ faults: [], changed: [{ column: 'Plejecenter', log: 'Havblik', sheet: 'Solgården' }], events: 0 });
  });

  test('is told by a new row, too, and two rows that say two buildings contradict each other', async () => {
    const store = newStore();
    await imported(sheet({ ...bare, movedIn: '2026-04-01' }), store);
    const again: Row = { ...bare, vacated: '2026-06-01', building: 'Havblik' };
    const two = await imported(sheet({ ...bare, movedIn: '2026-04-01', building: 'Solgården' }, again), store, '--dry-run');
    expect(faultsIn(two.report)).toEqual(['3 HOME_CONTRADICTED Plejecenter']);
    expect(two.report.faults[0]?.reason).toBe(
      'The home is described otherwise in another row. This row says Havblik, and the other one says Solgården. See line 2.',
    );
    expect((await imported(sheet({ ...bare, movedIn: '2026-04-01' }, again), store)).report).toMatchObject({
      good: 1,
      grown: 0,
      faults: [],
    });
    expect((await homesIn(store))['eksempel.1']).toMatchObject({ registered: { building: 'Havblik' } });
  });
});

describe('a home that is described otherwise since', () => {
  const row: Row = { ...HOME, vacated: '2026-03-02', reason: 'død' };
  const changedTo = sheet({ ...row, building: 'Ny Havblik', kind: 'demensbolig', address: 'Strandvej 2' });

  test('is told with what the log says, what the sheet says and the command that corrects it, and corrected with --correct', async () => {
    const store = newStore();
    await imported(sheet({ ...row, address: 'Strandvej 1' }), store);
    const { exit, report } = await imported(changedTo, store);
    const by = (field: string) => [`relet correct eksempel.1 "home registered" ${field} --was 2026-03-02 --reason learned_later`];
    expect({ exit, ...report }).toMatchObject({ exit: 3, unchanged: 0, events: 0, faults: [] });
    expect(report.changed).toMatchObject([
      { column: 'Boligtype', code: 'ROW_CHANGED', log: 'care_home', sheet: 'dementia_home', commands: by('kind=dementia_home') },
      { column: 'Plejecenter', code: 'ROW_CHANGED', log: 'Havblik', sheet: 'Ny Havblik', commands: by('"building=Ny Havblik"') },
      { column: 'Adresse', code: 'ROW_CHANGED', log: 'Strandvej 1', sheet: 'Strandvej 2', commands: by('"address=Strandvej 2"') },
    ]);
    expect((await imported(changedTo, store, '--correct')).report).toMatchObject({ corrected: 1, changed: [], events: 1 });
    const described = { kind: 'dementia_home', building: 'Ny Havblik', address: 'Strandvej 2' };
    expect((await homesIn(store))['eksempel.1']).toMatchObject({ registered: described });
    expect((await imported(changedTo, store, '--correct')).report).toMatchObject({ unchanged: 1, corrected: 0, events: 0 });
  });

  test('is corrected by the command that is told', async () => {
    const store = newStore();
    await imported(sheet({ ...row, address: 'Strandvej 1' }), store);
    for (const field of ['kind=dementia_home', 'building=Ny Havblik', 'address=Strandvej 2'])
      expect((await relet('correct', 'eksempel.1', 'home registered', field, '--was', '2026-03-02', '--yes', '--store', store)).exit).toBe(
        0,
      );
    expect((await imported(changedTo, store)).report).toMatchObject({ unchanged: 1, changed: [], events: 0 });
  });

  test('gets an address that no row had said, and two rows with two addresses are told and correct nothing', async () => {
    const store = newStore();
    await imported(sheet(row), store);
    expect((await imported(sheet({ ...row, address: 'Strandvej 1' }), store)).report).toMatchObject({ grown: 1, changed: [], events: 1 });
    const two = sheet({ ...row, address: 'Strandvej 1', movedIn: '2026-04-01' }, { ...row, vacated: '2026-06-01', address: 'Strandvej 2' });
    const { report } = await imported(two, store, '--correct');
    expect(report.changed).toMatchObject([{ line: 3, column: 'Adresse', log: 'Strandvej 1', sheet: 'Strandvej 2' }]);
    expect(report.changed[0]).not.toHaveProperty('commands');
    expect((await homesIn(store))['eksempel.1']).toMatchObject({ registered: { address: 'Strandvej 1' } });
  });
});

test('a clock that is set by hand and stands in 1970 is told, with what sets it', async () => {
  const store = newStore();
  await relet('init', '--store', store, '--clock', 'manual');
  const file = sheet({ ...HOME, vacated: '2026-03-02', reason: 'død' });
  for (const option of [[], ['--dry-run']]) {
    const { exit, talk } = await imported(file, store, ...option);
    expect([exit, talk]).toEqual([2, expect.stringMatching(/says 1970-01-01.*2026-03-02.*--now DAY/)]);
  }
  expect((await imported(file, store, '--now', '2026-03-05')).report).toMatchObject({ good: 1, written: true });
});
