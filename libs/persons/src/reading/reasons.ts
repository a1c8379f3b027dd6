import { Injectable } from '@nestjs/common';
import { Clock, PersonsError, type Principal } from '@relet/platform';
import type { ReadReason } from '@relet/words';

/** How long a reason holds, in milliseconds. */
const HOLDS = 3_600_000;

/** Why somebody reads: given once, it holds for an hour. Kept in memory alone, so that a new start asks anew. */
@Injectable()
export class Reasons {
  private readonly given = new Map<string, { reason: ReadReason; until: number }>();

  constructor(private readonly clock: Clock) {}

  /** Takes a reason; answers until when it holds. */
  give({ id }: Principal, reason: ReadReason): string {
    const until = Date.parse(this.clock.now()) + HOLDS;
    this.given.set(id, { reason, until });
    return new Date(until).toISOString();
  }

  /** The reason of a reading: the one that comes with it, else the one that still holds. Throws REASON_NEEDED. */
  of(principal: Principal, reason?: ReadReason): ReadReason {
    if (reason) return reason;
    const known = this.given.get(principal.id);
    if (!known || known.until <= Date.parse(this.clock.now())) throw new PersonsError('REASON_NEEDED', 'A person is read with a reason.');
    return known.reason;
  }
}
