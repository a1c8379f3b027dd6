import type { BeforeApplicationShutdown, Logger } from '@nestjs/common';
import { problemOf } from './problem.filter.js';

/** How often it is looked for what is due or unfinished, in milliseconds. */
const EVERY = 5_000;

/** Something that goes on by itself: it looks every few seconds, never twice at once. What fails is said, and tried again with the next look. */
export abstract class Rounds implements BeforeApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();

  constructor(protected readonly log: Logger) {}

  /** One look at what is due or unfinished. */
  protected abstract turn(): Promise<void>;

  /** Looks from now on, again and again. */
  protected goOn(): void {
    this.timer = setInterval(() => void this.look(), EVERY).unref();
  }

  /** Looks once, after the look that goes on now. */
  look(): Promise<void> {
    this.round = this.round.then(() => this.turn()).catch((error: unknown) => this.log.warn(`Not now: ${problemOf(error).code}`));
    return this.round;
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.round;
  }
}
