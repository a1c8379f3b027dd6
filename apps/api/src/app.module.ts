import { Module, type DynamicModule } from '@nestjs/common';
import { PlatformModule, type Settings } from '#platform';
import { RelettingModule } from '#reletting';
import { HealthController } from './health.controller.js';

/** The table of contents: what the house is made of. */
@Module({})
export class AppModule {
  static with(settings: Settings): DynamicModule {
    return {
      module: AppModule,
      imports: [PlatformModule.with(settings), RelettingModule],
      controllers: [HealthController],
    };
  }
}
