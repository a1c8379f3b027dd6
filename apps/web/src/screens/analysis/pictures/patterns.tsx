import type { ReactNode } from 'react';
import { PHASES, type Phase } from './months';

/** The fill of each phase: its colour, with lines of its own, so that phases are told apart without colours. */
export function Patterns(): ReactNode {
  return (
    <defs>
      {PHASES.map((phase, n) => (
        <pattern
          key={phase}
          id={idOf(phase)}
          data-phase={phase}
          width="8"
          height="8"
          patternUnits="userSpaceOnUse"
          patternTransform={`rotate(${(n * 45) % 180})`}
        >
          <rect width="8" height="8" className="phase-colour" />
          {n === 0 ? null : <path d={n > 4 ? 'M0 4H8M4 0V8' : 'M0 4H8'} className="phase-lines" />}
        </pattern>
      ))}
    </defs>
  );
}

const idOf = (phase: Phase) => `fill-${phase}`;
export const fillOf = (phase: Phase): string => `url(#${idOf(phase)})`;
