import {
  Global,
  Inject,
  Module,
  Optional,
  type DynamicModule,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { isServer } from '@relet/event-store';
import { Chains } from '../chains.js';
import { LeasesInFile } from './sqlite/leases.js';
import { Leases, LeasesHere } from '../leases/leases.js';
import type { StoreInfo } from '../store-info.js';
import { PROJECTIONS, Projector } from '../projector/projector.js';
import { isPostgres, type Settings } from '../settings.js';
import { ProjectionLag } from '../telemetry/projection-lag.js';
import { SETTINGS, STORE_INFO } from '../tokens.js';
import type { Engine } from './engine.js';
import { openEngine } from './open-engine.js';
import { onEveryEngine, type Projection } from './projection.js';
import { READ_MODEL_ENGINE, ReadModels } from './read-models.js';

/** The read models that an application is composed of, with the projector that makes them or, beside another process that projects, without it. */
@Global()
@Module({})
export class ReadModelsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    private readonly readModels: ReadModels,
    @Inject(READ_MODEL_ENGINE) engine: Engine,
    chains: Chains,
    private readonly leases: Leases,
    @Optional() projector?: Projector,
  ) {
    chains.keptWith(engine, { madeHere: projector !== undefined });
  }

  static of(projections: readonly Projection[], { projected = 'here' }: { projected?: 'here' | 'elsewhere' } = {}): DynamicModule {
    const here = projected === 'here' ? [Projector] : [];
    const made = ({ readModel }: Settings) => (isPostgres(readModel) ? projections : onEveryEngine(projections));
    const opened = (settings: Settings, { storeId, begun }: StoreInfo) =>
      openEngine(settings.readModel, {
        ...{ storeId, projections: made(settings), fromAnyStore: begun ?? settings.logAsItIs },
        readOnly: projected === 'elsewhere',
      });
    return {
      module: ReadModelsModule,
      providers: [
        { provide: PROJECTIONS, useFactory: made, inject: [SETTINGS] },
        { provide: READ_MODEL_ENGINE, useFactory: opened, inject: [SETTINGS, STORE_INFO] },
        { provide: Leases, useFactory: leasesOf, inject: [SETTINGS, READ_MODEL_ENGINE] },
        ReadModels,
        ProjectionLag,
        ...here,
      ],
      exports: [Leases, ReadModels, ProjectionLag, ...here],
    };
  }

  /** Reads are answered only once the log has been caught up with. */
  async onApplicationBootstrap(): Promise<void> {
    await this.readModels.begin();
  }

  onApplicationShutdown(): void {
    this.leases.close();
  }
}

/** Where processes find out who may do what: beside the rows that they share. A log in a file has one process. */
function leasesOf({ store, readModel }: Settings, { leases }: Engine): Leases {
  if (leases) return leases;
  return isServer(store) && readModel !== ':memory:' ? new LeasesInFile(`${readModel}.leases`) : new LeasesHere();
}
