import { Silent } from './presence.js';

/** Lets so many calls run at the same time; further ones wait their turn, in their order. */
export class Turns {
  private readonly waiting: (() => void)[] = [];
  private running = 0;

  constructor(private readonly atOnce: number) {}

  /** With `within`, a call that is urgent: it comes before those that wait already, and throws Silent when it has no turn within so many milliseconds. */
  async take<T>(call: () => Promise<T>, within?: number): Promise<T> {
    if (this.running < this.atOnce) this.running += 1;
    else await (within === undefined ? new Promise<void>((next) => this.waiting.push(next)) : this.soon(within));
    try {
      return await call();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.running -= 1;
    }
  }

  private soon(within: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const next = () => (clearTimeout(timer), resolve());
      const timer = setTimeout(() => {
        this.waiting.splice(this.waiting.indexOf(next), 1);
        reject(new Silent(true));
      }, within);
      this.waiting.unshift(next);
    });
  }
}
