import { Logger } from '@nestjs/common';
import { setTimeout } from 'node:timers/promises';

/** How long is waited before the next try, in milliseconds: twice as long each time, up to the longest. */
const FIRST = 100;
const LONGEST = 5_000;

/** What keeps a projector from going on, a full disk for one: said once, and tried again until it is gone. */
export class Hindrance {
  /** Why it does not go on; undefined while it does. */
  error: Error | undefined;
  private tries = 0;
  private readonly log = new Logger('Projector');

  /** Notes the error, and resolves when it is time to try again. */
  async met(error: unknown): Promise<void> {
    const reason = reasonOf(error);
    if (!this.error || reason !== reasonOf(this.error)) this.log.error(`The projection waits, and tries again: ${reason}`);
    this.error = error instanceof Error ? error : new Error(reason);
    await setTimeout(Math.min(LONGEST, FIRST * 2 ** this.tries++), undefined, { ref: false });
  }

  gone(): void {
    if (this.error) this.log.log('The projection goes on.');
    this.error = undefined;
    this.tries = 0;
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? `${String(error.code)}: ${error.message}` : error.message;
}
