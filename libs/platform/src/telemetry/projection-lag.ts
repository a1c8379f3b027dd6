import { Inject, Injectable } from '@nestjs/common';
import { StoreUnavailable, type EventStore } from '@relet/event-store';
import { Clock } from '../clock.js';
import { ReadModels } from '../read-models/read-models.js';
import { EVENT_STORE } from '../tokens.js';
import type { Lag } from './lag.js';

/** Measures how far the read models are behind the log. */
@Injectable()
export class ProjectionLag {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  async measure(): Promise<Lag> {
    const { position, head, upToDate, hindered } = await this.readModels.standing({ fresh: true });
    const parked = await this.readModels.parked();
    const state = { position, parked: parked.length, ...(hindered && { hindered }) };
    // The log cannot be reached: nobody knows how much of it is not seen.
    if (head === null && !upToDate) throw new StoreUnavailable();
    const isAtHead = head === null || (position !== null && this.store.comparePositions(position, head) >= 0);
    if (isAtHead) return { ...state, positions: 0, seconds: 0 };
    const { events } = await this.store.readAll(position ?? undefined, { limit: 1 });
    // An event that cannot be read does not tell when it was recorded, so its age counts as 0.
    const since = events[0]?.recordedAt ? Date.parse(this.clock.now()) - Date.parse(events[0].recordedAt) : 0;
    return { ...state, positions: numberOf(head) - numberOf(position), seconds: Math.max(0, since / 1000) };
  }
}

const numberOf = (position: string | null) => Number(position?.split('/')[0] ?? 0);
