import { Inject, Injectable } from '@nestjs/common';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { checkLink, pagesOf, type ChainHead, type EventStore, type StoredEvent } from '@relet/event-store';
import type { Principal } from './access/index.js';
import type { Engine } from './read-models/engine.js';
import { StreamsInSight } from './streams-in-sight.js';
import { EVENT_STORE } from './tokens.js';

/** Events looked at in one go; others have their turn in between. */
const PAGE = 500;
/** How long a question waits for the look that a server begins with, in milliseconds: a log of many years is looked through while others are answered. */
const PATIENCE = 500;
/** How often it is asked for meanwhile by another process, in milliseconds. */
const EVERY = 50;

/** The rows' file, in which whoever makes them writes down what a look through the log has found. */
type Kept = Pick<Engine, 'altered' | 'tellAltered'>;

/** Which histories have a broken chain of hashes: somebody may have altered them, and every answer about them says so. */
@Injectable()
export class Chains {
  private readonly broken = new Set<string>();
  /** Events whose chains hold up to them. */
  private readonly holding = new WeakSet<StoredEvent>();
  private looked: Promise<void> | undefined;
  private waitedFor: Promise<void> | undefined;
  private kept: Kept | undefined;
  private keepsHere = false;

  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly inSight: StreamsInSight,
  ) {}

  /** Told by the module of the rows. Where another process makes them, it looks through the log as well. */
  keptWith(kept: Kept, { madeHere }: { madeHere: boolean }): void {
    Object.assign(this, { kept, keepsHere: madeHere });
  }

  /** Begins to look through the log as it stands; questions wait for a short one. */
  begin(): void {
    this.waitedFor = Promise.race([this.look(), setTimeout(PATIENCE, undefined, { ref: false })]);
  }

  /**
   * What an answer says of the chains within sight: nothing while all of them hold. A process that has not begun to look takes what the one that makes the
   * rows has found; without one it looks now.
   */
  async told(principal: Principal): Promise<{ altered?: string[] }> {
    const elsewhere = this.looked || this.keepsHere ? undefined : this.kept;
    const found = await (elsewhere ? foundBy(elsewhere) : this.lookedFor());
    const altered = (await this.inSight.of(principal, found)).sort();
    return altered.length ? { altered } : {};
  }

  /** What an answer about one history says of its chain. Give it the whole history as it is kept: only events that were not there before are looked at. */
  toldOf(events: readonly StoredEvent[]): { altered?: string[] } {
    for (const [n, event] of events.entries()) {
      if (this.holding.has(event)) continue;
      if (checkLink(events[n - 1], event)) return { altered: [(events[0] ?? event).stream] };
      this.holding.add(event);
    }
    return {};
  }

  private async lookedFor(): Promise<Iterable<string>> {
    if (!this.looked) this.waitedFor = this.look();
    await this.waitedFor;
    return this.broken;
  }

  private look(): Promise<void> {
    // A store that cannot be reached now is looked through when the next question comes.
    this.looked ??= this.lookThrough().catch(() => void (this.looked = undefined));
    return this.looked;
  }

  private async lookThrough(): Promise<void> {
    const heads = new Map<string, ChainHead>();
    for await (const events of pagesOf(this.store, { limit: PAGE })) {
      for (const event of events) {
        if (checkLink(heads.get(event.stream), event)) this.broken.add(event.stream);
        heads.set(event.stream, event);
      }
      await setImmediate();
    }
    await this.keep([...this.broken]);
  }

  /** What was found before is what others are told until then, and while it cannot be written down, on a full disk. */
  private async keep(altered: string[]): Promise<void> {
    if (this.keepsHere) await this.kept?.tellAltered(altered).catch(() => undefined);
  }
}

/** What another process has found. One that has just begun to look is waited for as long as its own questions wait. */
async function foundBy(other: Kept): Promise<Iterable<string>> {
  for (const end = performance.now() + PATIENCE; ;) {
    const found = await other.altered();
    if (found || performance.now() > end) return found ?? [];
    await setTimeout(EVERY);
  }
}
