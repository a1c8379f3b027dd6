import type { ReactNode } from 'react';
import { Problem } from '../api/problem';
import { useWords } from '../state/spoken';

/** Why something was not done, in the words of the server. */
export function Fault({ error }: { error: unknown }): ReactNode {
  const { shell, forms } = useWords().screens;
  if (error === null || error === undefined) return null;
  const said = error instanceof Problem ? (error.isUnreached ? forms.tryAgain : `${error.message} ${error.help ?? ''}`) : shell.broken;
  return (
    <p className="refusal" role="alert">
      {error instanceof Problem && error.isUnreached ? `${shell.offline} ` : null}
      {said}
    </p>
  );
}
