import { Inject, Injectable, Optional } from '@nestjs/common';
import type { EventStore } from '@relet/event-store';
import { Users } from '@relet/identity';
import { Vault } from '@relet/persons';
import {
  Clock,
  EVENT_STORE,
  Metrics,
  NotServing,
  ProjectionLag,
  ReadModels,
  SETTINGS,
  whyNot,
  type Lag,
  type Settings,
  type WhyNot,
} from '@relet/platform';
import { offersDue } from '@relet/reletting';
import type { Language } from '@relet/words';
import { ageOfNewest } from './backups.js';
import { Draining } from './draining.js';
import type { Ready } from './operations.answers.js';

/** Seconds that the read models may be behind. With more the process says that it is not ready, so that another one is asked. */
const STALE_SECONDS = 30;

/** How the process stands: what keeps it from serving, by part, and how far the read models are, where that can be told. */
export interface Standing {
  reasons: Readonly<Record<string, WhyNot>>;
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
    @Optional() @Inject(Users) private readonly users?: Users,
  ) {}

  async look(): Promise<Standing> {
    const reasons: Record<string, WhyNot> = {};
    if (this.draining.begun) reasons['draining'] = { fault: 'draining' };
    const [lag] = await Promise.all([
      this.lag.measure().catch((error: unknown) => void (reasons['projector'] = error as Error)),
      this.store.ping().catch((error: unknown) => (reasons['store'] = error as Error)),
      this.users?.ping().catch((error: unknown) => (reasons['users'] = error as Error)),
    ]);
    if (lag?.events === null) reasons['projector'] = { fault: 'unreached', about: { seconds: lag.seconds } };
    else if (lag && lag.seconds > STALE_SECONDS)
      reasons['projector'] = { fault: 'behind', about: { events: lag.events, seconds: Math.round(lag.seconds) } };
    if (this.readModels.another) reasons['projector'] = this.readModels.another;
    if (lag?.hindered) reasons['projector'] = { fault: 'waits', because: lag.hindered };
    return { reasons, lag: lag ?? undefined };
  }

  /** What `/readyz` answers. Throws NotServing with a reason for each part that keeps the process from serving. */
  async ready(language: Language): Promise<Ready> {
    const { reasons, lag } = await this.look();
    if (!lag || Object.keys(reasons).length) throw new NotServing(reasons);
    const { parked: parkedHomes, positions, events, ...standing } = lag;
    const warnings: WhyNot[] = [...(parkedHomes ? [{ fault: 'parked', about: { homes: parkedHomes } } as const] : []), ...this.ofPersons];
    const told = warnings.map((warning) => whyNot(warning, language));
    return { status: 'ok', ...standing, positions: positions ?? 0, events: events ?? 0, parkedHomes, warnings: told };
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
  private get ofPersons(): WhyNot[] {
    const { troubles = [], brokenReading: number } = this.vault ?? {};
    const persons = troubles.map((fault) => ({ fault }));
    return number === undefined ? persons : [...persons, { fault: 'reading', about: { number } }];
  }
}
