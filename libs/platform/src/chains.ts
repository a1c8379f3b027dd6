import { Inject, Injectable } from '@nestjs/common';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { checkLink, verifyStream, type ChainHead, type EventStore, type StoredEvent } from '@relet/event-store';
import { seesStream, type Principal } from './principals.js';
import { EVENT_STORE } from './tokens.js';

/** Events looked at in one go; others have their turn in between. */
const PAGE = 500;
/** How long a server waits for the look before it serves, in milliseconds: a log of many years is looked through while it serves. */
const PATIENCE = 500;

/** Which histories have a broken chain of hashes: somebody may have altered them, and every answer about them says so. */
@Injectable()
export class Chains {
  private readonly broken = new Set<string>();
  private readonly looks = new WeakMap<readonly StoredEvent[], boolean>();
  private looked: Promise<void> | undefined;

  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  /** Begins to look through the log as it stands; a short one has been looked through when this resolves. */
  async begin(): Promise<void> {
    await Promise.race([this.look(), setTimeout(PATIENCE, undefined, { ref: false })]);
  }

  /** What an answer says of the chains within sight: nothing while all of them hold. A process that has not begun to look does so now. */
  async told(principal: Principal): Promise<{ altered?: string[] }> {
    if (!this.looked) await this.look();
    const altered = [...this.broken].filter((stream) => seesStream(principal, stream)).sort();
    return altered.length ? { altered } : {};
  }

  /** What an answer about one history says of its chain. Give it the history as it is kept: one that has not changed is not looked at again. */
  toldOf(events: readonly StoredEvent[]): { altered?: string[] } {
    const holds = this.looks.get(events) ?? verifyStream(events) === undefined;
    this.looks.set(events, holds);
    return holds || !events[0] ? {} : { altered: [events[0].stream] };
  }

  private look(): Promise<void> {
    // A store that cannot be reached now is looked through when the next question comes.
    this.looked ??= this.lookThrough().catch(() => void (this.looked = undefined));
    return this.looked;
  }

  private async lookThrough(): Promise<void> {
    const heads = new Map<string, ChainHead>();
    for (let after: string | undefined, end = false; !end;) {
      const page = await this.store.readAll(after, { limit: PAGE });
      for (const event of page.events) {
        if (checkLink(heads.get(event.stream), event)) this.broken.add(event.stream);
        heads.set(event.stream, event);
      }
      ({ next: after, end } = page);
      await setImmediate();
    }
  }
}
