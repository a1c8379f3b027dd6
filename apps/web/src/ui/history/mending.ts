import type { Target } from '../../forms/commands';
import type { FactLine } from './chapters';

/** Where facts are mended: the history that they stand in, its last revision, and whether one may. */
export interface Mending {
  target: Target;
  revision: number | undefined;
  mayMend: boolean;
}

export interface MendProps {
  line: FactLine;
  mending: Mending;
  onDone(): void;
}
