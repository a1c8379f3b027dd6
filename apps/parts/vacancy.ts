import { POLICIES } from '@relet/platform';
import { BI_HOMES, BI_POLICIES, CITIZENS, VACANCY, VacancyModule } from '@relet/vacancy';
import type { PartWithRows } from './part.js';

export const part: PartWithRows = { module: VacancyModule, rows: [VACANCY, CITIZENS, POLICIES, BI_HOMES, BI_POLICIES] };
