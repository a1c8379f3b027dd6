import { Inject, Injectable } from '@nestjs/common';
import { StoreError, type EventStore } from '@relet/event-store';
import { EVENT_STORE, ProjectionLag, RowsUnavailable, type Lag } from '@relet/platform';
import { Draining } from './draining.js';

/** Seconds that the read models may be behind. With more the process says that it is not ready, so that another one is asked. */
const STALE_SECONDS = 30;

/** How the process stands: what keeps it from serving, by part, and how far the read models are, where that can be told. */
export interface Standing {
  reasons: Readonly<Record<string, string>>;
  lag: Lag | undefined;
}

/** Looks whether the store can be read and written, and whether the read models follow. */
@Injectable()
export class Health {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(ProjectionLag) private readonly lag: ProjectionLag,
    @Inject(Draining) private readonly draining: Draining,
  ) {}

  async look(): Promise<Standing> {
    const reasons: Record<string, string> = {};
    if (this.draining.begun) reasons['draining'] = 'The server is stopping.';
    const [lag] = await Promise.all([
      this.lag.measure().catch((error: unknown) => void (reasons['projector'] = reasonOf(error))),
      this.store.ping().catch((error: unknown) => (reasons['store'] = reasonOf(error))),
    ]);
    if (lag?.events === null) reasons['projector'] = `It cannot be told how far it is: the log has not been reached for ${lag.seconds} s.`;
    else if (lag && lag.seconds > STALE_SECONDS)
      reasons['projector'] = `${lag.events} events and ${Math.round(lag.seconds)} s behind the log.`;
    if (lag?.hindered) reasons['projector'] = `It waits, and tries again by itself. ${lag.hindered}`;
    return { reasons, lag: lag ?? undefined };
  }
}

const reasonOf = (error: unknown) =>
  error instanceof StoreError || error instanceof RowsUnavailable ? `${error.code}: ${error.message}` : 'It cannot be read.';
