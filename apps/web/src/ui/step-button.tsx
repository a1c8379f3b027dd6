import type { ReactNode } from 'react';
import { useJustSaved } from '../state/just-saved';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { openStep, type Step } from '../state/step';

export type Side = 'administrator' | 'municipality';

interface Props {
  step: Step;
  /** What it is called where its home is not seen beside it. */
  called: string;
  /** Who may record it, as the API says. */
  by: readonly Side[];
  className?: string | undefined;
  children: ReactNode;
}

/** The next step of a home: a button that opens its form. One that is just recorded says so; one that only the other side takes is told as theirs. */
export function StepButton({ step, called, by, className, children }: Props): ReactNode {
  const { steps, forms } = useWords().screens;
  const party = useMe().party;
  const isSaved = useJustSaved(step.unit) !== undefined;
  const [first] = by;
  if (first !== undefined && !by.some((side) => side === party))
    return (
      <span className="theirs">
        {children} <small className="faint">({steps.theirs[first]})</small>
      </span>
    );
  return (
    <button
      type="button"
      data-main
      className={className}
      aria-label={isSaved ? undefined : called}
      aria-disabled={isSaved}
      onClick={() => (isSaved ? undefined : openStep(step))}
    >
      {isSaved ? forms.savedShort : children}
    </button>
  );
}
