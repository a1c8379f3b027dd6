import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE } from '@nestjs/core';
import { randomUUID } from 'node:crypto';
import { isReadable, openStore, pagesOf, StoreError, VersionConflict, type EventStore } from '@relet/event-store';
import { AccessGuard, Identities, Limits } from './access/index.js';
import { Chains } from './chains.js';
import { CheckedPipe } from './checked.pipe.js';
import { Clock } from './clock.js';
import { EventStreams } from './event-stream.js';
import { ParametersGuard } from './parameters.guard.js';
import { ProblemFilter } from './problem.filter.js';
import { BadSetting, type Settings } from './settings.js';
import type { StoreInfo } from './store-info.js';
import { tellOfStore } from './store-stream.js';
import { STORE_STREAM } from './stream-names.js';
import { StreamsInSight } from './streams-in-sight.js';
import { Streams } from './streams.js';
import { Metrics } from './telemetry/metrics.js';
import { EVENT_STORE, SETTINGS, STORE_INFO } from './tokens.js';
import { Transact } from './transact.js';

/** Provides the store, the clock, access and problems, which all features need. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  static with(settings: Settings): DynamicModule {
    const fresh: StoreInfo = { storeId: randomUUID(), clock: settings.clock };
    return {
      module: PlatformModule,
      providers: [
        { provide: SETTINGS, useValue: settings },
        { provide: EVENT_STORE, useFactory: () => opened(settings, fresh) },
        { provide: STORE_INFO, useFactory: (store: EventStore) => infoOf(store, settings, fresh), inject: [EVENT_STORE] },
        { provide: Clock, useFactory: clockOf, inject: [EVENT_STORE, STORE_INFO] },
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: ParametersGuard },
        { provide: APP_PIPE, useClass: CheckedPipe },
        { provide: APP_FILTER, useClass: ProblemFilter },
        Chains,
        Identities,
        Limits,
        Metrics,
        Streams,
        StreamsInSight,
        EventStreams,
        Transact,
      ],
      exports: [
        SETTINGS,
        EVENT_STORE,
        STORE_INFO,
        Clock,
        Chains,
        Identities,
        Limits,
        Metrics,
        Streams,
        StreamsInSight,
        EventStreams,
        Transact,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.store.close();
  }
}

/** What a log says of itself in its first event; undefined when it is empty. */
export async function storeInfoOf(store: Pick<EventStore, 'readStream'>): Promise<StoreInfo | undefined> {
  const [opened] = await store.readStream(STORE_STREAM);
  if (opened && !isReadable(opened))
    throw new StoreError('STORE_CORRUPT', 'The first event of the log cannot be read: restore a backup.', {
      details: { case: 'FIRST_UNREADABLE' },
    });
  return opened?.payload as StoreInfo | undefined;
}

async function opened(settings: Settings, fresh: StoreInfo): Promise<EventStore> {
  const store = await openStore(settings.store, { readOnly: settings.readOnly });
  return settings.beginsLate ? begunLate(store, () => infoOf(store, { ...settings, beginsLate: false }, fresh)) : store;
}

/** A store whose log is begun with the first event that is written into it. */
function begunLate(store: EventStore, begin: () => Promise<unknown>): EventStore {
  let begun: Promise<unknown> | undefined;
  const append: EventStore['append'] = async (...written) => {
    await (begun ??= begin());
    return store.append(...written);
  };
  return Object.assign(Object.create(store) as EventStore, { append });
}

/** Reads what the log says of itself, and writes it as the first event when the log is empty. */
async function infoOf(store: EventStore, settings: Settings, fresh: StoreInfo): Promise<StoreInfo> {
  const { clock, readOnly, beginsLate, role } = settings;
  const info = await storeInfoOf(store);
  if (role !== 'all' && (info?.clock ?? clock) === 'manual') throw new BadSetting('--role', 'ROLE_BY_HAND', role);
  if (info) {
    if (clock === 'manual' && info.clock !== 'manual') throw new BadSetting('RELET_CLOCK', 'CLOCK_OF_STORE');
    return info;
  }
  if (readOnly) return fresh;
  if (beginsLate) return { ...fresh, begun: true };
  // Who may write, and not read all, would leave a log behind that is no use to them.
  await store.head();
  try {
    return { ...(await beginLog(store, fresh)), begun: true };
  } catch (error) {
    // Another process has begun the same log at the same moment: its first event holds.
    if (error instanceof VersionConflict) return infoOf(store, settings, fresh);
    throw error;
  }
}

async function beginLog(store: EventStore, info: StoreInfo): Promise<StoreInfo> {
  const { clock } = info;
  const now = clock === 'manual' ? '1970-01-01T00:00:00.000Z' : new Date().toISOString();
  await tellOfStore(store, undefined, { type: 'StoreOpened', payload: { ...info }, now });
  return info;
}

/** The clock of the store. A manual one starts at the latest time of recording in the log. */
async function clockOf(store: EventStore, { clock }: StoreInfo): Promise<Clock> {
  let latest = '1970-01-01T00:00:00.000Z';
  if (clock === 'manual') {
    for await (const events of pagesOf(store, { limit: 2000 }))
      for (const { recordedAt } of events) if (recordedAt > latest) latest = recordedAt;
  }
  return new Clock(clock, latest);
}
