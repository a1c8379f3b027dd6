import { Inject, Injectable } from '@nestjs/common';
import { StoreUnavailable, type EventStore, type LogEvent } from '@relet/event-store';
import { Clock } from '../clock.js';
import { ReadModels } from '../read-models/read-models.js';
import { EVENT_STORE } from '../tokens.js';
import type { Lag } from './lag.js';

/** Milliseconds in which the log has to tell. */
const PATIENCE = 900;
/** Events that are counted at most. */
const COUNTED = 1_000;

/** Measures how far the read models are behind the log. */
@Injectable()
export class ProjectionLag {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly readModels: ReadModels,
    private readonly clock: Clock,
  ) {}

  /** Answers within a second, also while the server of the events hangs. */
  async measure(): Promise<Lag> {
    const until = performance.now() + PATIENCE;
    const { position, head, upToDate, age, hindered } = await this.readModels.standing({ fresh: true });
    const parked = await this.readModels.parked();
    const state = { position, parked: parked.length, ...(hindered && { hindered }) };
    const unknown = { ...state, positions: null, events: null, seconds: age };
    if (head === null && !upToDate) return unknown;
    const isAtHead = head === null || (position !== null && this.store.comparePositions(position, head) >= 0);
    if (isAtHead) return { ...state, positions: 0, events: 0, seconds: 0 };
    const unseen = await this.unseen(position, until - performance.now()).catch(unlessAway);
    if (!unseen) return unknown;
    // An event that cannot be read does not tell when it was recorded, so its age counts as 0.
    const since = unseen[0]?.recordedAt ? Date.parse(this.clock.now()) - Date.parse(unseen[0].recordedAt) : 0;
    return { ...state, positions: numberOf(head) - numberOf(position), events: unseen.length, seconds: Math.max(0, since / 1000) };
  }

  private async unseen(position: string | null, patience: number): Promise<readonly LogEvent[]> {
    return (await this.store.readAll(position ?? undefined, { limit: COUNTED, patience: Math.max(1, patience) })).events;
  }
}

function unlessAway(error: unknown): undefined {
  if (!(error instanceof StoreUnavailable)) throw error;
}

const numberOf = (position: string | null) => Number(position?.split('/')[0] ?? 0);
