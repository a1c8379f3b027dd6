import type { Fraction } from '@relet/domain';
import { exact, isFraction } from './exact.js';

/** What figures are more or less than others of the same shape: numbers and fractions exactly, null where either is null; without what explains them. */
export function difference(now: unknown, then: unknown): unknown {
  if (now === null || then === null) return null;
  if (typeof now === 'number') return now - Number(then);
  if (isFraction(now)) return exact(lessOf(now, then as Fraction));
  return Object.fromEntries(
    Object.entries(now as object).flatMap(([name, value]) =>
      Array.isArray(value) ? [] : [[name, difference(value, (then as Record<string, unknown>)[name])]],
    ),
  );
}

/** Of two fractions with large denominators the product is larger than a number can hold exactly. */
function lessOf(a: Fraction, b: Fraction) {
  const [an, ad, bn, bd] = [a.num, a.den, b.num, b.den].map(BigInt) as [bigint, bigint, bigint, bigint];
  return { num: an * bd - bn * ad, den: ad * bd };
}
