import { lazy, Suspense, type ReactNode } from 'react';
import { useAnnounced } from '../state/announced';
import { useSteps } from '../state/step';
import { useKeyboardKept } from '../ui/keyboard-kept';

const StepDialog = lazy(() => import('../forms/step-dialog'));

/** Where the form of a step opens, and where it is told what has been recorded. */
export function StepHost(): ReactNode {
  const { open } = useSteps();
  useKeyboardKept();
  return (
    <>
      <output className="said" tabIndex={-1}>
        {useAnnounced()}
      </output>
      {open ? (
        <Suspense>
          <StepDialog key={`${open.unit}:${open.command ?? ''}`} step={open} />
        </Suspense>
      ) : null}
    </>
  );
}
