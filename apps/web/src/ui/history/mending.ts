import type { Target } from '../../forms/commands';
import { useInAddress } from '../../state/times';
import type { FactLine } from './chapters';

/** Where facts are mended: the history that they stand in, its last revision, and whether one may. */
export interface Mending {
  target: Target;
  revision: number | undefined;
  mayMend: boolean;
}

export const WAYS = ['correct', 'undo', 'wrongHome'] as const;
/** How a fact is mended. */
export type Way = (typeof WAYS)[number];

/** The form that mends a fact, in the address: a link, and signing in again, open the same form. */
export function useMendOpen(): { way: Way | undefined; event: string; open(way: Way, event: string): void; close(): void } {
  const [said, say] = useInAddress('ret');
  const [way, event = ''] = said.split(':');
  return { way: WAYS.find((each) => each === way), event, open: (next, about) => say(`${next}:${about}`), close: () => say('', true) };
}

export interface MendProps {
  line: FactLine;
  mending: Mending;
  onDone(): void;
}
