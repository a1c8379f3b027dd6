import type { ReactNode } from 'react';
import { PHASE_ORDER } from './phases';

/** A phase as a small coloured, patterned and numbered mark; its name stands beside it. */
export function PhaseMark({ phase }: { phase: string }): ReactNode {
  const number = PHASE_ORDER.indexOf(phase as 'works') + 1;
  return (
    <span className="phase-mark" data-phase={phase} aria-hidden="true">
      {number > 0 && number < 9 ? number : '–'}
    </span>
  );
}
