import { Injectable } from '@nestjs/common';
import { plusDays, Refusal } from '@relet/domain';
import { uuidV5 } from '@relet/event-store';
import { Clock, problemOf, ReadModels, SYSTEM } from '@relet/platform';
import { CommandGateway } from '../gateway.js';
import type { Language } from '@relet/words';
import type { DeadlinesOpen, DeadlinesRun, RemovalsRun } from './deadlines.answers.js';
import { offersDue } from './due-or-unfinished.projection.js';
import { Leavers } from './when-someone-leaves-the-list.js';

const DEADLINES = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5c';
/** How long a round that was asked for waits for the rows, in milliseconds. */
const PATIENCE = 60_000;

/**
 * A round over all that time and removals end: removals first, then the offers that are due, each expired by a command whose id follows from the
 * offer, so that run twice it expires once.
 */
@Injectable()
export class Deadlines {
  constructor(
    private readonly readModels: ReadModels,
    private readonly leavers: Leavers,
    private readonly gateway: CommandGateway,
    private readonly clock: Clock,
  ) {}

  /** Looks at everything that is acknowledged by now, then at what is due today in Copenhagen. */
  async run(language?: Language): Promise<DeadlinesRun> {
    await this.readModels.caughtUp(PATIENCE);
    return this.round(language);
  }

  /** What should have ended by today and has not: with a clock set by hand all that is due, else what could not be ended. */
  async open(): Promise<DeadlinesOpen> {
    const today = this.clock.today();
    const due = await offersDue(this.readModels, today);
    return { today, overdue: due.map(({ unit, offer, respondBy }) => ({ unit, offer, respondBy })) };
  }

  /** Ends what removals of all times have left open: what version 0.1 recorded as well. */
  async repairRemovals(language?: Language): Promise<RemovalsRun> {
    await this.readModels.caughtUp(PATIENCE);
    return this.leavers.end('all', language);
  }

  /** One round over what the read model shows, as long as it goes on; what it does not show yet comes next time. */
  async round(language?: Language, goesOn: () => boolean = () => true): Promise<DeadlinesRun> {
    const { ended, refused } = await this.leavers.end('followed', language, goesOn);
    const today = this.clock.today();
    const expired: DeadlinesRun['expired'] = [];
    for (const { unit, offer, respondBy, expiries } of await offersDue(this.readModels, today)) {
      if (!goesOn()) break;
      const key = uuidV5(DEADLINES, `${unit}/${offer}/${respondBy}/${expiries}`);
      if (await this.expire(unit, offer, key)) expired.push({ unit, offer, effective: plusDays(respondBy, 1) });
    }
    return { today, ended, refused, expired };
  }

  /** False when there is nothing to expire any more: an answer may have come since the read model was written. */
  private async expire(unit: string, offerId: string, key: string): Promise<boolean> {
    try {
      const { events } = await this.gateway.give('unit', 'ExpireOffer', unit, { offerId }, { principal: SYSTEM, key });
      return events.length > 0;
    } catch (error) {
      // A history that cannot be read keeps no other home's offer open.
      if (error instanceof Refusal || problemOf(error).code === 'HISTORY_UNREADABLE') return false;
      throw error;
    }
  }
}
