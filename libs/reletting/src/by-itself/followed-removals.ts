import { Inject, Injectable } from '@nestjs/common';
import { VersionConflict, type EventStore } from '@relet/event-store';
import { Clock, EVENT_STORE, ReadModels, STORE_STREAM, Streams, tellOfStore } from '@relet/platform';
import { leftOpen } from './due-or-unfinished.projection.js';

/** How long the first removal waits for the rows that tell what earlier ones have left open, in milliseconds. */
const PATIENCE = 60_000;

/**
 * Which removals from the list are followed by themselves. Version 0.1 followed none, and what it left open is people's to end (docs/law.md 7.3).
 * So before the first removal that this version takes, the log says once and for all which ones are not followed: RemovalsFollowed.
 */
@Injectable()
export class FollowedRemovals {
  private except: ReadonlySet<string> | undefined;

  constructor(
    private readonly readModels: ReadModels,
    private readonly streams: Streams,
    private readonly clock: Clock,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Says whether the removal that an event told of is followed. None is while the log does not say so yet: then all are of version 0.1. */
  async asked(): Promise<(toldBy: string) => boolean> {
    const except = await this.exceptions();
    return (toldBy) => except !== undefined && !except.has(toldBy);
  }

  /** Has the log say that removals are followed from now on, unless it does already. */
  async begin(): Promise<void> {
    while (!(await this.exceptions())) {
      await this.readModels.caughtUp(PATIENCE);
      const except = [...new Set((await leftOpen(this.readModels)).map(({ toldBy }) => toldBy))];
      const last = (await this.streams.load(STORE_STREAM)).at(-1);
      try {
        await tellOfStore(this.store, last, { type: 'RemovalsFollowed', payload: { except }, now: this.clock.now() });
      } catch (error) {
        // Another process has said it at the same moment: that is read and holds.
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  private async exceptions(): Promise<ReadonlySet<string> | undefined> {
    const said = this.except ? undefined : (await this.streams.load(STORE_STREAM)).find(({ type }) => type === 'RemovalsFollowed');
    if (said) this.except = new Set(said.payload['except'] as readonly string[]);
    return this.except;
  }
}
