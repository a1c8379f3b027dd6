import { civilDate, dayNumber } from './days.js';
import { periodOf, PERIODS } from './periods.js';

test.each([
  ['2026-01-31', 'month', { key: '2026-01', from: '2026-01-01', to: '2026-01-31' }],
  ['2024-02-10', 'month', { key: '2024-02', from: '2024-02-01', to: '2024-02-29' }],
  ['2026-03-31', 'quarter', { key: '2026-Q1', from: '2026-01-01', to: '2026-03-31' }],
  ['2026-12-01', 'quarter', { key: '2026-Q4', from: '2026-10-01', to: '2026-12-31' }],
  ['2026-07-02', 'year', { key: '2026', from: '2026-01-01', to: '2026-12-31' }],
  ['2026-01-28', 'week', { key: '2026-W05', from: '2026-01-26', to: '2026-02-01' }],
] as const)('%s lies in this %s', (day, by, period) => expect(periodOf(day, by)).toEqual(period));

test.each([
  ['2027-01-03', '2026-W53'],
  ['2024-12-30', '2025-W01'],
  ['2021-01-03', '2020-W53'],
  ['1969-12-28', '1969-W52'],
  ['1969-12-29', '1970-W01'],
])('%s lies in the week %s: the one of the year that has its Thursday', (day, key) => expect(periodOf(day, 'week').key).toBe(key));

test.each(PERIODS)('every day lies in one %s, and they follow each other without a gap', (by) => {
  let last = periodOf('2019-12-31', by);
  for (let day = dayNumber('2019-12-31'); day < dayNumber('2032-02-01'); day++) {
    const period = periodOf(civilDate(day), by);
    expect(period.from <= civilDate(day) && civilDate(day) <= period.to).toBe(true);
    if (period.key !== last.key) expect(dayNumber(period.from)).toBe(dayNumber(last.to) + 1);
    else expect(period).toEqual(last);
    last = period;
  }
});
