import { against, periodOf } from './periods';

test.each([
  ['last12', '2026-10-30', '2025-11-01', '2026-10-30'],
  ['thisYear', '2026-10-30', '2026-01-01', '2026-10-30'],
  ['lastQuarter', '2026-10-30', '2026-07-01', '2026-09-30'],
  ['lastQuarter', '2026-02-10', '2025-10-01', '2025-12-31'],
  ['lastMonth', '2026-03-31', '2026-02-01', '2026-02-28'],
  ['lastYear', '2026-10-30', '2025-01-01', '2025-12-31'],
] as const)('%s seen from %s is from %s to %s', (preset, today, from, to) => {
  expect(periodOf(preset, today)).toEqual({ from, to });
});

test('the period before a quarter is the quarter before, and before days so many days', () => {
  expect(against({ from: '2026-07-01', to: '2026-09-30' }, 'before')).toEqual({ from: '2026-04-01', to: '2026-06-30' });
  expect(against({ from: '2026-03-01', to: '2026-03-31' }, 'before')).toEqual({ from: '2026-02-01', to: '2026-02-28' });
  expect(against({ from: '2025-11-01', to: '2026-10-30' }, 'before')).toEqual({ from: '2024-11-01', to: '2025-10-30' });
  expect(against({ from: '2026-01-01', to: '2026-11-14' }, 'before')).toEqual({ from: '2025-02-17', to: '2025-12-31' });
  expect(against({ from: '2026-10-05', to: '2026-10-11' }, 'before')).toEqual({ from: '2026-09-28', to: '2026-10-04' });
});

test('a year before a leap day ends with the February of that year', () => {
  expect(against({ from: '2024-02-01', to: '2024-02-29' }, 'yearBefore')).toEqual({ from: '2023-02-01', to: '2023-02-28' });
});
