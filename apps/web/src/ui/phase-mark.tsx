import type { ReactNode } from 'react';

/** The phases in the order of their work (R5): each has a number, a colour and a pattern. */
export const PHASE_ORDER = [
  'clearing',
  'inspection',
  'ordering',
  'works',
  'matching',
  'reserved',
  'offer_pending',
  'move_in',
  'out_of_service',
  'unrecorded',
] as const;

/** A phase as a small coloured, patterned and numbered mark; its name stands beside it. */
export function PhaseMark({ phase }: { phase: string }): ReactNode {
  const number = PHASE_ORDER.indexOf(phase as 'works') + 1;
  return (
    <span className="phase-mark" data-phase={phase} aria-hidden="true">
      {number > 0 && number < 9 ? number : '–'}
    </span>
  );
}
