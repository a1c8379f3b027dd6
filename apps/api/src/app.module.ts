import { Module, type DynamicModule } from '@nestjs/common';
import { BOARD, BoardModule, OFFERS, WAITING } from '#board';
import { HistoryModule } from '#history';
import { PlatformModule, POLICIES, ProjectionModule, type Settings } from '#platform';
import { CITIZENS_DUE, HOMES_DUE, RelettingModule } from '#reletting';
import { CITIZENS, VACANCY, VacancyModule } from '#vacancy';
import { Draining } from './draining.js';
import { HealthController } from './health.controller.js';
import { ReadModelsController } from './read-models.controller.js';

/** The table of contents: what the house is made of. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.with(settings),
        ProjectionModule.of([BOARD, WAITING, OFFERS, VACANCY, CITIZENS, HOMES_DUE, CITIZENS_DUE, POLICIES]),
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
