import { Chance } from '../../apps/cli/src/demo/chance.js';
import { toCsv } from '../../apps/cli/src/demo/relettings.js';
import type { Column } from '@relet/reletting';
import { relet } from '../acceptance/relet.js';
import { count } from '../faults/soak.js';
import { faultsIn, fileOf, imported, newStore, timeline } from './importing.js';

type Row = Partial<Record<Column, string>>;

let files = 0;
const sheet = (...rows: Row[]) => fileOf(`grown-${++files}.csv`, toCsv(rows));
const SINCE = ['--since', '2026-01-01'];
/** Every figure of the vacancies and phases, without what names the vacancy. */
const figures = async (store: string) => {
  const ask = async (of: string) => {
    const { out } = await relet('export', of, '--store', store, '--from', '2026-01-01', '--to', '2026-10-31', '--json');
    return out
      .trim()
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as object);
  };
  return [await ask('vacancies'), await ask('phases')];
};

const HOME: Row = { unit: 'eksempel.1', building: 'Havblik', kind: 'plejebolig', rent: '6250' };
const LEFT: Row = { ...HOME, notice: '2026-02-26', vacated: '2026-03-03', reason: 'opsigelse' };
const SEEN: Row = { ...LEFT, keys: '2026-03-04', inspection: '2026-03-06' };
const OFFERED: Row = { offered: '2026-03-15', accepted: '2026-03-15', contract: '2026-03-15', rentFrom: '2026-03-15' };

test.each<[string, Row, Row]>([
  ['works that become none after the move-in', { ...SEEN, movedIn: '2026-03-19' }, { ...SEEN, works: 'ingen', movedIn: '2026-03-19' }],
  ['keys on the day that the home was ready', { ...LEFT, ready: '2026-03-04' }, { ...LEFT, ready: '2026-03-04', keys: '2026-03-04' }],
  ['keys on the day of the move-in', { ...LEFT, movedIn: '2026-03-09' }, { ...LEFT, movedIn: '2026-03-09', keys: '2026-03-09' }],
  ['all on one day', { ...LEFT, movedIn: '2026-03-03' }, { ...LEFT, movedIn: '2026-03-03', keys: '2026-03-03' }],
  [
    'an inspection on the day of the move-in, and the letting',
    { ...LEFT, keys: '2026-03-04', movedIn: '2026-03-15' },
    { ...LEFT, keys: '2026-03-04', inspection: '2026-03-15', movedIn: '2026-03-15', ...OFFERED },
  ],
  [
    'works where the home was ready on the day of its inspection',
    { ...SEEN, ready: '2026-03-06' },
    { ...SEEN, ready: '2026-03-06', works: 'normal' },
  ],
  [
    'works that were ordered where the home was ready on the day of its inspection',
    { ...SEEN, ready: '2026-03-06' },
    { ...SEEN, ready: '2026-03-06', works: 'normal', ordered: '2026-03-06' },
  ],
  [
    'a home that is ready on the day on which works were ordered',
    { ...SEEN, ordered: '2026-03-06' },
    { ...SEEN, ordered: '2026-03-06', ready: '2026-03-06' },
  ],
])('%s: told a week later, it gives the figures of one import', async (_, before, after) => {
  const [weekly, once] = [newStore(), newStore()];
  await imported(sheet(before), weekly, ...SINCE);
  expect((await imported(sheet(after), weekly)).report).toMatchObject({ faults: [], changed: [], grown: 1 });
  await imported(sheet(after), once, ...SINCE);
  expect(await figures(weekly)).toEqual(await figures(once));
  expect((await imported(sheet(after), weekly)).report).toMatchObject({ unchanged: 1, grown: 0, events: 0, changed: [] });
});

const LATER: Row = { ...HOME, vacated: '2026-04-20', reason: 'død', movedIn: '2026-04-28' };
const EARLIER: Row = { ...HOME, vacated: '2026-04-01', reason: 'flytning', movedIn: '2026-04-08' };
const EARLIEST: Row = { ...HOME, vacated: '2026-02-05', reason: 'død', movedIn: '2026-02-10' };

test.each<[string, Row[], Row[]]>([
  ['before the one that is known', [LATER], [EARLIER, LATER]],
  ['before the one that is known, below it', [LATER], [LATER, EARLIER]],
  ['before one that is still open', [{ ...LATER, movedIn: '' }], [EARLIER, { ...LATER, movedIn: '' }]],
  ['between two that are known', [EARLIEST, LATER], [EARLIEST, EARLIER, LATER]],
])('a re-letting %s is taken when a later sheet tells it', async (_, before, after) => {
  const [weekly, once] = [newStore(), newStore()];
  await imported(sheet(...before), weekly, ...SINCE);
  expect((await imported(sheet(...after), weekly)).report).toMatchObject({ faults: [], changed: [], good: 1 });
  await imported(sheet(...after), once, ...SINCE);
  expect(await figures(weekly)).toEqual(await figures(once));
  expect((await imported(sheet(...after), weekly)).report).toMatchObject({ unchanged: after.length, events: 0 });
});

