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

/** Two points that people often set beside each other. A meeting saw what was recorded before its day: what was recorded on it is new to the next one. */
export function pointsOf(preset: Preset, today: string, meeting: string): Points {
  const since = (day: string): Points => ({ aSand: day, aKendt: day, bSand: '', bKendt: '' });
  if (preset === 'meeting') return since(plusDays(meeting, -1));
  if (preset === 'yesterday') return since(plusDays(today, -1));
  // The figures of a quarter were reported on its last day; since then more has been learned of the same day.
  const { to } = periodOf('lastQuarter', today);
  return { aSand: to, aKendt: to, bSand: to, bKendt: '' };
}
