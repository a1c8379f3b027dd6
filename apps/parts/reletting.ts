import { POLICIES } from '@relet/platform';
import { CITIZENS_DUE, HOMES_DUE, RelettingModule, RENTS } from '@relet/reletting';
import type { PartWithRows } from './part.js';

export const part: PartWithRows = { module: RelettingModule, rows: [HOMES_DUE, CITIZENS_DUE, RENTS, POLICIES] };
