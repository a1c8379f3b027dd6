/** Exact arithmetic of the figures: fractions, percentiles and rounding, in integers all the way. */

/** An exact fraction, reduced; `den` > 0. */
export interface Fraction {
  num: number;
  den: number;
}

/** num / den reduced, or null when there is nothing to divide by: n = 0 gives null, never 0. */
export function fraction(num: number, den: number): Fraction | null {
  if (den === 0) return null;
  const divisor = gcd(Math.abs(num), den) || 1;
  return { num: num / divisor, den: den / divisor };
}

/** `1/5`, or `3` for a whole number. */
export function asText(value: Fraction | null): string | null {
  return value && (value.den === 1 ? String(value.num) : `${value.num}/${value.den}`);
}

/** The decimal number nearest to a fraction with at most that many decimals. */
export function asDecimal(value: Fraction | null, decimals = 4): number | null {
  return value && Number((value.num / value.den).toFixed(decimals));
}

/** p-th percentile, linear, type 7, exact in hundredths; null of no values. */
export function percentile(values: readonly number[], p: number): Fraction | null {
  if (!values.length) return null;
  const sorted = [...values].sort((a, b) => a - b);
  const [k, r] = [Math.floor(((sorted.length - 1) * p) / 100), ((sorted.length - 1) * p) % 100];
  const [low, high] = [sorted[k] as number, sorted[k + 1] ?? (sorted[k] as number)];
  return fraction(100 * low + r * (high - low), 100);
}

/** The mean as an exact fraction; null of no values. */
export function mean(values: readonly number[]): Fraction | null {
  return fraction(values.reduce((sum, value) => sum + value, 0), values.length);
}

/** num / den rounded half up, for num >= 0. */
export function roundHalfUp(num: number, den: number): number {
  return Math.floor((2 * num + den) / (2 * den));
}

function gcd(a: number, b: number): number {
  while (b) [a, b] = [b, a % b];
  return a;
}
