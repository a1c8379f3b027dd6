import { Freshness } from './freshness.js';

const shown = (upTo: number) => (position: string) => Number(position) <= upTo;

test('rows that show the whole log are of no age', () => {
  const freshness = new Freshness(0);
  freshness.seen('7', 1_000);
  expect(freshness.age(60_000, true, shown(7))).toBe(0);
});

test('the age is that of the oldest event that they do not show', () => {
  const freshness = new Freshness(0);
  for (const [position, at] of [
    ['7', 1_000],
    ['8', 2_000],
    ['9', 3_000],
  ] as const)
    freshness.seen(position, at);
  expect(freshness.age(10_000, true, shown(7))).toBe(8_000);
  expect(freshness.age(10_000, true, shown(8))).toBe(7_000);
  expect(freshness.age(10_000, true, shown(9))).toBe(0);
});

test('under steady writes rows that follow are never old, though the log has always gone on', () => {
  const freshness = new Freshness(0);
  for (let n = 0; n < 10_000; n++) {
    freshness.seen(String(n), n * 100);
    expect(freshness.age(n * 100, true, shown(n - 1))).toBeLessThanOrEqual(100);
  }
});

test('after many heads that nobody asked about, rows that lag are still told', () => {
  const freshness = new Freshness(0);
  for (let n = 0; n < 1_000; n++) freshness.seen(String(n), n * 1_000);
  expect(freshness.age(1_000_000, true, shown(990))).toBe(9_000);
});

test('while the log cannot be reached the age grows from the last look', () => {
  const freshness = new Freshness(0);
  freshness.seen('7', 1_000);
  expect(freshness.age(31_000, false, shown(7))).toBe(30_000);
});
