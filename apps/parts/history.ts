import { HistoryModule } from '@relet/history';
import type { Part } from './part.js';

export const part: Part = { module: HistoryModule };
