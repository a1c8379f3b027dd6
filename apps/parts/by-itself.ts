import { POLICIES } from '@relet/platform';
import { ByItselfModule, CITIZENS_DUE, HOMES_DUE, RENTS } from '@relet/reletting';
import type { PartWithRows } from './part.js';

export const part: PartWithRows = { module: ByItselfModule, rows: [HOMES_DUE, CITIZENS_DUE, RENTS, POLICIES] };
