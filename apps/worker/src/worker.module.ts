import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '@relet/platform';
import { WATCHED } from '../../api/src/index.js';
import { composed } from '../../parts.js';

/** Does what goes on by itself: deadlines that pass, and yeses that were cut off. It asks rows that a projector makes. */
@Module({})
export class WorkerModule {
  static with(settings: Settings): Promise<DynamicModule> {
    return composed(WorkerModule, settings, { parts: ['reletting', 'byItself'], rows: 'made elsewhere' }, WATCHED);
  }
}
