/** An exact, reduced fraction; the denominator is positive. */
export interface Fraction {
  num: number;
  den: number;
}

/** `num / den` reduced. Null when nothing was counted (`den` is 0), because 0 would look like a figure. */
export function fraction(num: number, den: number): Fraction | null {
  if (den === 0) return null;
  const divisor = gcd(Math.abs(num), Math.abs(den)) * Math.sign(den);
  return { num: num / divisor || 0, den: den / divisor };
}

/** A fraction in decimal notation, rounded half away from zero to so many decimals, without trailing zeros. */
export function decimal({ num, den }: Fraction, digits = 2): string {
  const scale = 10n ** BigInt(digits);
  const rounded = (2n * BigInt(Math.abs(num)) * scale + BigInt(den)) / (2n * BigInt(den));
  const text = String(rounded).padStart(digits + 1, '0');
  const point = text.length - digits;
  const decimals = text.slice(point).replace(/0+$/, '');
  return `${num < 0 && rounded > 0n ? '-' : ''}${text.slice(0, point)}${decimals && `.${decimals}`}`;
}

/** `num / den` rounded half up to an integer. */
export function roundHalfUp(num: number, den: number): number {
  return Math.floor((2 * num + den) / (2 * den));
}

/** Days of several lettings: how many, their sum, mean and percentiles, exact (docs/figures.md). */
export interface Distribution {
  n: number;
  sum: number;
  mean: Fraction | null;
  p10: Fraction | null;
  p25: Fraction | null;
  median: Fraction | null;
  p75: Fraction | null;
  p90: Fraction | null;
}

/** The distribution of whole days. Without any, everything but n and sum is null. */
export function distribution(values: readonly number[]): Distribution {
  const sorted = Float64Array.from(values).sort();
  const sum = sorted.reduce((total, value) => total + value, 0);
  const at = (p: number) => percentile(sorted, p);
  return { n: sorted.length, sum, mean: fraction(sum, sorted.length), p10: at(10), p25: at(25), median: at(50), p75: at(75), p90: at(90) };
}

/** The p-th percentile of sorted integers, linear between neighbours (type 7), computed in integers so that it is exact. */
function percentile(sorted: Float64Array, p: number): Fraction | null {
  if (sorted.length === 0) return null;
  const position = (sorted.length - 1) * p;
  const k = Math.floor(position / 100);
  const low = sorted[k] as number;
  return fraction(100 * low + (position % 100) * ((sorted[k + 1] ?? low) - low), 100);
}

function gcd(a: number, b: number): number {
  while (b) [a, b] = [b, a % b];
  return a;
}
