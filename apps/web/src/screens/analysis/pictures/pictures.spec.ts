import { beside, changedMost, mediansOf } from './medians';
import { findingOf, PHASES, stacked, type Month } from './months';

const NONE = Object.fromEntries(PHASES.map((phase) => [phase, 0])) as Month['days'];
const month = (key: string, days: Partial<Month['days']>): Month => ({
  key,
  days: { ...NONE, ...days },
  sum: Object.values(days).reduce((sum, each) => sum + each, 0),
});
const SIZE = { width: 240, height: 124, left: 40, bottom: 20 };

test('the finding is the month with the most empty days, and the phase that most of them were in', () => {
  const months = [month('2026-01', { clearing: 30 }), month('2026-02', { clearing: 10, works: 30 }), month('2026-03', {})];
  expect(findingOf(months)).toEqual({ month: months[1], phase: 'works', share: 75 });
  expect(findingOf([month('2026-03', {})])).toBeUndefined();
});

test('phases stand on each other in the order of their work, as high as their days', () => {
  const { bars, floor } = stacked([month('2026-01', { works: 60, clearing: 40 }), month('2026-02', {})], SIZE);
  expect(floor).toBe(104);
  // 100 days are as high as the picture: 96 units, from 104 up to 8.
  expect(bars[0]?.parts.map(({ phase, y, height }) => [phase, Math.round(y), Math.round(height)])).toEqual([
    ['clearing', 66, 38],
    ['works', 8, 58],
  ]);
  expect(bars[1]?.parts).toEqual([]);
});

const counted = (median: number | null, withDays: number) => ({
  ...{ n: 4, withDays, mean: null, p25: null, p75: null },
  median: median === null ? null : { exact: String(median), value: median },
});
const phases = (medians: Record<string, [number | null, number]>) =>
  Object.fromEntries(PHASES.map((phase) => [phase, counted(...(medians[phase] ?? [0, 0]))])) as Parameters<typeof mediansOf>[0]['phases'];

test('a phase is shown where a re-letting of either period had a day of it, and the largest change is the finding', () => {
  const medians = mediansOf({
    phases: phases({ clearing: [16, 9], works: [7, 4] }),
    against: { phases: phases({ clearing: [14, 9], works: [12, 6], move_in: [3, 1] }) } as never,
  });
  expect(medians).toEqual([
    { phase: 'clearing', now: 16, before: 14, withDays: 9 },
    { phase: 'works', now: 7, before: 12, withDays: 4 },
    { phase: 'move_in', now: 0, before: 3, withDays: 0 },
  ]);
  expect(changedMost(medians)?.phase).toBe('works');
  expect(changedMost([{ phase: 'works', now: 7, before: 7, withDays: 1 }])).toBeUndefined();
  expect(changedMost([{ phase: 'works', now: null, before: 7, withDays: 1 }])).toBeUndefined();
});

test('bars of the two periods lie below each other and are as long as their days', () => {
  const { rows } = beside([{ phase: 'works', now: 10, before: 5, withDays: 1 }], SIZE);
  const [{ now, before }] = rows as [(typeof rows)[0]];
  // 10 days reach from 40 to 200.
  expect([now.x, now.width, before.width]).toEqual([40, 160, 80]);
  expect(before.y).toBe(now.y + now.height);
});
