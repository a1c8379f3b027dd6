import type { ReactNode } from 'react';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';

interface Told {
  allowed: boolean;
  refusal?: { code: string } | undefined;
}

/** A step that one may never give, wherever things stand. */
export const isTheirs = ({ allowed, refusal }: Told): boolean => !allowed && refusal?.code === 'NOT_YOUR_PART';

/** Steps that the other side takes: told, and nothing to press. */
export function TheirSteps({ called }: { called: readonly string[] }): ReactNode {
  const { steps } = useWords().screens;
  const other = useMe().party === 'municipality' ? 'administrator' : 'municipality';
  if (!called.length) return null;
  return (
    <details className="theirs">
      <summary>
        {steps.theirSteps[other]} ({called.length})
      </summary>
      <ul>
        {called.map((each) => (
          <li key={each}>{each}</li>
        ))}
      </ul>
    </details>
  );
}
