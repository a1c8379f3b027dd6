import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Held, Leases } from '@relet/platform';

const IMPORT = 'import ';
/** Seconds after which an import that was cut off holds up nobody any more. */
const SECONDS = 15;

/** While history comes in, deadlines wait in all processes: an answer may stand in a row that has not been read yet. */
@Injectable()
export class Pause {
  constructor(private readonly leases: Leases) {}

  paused(): Promise<boolean> {
    return this.leases.isTaken(IMPORT);
  }

  /** Deadlines wait until the act is done. */
  async during<T>(act: () => Promise<T>): Promise<T> {
    const held = new Held(this.leases, `${IMPORT}${randomUUID()}`, SECONDS);
    await held.take();
    held.keep();
    try {
      return await act();
    } finally {
      await held.giveBack();
    }
  }
}

/** Where nothing ever goes on by itself. */
export const ALWAYS_PAUSED: Pick<Pause, 'paused'> = { paused: async () => true };
