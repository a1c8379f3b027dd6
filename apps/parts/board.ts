import { BOARD, BoardModule, OFFERS, WAITING } from '@relet/board';
import { POLICIES } from '@relet/platform';
import type { PartWithRows } from './part.js';

export const part: PartWithRows = { module: BoardModule, rows: [BOARD, WAITING, OFFERS, POLICIES] };
