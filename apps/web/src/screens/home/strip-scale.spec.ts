import { scaleOf } from './strip-scale';

test('each day is as wide as the next, also where clocks change', () => {
  const { at, across } = scaleOf('2026-03-21', '2026-03-30');
  expect([at('2026-03-21'), at('2026-03-26'), at('2026-03-31')]).toEqual([0, 50, 100]);
  expect(across('2026-03-28', '2026-03-30')).toEqual({ x: 70, width: 30 });
});

test('what begins before the line or ends after it is cut at its ends', () => {
  const { across } = scaleOf('2026-03-21', '2026-03-30');
  expect(across('2026-01-01', '2026-03-22')).toEqual({ x: 0, width: 20 });
  expect(across('2026-03-30', '2026-05-01')).toEqual({ x: 90, width: 10 });
  expect(across('2026-05-01', '2026-05-02').width).toBe(0);
});

test('months are named where they begin, over a year too, and never so many that they cannot be read', () => {
  expect(scaleOf('2025-11-15', '2026-02-01').months).toEqual(['2025-12-01', '2026-01-01', '2026-02-01']);
  expect(scaleOf('2025-11-15', '2025-11-20').months).toEqual([]);
  expect(scaleOf('2016-01-01', '2026-01-01').months.length).toBeLessThanOrEqual(12);
});

test('a vacancy of one day fills the line', () => {
  expect(scaleOf('2026-03-21', '2026-03-21').across('2026-03-21', '2026-03-21')).toEqual({ x: 0, width: 100 });
});
