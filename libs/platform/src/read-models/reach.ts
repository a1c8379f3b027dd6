import { Logger } from '@nestjs/common';
import type { StoreError } from '@relet/event-store';

/** Milliseconds for which the log may be out of reach without a word. */
const MOMENT = 1_000;

/** Says in the log of the process that the events cannot be read: once with the cause, and once when it is over. */
export class Reach {
  private readonly log = new Logger('Store');
  private lost: { code: string; since: number; said: boolean } | undefined;

  failed({ code, message }: StoreError, now: number): void {
    if (this.lost?.code !== code) this.lost = { code, since: now, said: false };
    if (this.lost.said || now - this.lost.since < MOMENT) return;
    this.lost.said = true;
    this.log.error(`The events cannot be read, and it is tried again: ${code}: ${message}`);
  }

  worked(): void {
    if (this.lost?.said) this.log.log('The events can be read again.');
    this.lost = undefined;
  }
}
