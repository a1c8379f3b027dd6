import { Global, Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import type { Projection } from './projection.js';
import { ProjectionLag } from '../telemetry/projection-lag.js';
import { PROJECTIONS, Projector } from './projector.js';

/** The projector with the read models that an application is composed of. */
@Global()
@Module({})
export class ProjectionModule implements OnApplicationBootstrap {
  constructor(private readonly projector: Projector) {}

  static of(projections: readonly Projection[]): DynamicModule {
    return {
      module: ProjectionModule,
      providers: [{ provide: PROJECTIONS, useValue: projections }, Projector, ProjectionLag],
      exports: [Projector, ProjectionLag],
    };
  }

  /** Reads are answered only once the log has been caught up with. */
  async onApplicationBootstrap(): Promise<void> {
    await this.projector.start();
  }
}
