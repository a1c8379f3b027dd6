import { Inject, Module, type OnApplicationBootstrap } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { SETTINGS, type Settings } from '@relet/platform';
import { RelettingModule } from '../reletting.module.js';
import { Unfinished } from './when-a-yes-was-cut-off.js';
import { Worker } from './worker.js';

/** What goes on without being ordered: deadlines that pass, and what a crash left between a home and a citizen. */
@Module({ imports: [CqrsModule, RelettingModule], providers: [Unfinished, Worker], exports: [Worker] })
export class ByItselfModule implements OnApplicationBootstrap {
  constructor(
    private readonly worker: Worker,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  /** What a crash left between a home and a citizen is finished before anyone is served. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.settings.readOnly) await this.worker.start();
  }
}
