/** Lets so many calls run at the same time; further ones wait their turn, in their order. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly atOnce: number) {}

  async take<T>(call: () => Promise<T>): Promise<T> {
    if (this.running >= this.atOnce) await new Promise<void>((next) => this.waiting.push(next));
    else this.running += 1;
    try {
      return await call();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }
}
