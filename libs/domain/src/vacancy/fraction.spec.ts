import { decimal, distribution, fraction, roundHalfUp } from './fraction.js';

test('a fraction or a percentile of nothing is null, not 0', () => {
  expect(fraction(0, 0)).toBeNull();
  expect(distribution([])).toEqual({ n: 0, sum: 0, mean: null, p10: null, p25: null, median: null, p75: null, p90: null });
});

test('a fraction is reduced, and a negative one has a negative numerator', () => {
  expect([fraction(167, 910), fraction(6, 4), fraction(0, 7), fraction(-6, 4)]).toEqual([
    { num: 167, den: 910 },
    { num: 3, den: 2 },
    { num: 0, den: 1 },
    { num: -3, den: 2 },
  ]);
});

test('a percentile is interpolated between its neighbours, exactly', () => {
  const { mean, median, p90, p10 } = distribution([0, 28, 21, 17]);
  expect([mean, median, p90, p10].map((value) => value && decimal(value))).toEqual(['16.5', '19', '25.9', '5.1']);
  expect(distribution([-17, 4]).median).toEqual({ num: -13, den: 2 });
});

test('decimals are rounded half away from zero', () => {
  const written = (num: number, den: number, digits?: number) => decimal({ num, den }, digits);
  expect([written(1, 8), written(-1, 8), written(2, 3, 4), written(5, 1), written(-1, 1000), written(1, 2, 0)]).toEqual([
    '0.13',
    '-0.13',
    '0.6667',
    '5',
    '0',
    '1',
  ]);
});

test('øre are rounded half up', () => expect([roundHalfUp(5, 2), roundHalfUp(9, 4), roundHalfUp(11, 4)]).toEqual([3, 2, 3]));
