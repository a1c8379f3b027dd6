import { CITIZENS_KEPT, PersonsModule } from '@relet/persons';
import type { PartWithRows } from './part.js';

export const part: PartWithRows = { module: PersonsModule, rows: [CITIZENS_KEPT] };
