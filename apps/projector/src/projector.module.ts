import { Module, type DynamicModule } from '@nestjs/common';
import type { Settings } from '@relet/platform';
import { WATCHED } from '../../api/src/index.js';
import { composed } from '../../parts.js';

/** Follows the log and makes the rows of all parts; it answers nobody and orders nothing. */
@Module({})
export class ProjectorModule {
  static with(settings: Settings): Promise<DynamicModule> {
    return composed(ProjectorModule, settings, { parts: [], rows: 'made here' }, WATCHED);
  }
}
