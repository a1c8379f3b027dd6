import { parse } from 'csv-parse/sync';
import type { VacancyAnswer } from '@relet/vacancy';
import { figures, here, makeStore, vacancy } from './demo-figures.js';
import { relet } from './relet.js';

beforeAll(makeStore, 60_000);

describe('groups', () => {
  test.each(['week', 'month', 'quarter', 'year'])('by %s have their days once', async (by) => {
    const { groups, total } = await figures('--group-by', by);
    const days = groups.map(({ vacancy: { emptyUnitDays, availableUnitDays } }) => [emptyUnitDays, availableUnitDays]);
    const whole = (await figures()).groups[0];
    expect(days.reduce(([a, b], [c, d]) => [Number(a) + Number(c), Number(b) + Number(d)], [0, 0])).toEqual([
      whole?.vacancy.emptyUnitDays,
      whole?.vacancy.availableUnitDays,
    ]);
    expect({ ...total, key: 'all' }).toEqual(whole);
  });

  test('have the keys of the calendar, and the first and last part are cut', async () => {
    const keys = async (by: string, from: string, to: string) => {
      const { out } = await relet('vacancy', '--json', '--from', from, '--to', to, '--group-by', by, ...here);
      return (JSON.parse(out) as VacancyAnswer).groups.map(({ key, vacancy: { availableUnitDays } }) => [key, availableUnitDays]);
    };
    const [[first, days]] = (await keys('week', '2026-02-01', '2026-02-03')) as [[string, number]];
    expect([first, days]).toEqual(['2026-W05', (await keys('year', '2026-02-01', '2026-02-01'))[0]?.[1]]);
    expect((await keys('week', '2025-12-28', '2026-01-05')).map(([key]) => key)).toEqual(['2025-W52', '2026-W01', '2026-W02']);
    expect((await keys('quarter', '2025-12-31', '2026-01-01')).map(([key]) => key)).toEqual(['2025-Q4', '2026-Q1']);
    expect((await keys('year', '2025-12-31', '2026-01-01')).map(([key]) => key)).toEqual(['2025', '2026']);
  });

  test('by two have every pair, and add up to the groups by one', async () => {
    const { groups } = await figures('--group-by', 'building,month');
    const { groups: buildings } = await figures('--group-by', 'building');
    expect(groups).toHaveLength(buildings.length * 6);
    for (const { key, municipality, vacancy: whole } of buildings) {
      const own = groups.filter(({ keys, ...group }) => keys?.[0] === key && group.municipality === municipality);
      expect(own.map(({ keys }) => keys?.[1])).toEqual(['2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06']);
      expect(own.reduce((sum, group) => sum + group.vacancy.emptyUnitDays, 0)).toBe(whole.emptyUnitDays);
    }
    const swapped = (await figures('--group-by', 'month,building')).groups;
    expect(swapped.map(({ vacancy: { tomgang } }) => tomgang.oere).sort()).toEqual(
      groups.map(({ vacancy: { tomgang } }) => tomgang.oere).sort(),
    );
  });

  test('stand in the order of a figure, and those without it last', async () => {
    const medians = async (sort: string) =>
      (await figures('--group-by', 'unit', '--sort', sort)).groups.map(({ lettings }) => lettings.all.gross.median?.value ?? null);
    const known = (await medians('median')).filter((median) => median !== null);
    expect(known).toEqual([...known].sort((a, b) => a - b));
    const down = await medians('-median');
    expect(down).toEqual([...[...known].reverse(), ...down.slice(known.length).map(() => null)]);
    expect(down.length).toBeGreaterThan(known.length);
  });

  test.each(['building,building', 'month,week', 'day', 'building,month,kind'])('%s is malformed', async (by) => {
    expect(await vacancy('--group-by', by)).toMatchObject({ exit: 2, talk: expect.stringContaining('--group-by') });
  });

  test('more of them than an answer can hold are refused', async () => {
    const { exit, talk } = await relet('vacancy', '--from', '1990-01-01', '--to', '2026-06-30', '--group-by', 'unit,week', ...here);
    expect([exit, talk]).toEqual([2, expect.stringContaining('more than 20000 groups')]);
  });
});

