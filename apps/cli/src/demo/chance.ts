/** Chance from a seed: the same seed gives the same numbers everywhere. */
export class Chance {
  constructor(private state: number) {}

  /** A number in [0, 1) (mulberry32). */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** True with a probability. */
  is(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(from: readonly T[]): T {
    return from[Math.floor(this.next() * from.length)] as T;
  }

  /** Whole days, exponentially distributed around a mean. */
  exponential(mean: number): number {
    return Math.round(-Math.log(1 - this.next()) * mean);
  }

  /** Whole days, lognormal with a median and a 90th percentile. */
  lognormal(median: number, p90: number): number {
    const normal = Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
    return Math.round(median * (p90 / median) ** (normal / 1.2816));
  }
}
