import { Module, type DynamicModule, type OnApplicationBootstrap } from '@nestjs/common';
import { Chains, type Settings } from '@relet/platform';
import { ALL_PARTS, composed } from '../../parts.js';
import { ClockController } from './clock.controller.js';
import { Draining } from './draining.js';
import { HealthController } from './health.controller.js';
import { Health } from './health.js';
import { OperationsController } from './operations.controller.js';
import { ReadModelsController } from './read-models.controller.js';
import { ScreensController } from './screens/screens.controller.js';

/** The application over HTTP: every part with the rows made here or, where other processes do these, without them and without what goes on by itself. */
@Module({})
export class AppModule implements OnApplicationBootstrap {
  constructor(private readonly chains: Chains) {}

  onApplicationBootstrap(): void {
    this.chains.begin();
  }

  static with(settings: Settings): Promise<DynamicModule> {
    const own = {
      controllers: [ScreensController, HealthController, ClockController, OperationsController, ReadModelsController],
      providers: [Draining, Health],
    };
    if (settings.role === 'all') return composed(AppModule, settings, { parts: ALL_PARTS, rows: 'made here' }, own);
    const parts = ALL_PARTS.filter((name) => name !== 'byItself');
    return composed(AppModule, settings, { parts, rows: 'made elsewhere' }, own);
  }
}