describe('another period', () => {
  test('has the figures that it has by itself, and the difference is exact', async () => {
    const { groups, against } = await figures('--group-by', 'building', '--against', '2025-01-01..2025-06-30');
    const { out } = await relet('vacancy', '--json', '--from', '2025-01-01', '--to', '2025-06-30', '--group-by', 'building', ...here);
    const other = (JSON.parse(out) as VacancyAnswer).groups;
    expect(against).toEqual({ from: '2025-01-01', to: '2025-06-30', reachesAhead: false });
    for (const [n, { against: beside, difference, vacancy: now }] of groups.entries()) {
      const { municipality: _, ...then } = other[n] ?? { municipality: '' };
      expect(beside).toEqual(then);
      expect(difference?.vacancy.emptyUnitDays).toBe(now.emptyUnitDays - (other[n]?.vacancy.emptyUnitDays ?? 0));
    }
    const [first] = groups;
    const [a, b, d] = [first?.vacancy, first?.against?.vacancy, first?.difference?.vacancy].map((each) =>
      fraction(each?.vacancyRate?.exact),
    ) as [[bigint, bigint], [bigint, bigint], [bigint, bigint]];
    expect((a[0] * b[1] - b[0] * a[1]) * d[1]).toBe(d[0] * a[1] * b[1]);
  });

  test('is paired part by part of the calendar', async () => {
    const { groups } = await figures('--group-by', 'month', '--against', '2025-07-01..2025-12-31');
    expect(groups.map(({ key, against }) => `${key} ${against?.key}`)).toEqual(
      ['01 07', '02 08', '03 09', '04 10', '05 11', '06 12'].map((pair) => `2026-${pair.slice(0, 2)} 2025-${pair.slice(3)}`),
    );
    expect(await vacancy('--group-by', 'month', '--against', '2025-07-01..2025-11-30')).toMatchObject({
      ...{ exit: 2, talk: expect.stringContaining('--against') },
    });
  });

  test.each([
    ['2025-01-01', /two days/],
    ['2025-06-30..2025-01-01', /--against: The period ends/],
    ['2025-02-30..2025-06-30', /--against must be a date/],
  ])('%s is none', async (against, says) => {
    expect(await vacancy('--against', against)).toMatchObject({ exit: 2, talk: expect.stringMatching(says) });
  });

  test('stands in the file behind the figures, and the difference behind it', async () => {
    const { out } = await vacancy('--csv', 'en', '--against', '2025-01-01..2025-06-30');
    const [row] = parse(out, { columns: true }) as Record<string, string>[];
    expect(Number(row?.['Empty days (difference)'])).toBe(Number(row?.['Empty days']) - Number(row?.['Empty days (other period)']));
  });
});

const fraction = (exact = '0') => exact.split('/').concat('1').slice(0, 2).map(BigInt) as [bigint, bigint];

describe('long vacancies alone', () => {
  test('are those with more empty days by the end of the period, and the days of all homes stay', async () => {
    const rows = async (from: string) => {
      const { out } = await relet('export', 'vacancies', '--from', from, '--to', '2026-06-30', '--json', ...here);
      return out
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as { vacancy: string; emptyDays: number });
    };
    const until = new Map((await rows('2020-01-01')).map(({ vacancy: id, emptyDays }) => [id, emptyDays]));
    const half = await rows('2026-01-01');
    const expected = half.filter(({ vacancy: id }) => Number(until.get(id)) > 60).reduce((sum, { emptyDays }) => sum + emptyDays, 0);
    const [long, all] = [(await figures('--older-than', '60')).groups[0], (await figures()).groups[0]];
    expect([long?.vacancy.emptyUnitDays, long?.vacancy.availableUnitDays]).toEqual([expected, all?.vacancy.availableUnitDays]);
    expect(expected).toBeGreaterThan(0);
    expect(expected).toBeLessThan(all?.vacancy.emptyUnitDays ?? 0);
    expect([long?.turnover, long?.guarantee]).toEqual([all?.turnover, all?.guarantee]);
  });

  test('on the board are homes that stand empty for longer', async () => {
    const board = async (...options: string[]) =>
      (
        JSON.parse((await relet('board', '--json', '--as-of', '2026-06-01', ...options, ...here)).out) as {
          homes: { unit: string; emptyDays: number }[];
        }
      ).homes;
    const all = await board();
    const long = await board('--older-than', '40');
    expect(long).toEqual(all.filter(({ emptyDays }) => emptyDays > 40));
    expect([long.length > 0, long.length < all.filter(({ emptyDays }) => emptyDays > 0).length]).toEqual([true, true]);
    expect(await relet('board', '--waiting', '--older-than', '40', ...here)).toMatchObject({ exit: 2 });
  });
});
