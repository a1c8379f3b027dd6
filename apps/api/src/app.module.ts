import { Module, type DynamicModule } from '@nestjs/common';
import { BOARD, BoardModule, OFFERS, WAITING } from '@relet/board';
import { HistoryModule } from '@relet/history';
import { PlatformModule, POLICIES, ReadModelsModule, type Settings } from '@relet/platform';
import { CITIZENS_DUE, HOMES_DUE, RelettingModule } from '@relet/reletting';
import { CITIZENS, VACANCY, VacancyModule } from '@relet/vacancy';
import { Draining } from './draining.js';
import { HealthController } from './health.controller.js';
import { ReadModelsController } from './read-models.controller.js';

/** All modules that the application is made of. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings),
        ReadModelsModule.of([BOARD, WAITING, OFFERS, VACANCY, CITIZENS, HOMES_DUE, CITIZENS_DUE, POLICIES]),
        RelettingModule,
        BoardModule,
        VacancyModule,
        HistoryModule,
      ],
      controllers: [HealthController, ReadModelsController],
      providers: [Draining],
    };
  }
}
