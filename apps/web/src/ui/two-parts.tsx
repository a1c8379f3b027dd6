import type { ReactNode } from 'react';
import type { Target } from '../forms/commands';
import { Preview, Why } from '../forms/outcome';
import type { Gone, Two } from '../forms/use-two';
import { useWords } from '../state/spoken';

interface Props {
  two: Two;
  there: string;
  here: string;
  /** The first was sent already: what was typed is not changed any more. */
  isSent: boolean;
  onCancel(): void;
}

/** What each of two commands would do, how they went, and the buttons. */
export function TwoParts({ two, there, here, isSent, onCancel }: Props): ReactNode {
  const { home, forms } = useWords().screens;
  return (
    <>
      <div className="outcome" aria-live="polite">
        {isSent ? null : (
          <>
            <Tried title={home.there(there || '...')} target={{ of: 'unit', id: there }} gone={two.first} />
            <Tried title={home.here(here)} target={{ of: 'unit', id: here }} gone={two.second} />
          </>
        )}
        {two.problem ? <NotDone two={two} /> : null}
      </div>
      <div className="buttons">
        <button className="primary" aria-disabled={two.isSaving || !two.isFilled}>
          {two.isSaving ? forms.saving : isSent ? home.again : two.isAsked ? forms.saveAnyway : forms.save}
        </button>
        <button type="button" onClick={onCancel}>
          {forms.cancel}
        </button>
      </div>
    </>
  );
}

function Tried({ title, target, gone: { receipt, problem } }: { title: string; target: Target; gone: Gone }): ReactNode {
  const { forms } = useWords().screens;
  return (
    <section className="preview">
      <h5>{title}</h5>
      {receipt ? (
        <Preview receipt={receipt} target={target} />
      ) : problem && problem.code !== 'MALFORMED' ? (
        <Why problem={problem} />
      ) : (
        <p className="hint">{forms.notYet}</p>
      )}
    </section>
  );
}

function NotDone({ two: { problem, isHalf } }: { two: Two }): ReactNode {
  const { home, forms } = useWords().screens;
  return (
    <div role="alert">
      <p>{isHalf ? home.halfDone : problem?.isUnreached ? '' : home.noneSent}</p>
      {problem?.isUnreached ? <p className="refusal">{forms.unreachable}</p> : problem ? <Why problem={problem} /> : null}
    </div>
  );
}
