import { plusDays } from '../../forms/day-typed';
import { periodOf } from '../analysis/periods';

/** Two points, each with its two times, as the address names them; an empty text is now. */
export interface Points {
  aSand: string;
  aKendt: string;
  bSand: string;
  bKendt: string;
}

export const PRESETS = ['meeting', 'quarter', 'yesterday'] as const;
export type Preset = (typeof PRESETS)[number];

/** Two points that people often set beside each other. */
export function pointsOf(preset: Preset, today: string): Points {
  const since = (day: string): Points => ({ aSand: day, aKendt: day, bSand: '', bKendt: '' });
  if (preset === 'meeting') return since(plusDays(today, -7));
  if (preset === 'yesterday') return since(plusDays(today, -1));
  // The figures of a quarter were reported on its last day; since then more has been learned of the same day.
  const { to } = periodOf('lastQuarter', today);
  return { aSand: to, aKendt: to, bSand: to, bKendt: '' };
}
