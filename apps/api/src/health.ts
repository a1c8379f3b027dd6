import { Inject, Injectable, Optional } from '@nestjs/common';
import { StoreError, type EventStore } from '@relet/event-store';
import { Vault } from '@relet/persons';
import {
  Clock,
  EVENT_STORE,
  Metrics,
  NotServing,
  ProjectionLag,
  ReadModels,
  RowsUnavailable,
  SETTINGS,
  type Lag,
  type Settings,
} from '@relet/platform';
import { offersDue } from '@relet/reletting';
import { ageOfNewest } from './backups.js';
import { Draining } from './draining.js';
import type { Ready } from './operations.answers.js';

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
    @Inject(SETTINGS) private readonly settings: Settings,
    @Inject(ProjectionLag) private readonly lag: ProjectionLag,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Metrics) private readonly metrics: Metrics,
    @Inject(Draining) private readonly draining: Draining,
    @Optional() @Inject(Vault) private readonly vault?: Vault,
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
    if (this.readModels.another) reasons['projector'] = reasonOf(this.readModels.another);
    if (lag?.hindered) reasons['projector'] = `It waits, and tries again by itself. ${lag.hindered}`;
    return { reasons, lag: lag ?? undefined };
  }

  /** What `/readyz` answers. Throws NotServing with a reason for each part that keeps the process from serving. */
  async ready(): Promise<Ready> {
    const { reasons, lag } = await this.look();
    if (!lag || Object.keys(reasons).length) throw new NotServing(reasons);
    const { parked: parkedHomes, positions, events, ...standing } = lag;
    const warnings = [
      ...(parkedHomes
        ? [`${parkedHomes} homes, citizens or policies are parked, because they cannot be read: look with relet doctor, then relet repair.`]
        : []),
      ...this.ofPersons,
    ];
    return { status: 'ok', ...standing, positions: positions ?? 0, events: events ?? 0, parkedHomes, warnings };
  }

  /** The metrics as text for Prometheus; what cannot be told now is NaN. */
  async measured(): Promise<{ contentType: string; text: string }> {
    const [lag, due, backupSeconds] = await Promise.all([
      this.lag.measure().catch(() => undefined),
      offersDue(this.readModels, this.clock.today()).catch(() => undefined),
      this.settings.backups === undefined ? undefined : ageOfNewest(this.settings.backups),
    ]);
    return { contentType: this.metrics.contentType, text: await this.metrics.text({ lag, deadlinesDue: due?.length, backupSeconds }) };
  }

  /** All else goes on without persons: it is no reason to ask another process. */
  private get ofPersons(): string[] {
    const { troubles = [], brokenReading: broken } = this.vault ?? {};
    const reads = broken === undefined ? [] : [`Reading ${broken} of the access log is not as it was written, or is missing.`];
    return [...troubles.map((trouble) => `Persons cannot be read: ${trouble}.`), ...reads];
  }
}

const reasonOf = (error: unknown) =>
  error instanceof StoreError || error instanceof RowsUnavailable ? `${error.code}: ${error.message}` : 'It cannot be read.';
