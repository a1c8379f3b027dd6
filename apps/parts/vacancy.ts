import { POLICIES } from '@relet/platform';
import { CITIZENS, VACANCY, VacancyModule } from '@relet/vacancy';
import type { PartWithRows } from './part.js';

export const part: PartWithRows = { module: VacancyModule, rows: [VACANCY, CITIZENS, POLICIES] };