test('works that are ordered on the day of the inspection were needed: nothing of the row is lost', async () => {
  const store = newStore();
  await imported(sheet({ ...SEEN, ordered: '2026-03-06', ready: '2026-03-06' }), store, ...SINCE);
  expect((await timeline('eksempel.1', store)).map(([, type]) => type)).toEqual(expect.arrayContaining(['WorksOrdered', 'WorksCompleted']));
});

test('an offer that was said no to by hand is not made another one: the cells of the next one are told, and the rest of the row comes in', async () => {
  const store = newStore();
  await imported(sheet(LEFT), store, ...SINCE);
  const acts = [
    ['MakeOffer', 'effective=2026-03-04', 'offerId=by-hand', 'direct=true', 'respondBy=2026-03-12'],
    ['DeclineOffer', 'effective=2026-03-06', 'offerId=by-hand', 'reason=health'],
  ];
  for (const [name = '', ...fields] of acts)
    expect(await relet('order', name, 'eksempel.1', ...fields, '--as', 'eksempel', '--store', store)).toMatchObject({ exit: 0 });
  const { report } = await imported(sheet({ ...LEFT, keys: '2026-03-04', ...OFFERED, movedIn: '2026-03-20' }), store);
  expect([report.faults, report.grown]).toEqual([[], 1]);
  expect(report.changed.map(({ column, commands }) => [column, commands])).toEqual(
    ['Accepteret', 'Kontrakt', 'Indflyttet', 'Tilbudt'].map((column) => [column, undefined]),
  );
});

test('where people have recorded something, nothing is given anew: the row is bad, and its cell is named', async () => {
  const store = newStore();
  await imported(sheet({ ...LEFT, ready: '2026-03-04' }), store, ...SINCE);
  const given = ['effective=2026-03-05', 'offerId=by-hand', 'direct=true'];
  expect(await relet('order', 'MakeOffer', 'eksempel.1', ...given, '--as', 'eksempel', '--store', store)).toMatchObject({ exit: 0 });
  const { report } = await imported(sheet({ ...LEFT, ready: '2026-03-04', keys: '2026-03-04' }), store);
  expect(report.faults).toMatchObject([{ column: 'Nøgler', code: 'WRONG_STATE' }]);
});

const ORDERED: readonly Column[] = [
  'notice',
  'vacated',
  'keys',
  'inspection',
  'ordered',
  'ready',
  'offered',
  'accepted',
  'contract',
  'movedIn',
];
/** A row whose days lie close together, many on one day. */
function closeRow(n: number, chance: Chance): Row {
  let day = Date.UTC(2026, 2, 1 + (n % 20));
  const days = ORDERED.map((column): [Column, string] => {
    day += 86_400_000 * Math.floor(chance.next() * 2);
    return [column, new Date(day).toISOString().slice(0, 10)];
  });
  const row: Row = { ...HOME, unit: `eksempel.${n}`, reason: 'opsigelse', works: 'normal', ...Object.fromEntries(days) };
  return { ...row, rentFrom: row.movedIn as string };
}
/** Columns of which one is told behind the other; what stands alone can be told at any time. */
const CHAINS: readonly (readonly Column[])[] = [
  ['notice'],
  ['keys', 'inspection', 'ordered'],
  ['ready'],
  ['offered', 'accepted', 'contract'],
  ['movedIn'],
  ['works'],
];

/** A row of which each chain is told up to some place, by a share of it. */
function partOf(row: Row, places: readonly number[]): Row {
  const told = new Set(CHAINS.flatMap((chain, n) => chain.slice(0, Math.round(chain.length * (places[n] ?? 1)))));
  // An offer that is told of a home that is let is told to its end.
  if (told.has('movedIn') && told.has('offered')) for (const column of ['accepted', 'contract'] as const) told.add(column);
  if (!told.has('inspection')) told.delete('works');
  if (told.has('contract')) told.add('rentFrom');
  return Object.fromEntries(Object.entries(row).filter(([column]) => ALWAYS.has(column) || told.has(column as Column))) as Row;
}
const ALWAYS: ReadonlySet<string> = new Set([...Object.keys(HOME), 'vacated', 'reason']);

test.each([1, 2])(
  'cells of days that lie close together, filled in any order, end in the figures of one import (%i)',
  async (seed) => {
    const chance = new Chance(seed);
    const rows = Array.from({ length: count(40, 300) }, (_, n) => closeRow(n + 1, chance));
    const at = rows.map(() => CHAINS.map(() => chance.next()));
    const [weekly, once] = [newStore(), newStore()];
    for (const week of [0, 0.5, 1]) {
      const known = rows.map((row, n) =>
        partOf(
          row,
          (at[n] as number[]).map((place) => Math.max(week, week < 1 ? place : 1)),
        ),
      );
      const { report } = await imported(sheet(...known), weekly, ...SINCE, '--set-aside');
      expect([week, faultsIn(report), report.changed]).toEqual([week, [], []]);
    }
    await imported(sheet(...rows), once, ...SINCE);
    expect(await figures(weekly)).toEqual(await figures(once));
  },
  180_000,
);
