import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '@relet/platform';
import { ALL_PARTS, composed } from '../../parts.js';
import { Draining } from './draining.js';
import { HealthController } from './health.controller.js';
import { ReadModelsController } from './read-models.controller.js';

/** The application over HTTP: every part, with the rows made here. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    const own = { controllers: [HealthController, ReadModelsController], providers: [Draining] };
    return composed(AppModule, settings, { parts: ALL_PARTS, rows: 'made here' }, own);
  }

  /** The same without a projector and without what goes on by itself: other processes do that. */
  static besideOthers(settings: Settings): DynamicModule {
    const parts = ALL_PARTS.filter((name) => name !== 'byItself');
    return composed(AppModule, settings, { parts, rows: 'made elsewhere' }, { controllers: [HealthController], providers: [Draining] });
  }
}
