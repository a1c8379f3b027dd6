import type { Fraction } from '@relet/domain';
import type { Exact } from './days.answers.js';

/** Figures as they are answered: fractions with their value, and what explains a figure only where it was asked for. */
export type Shown<T> = T extends Fraction
  ? Exact
  : T extends readonly (infer Item)[]
    ? Shown<Item>[]
    : T extends object
      ? { [K in keyof T as K extends Explanation ? never : K]: Shown<T[K]> } & {
          [K in keyof T as K extends Explanation ? K : never]?: Shown<T[K]>;
        }
      : T;
type Explanation = 'explained' | 'episodes' | 'homes';

const EXPLANATIONS: ReadonlySet<string> = new Set<Explanation>(['explained', 'episodes', 'homes']);

/** Fractions as `{ exact: "1/5", value: 0.2 }`; what explains a figure only where it was asked for. */
export function shown(value: unknown, explain: boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => shown(item, explain));
  if (typeof value !== 'object' || value === null) return value;
  if (isFraction(value)) return exact({ num: BigInt(value.num), den: BigInt(value.den) });
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]) => (!explain && EXPLANATIONS.has(key) ? [] : [[key, shown(inner, explain)]])),
  );
}

export const isFraction = (value: unknown): value is Fraction =>
  typeof value === 'object' && value !== null && 'num' in value && 'den' in value;

/** A fraction, reduced, with its value to six decimals. */
export function exact({ num, den }: { num: bigint; den: bigint }): Exact {
  const divisor = gcd(num < 0n ? -num : num, den);
  const [n, d] = [num / divisor, den / divisor];
  return { exact: d === 1n ? String(n) : `${n}/${d}`, value: Math.round((Number(n) / Number(d)) * 1e6) / 1e6 };
}

function gcd(a: bigint, b: bigint): bigint {
  while (b) [a, b] = [b, a % b];
  return a;
}
