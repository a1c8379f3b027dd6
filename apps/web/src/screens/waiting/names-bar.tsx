import { useState, type ReactNode } from 'react';
import { Problem } from '../../api/problem';
import { useMe } from '../../state/me';
import type { ReadReason, useNames } from '../../state/names';
import { useWords } from '../../state/spoken';

/** Asks once why names are read, and shows them in the place of initials until they are hidden. */
export function NamesBar({ names }: { names: ReturnType<typeof useNames> }): ReactNode {
  const words = useWords();
  const { waiting, forms } = words.screens;
  const [isAsking, ask] = useState(false);
  if (!useMe().rights.includes('persons')) return null;
  if (names.isOn)
    return (
      <output>
        {names.names?.size === 0 ? waiting.noNames : waiting.namesShown}{' '}
        <button type="button" onClick={names.hide}>
          {waiting.hideNames}
        </button>
      </output>
    );
  if (!isAsking)
    return (
      <button type="button" onClick={() => ask(true)}>
        {waiting.names}
      </button>
    );
  return (
    <span>
      <select
        autoFocus
        aria-label={waiting.why}
        defaultValue=""
        onChange={(event) => {
          names.reveal(event.target.value as ReadReason);
          ask(false);
        }}
      >
        <option value="" disabled>
          {waiting.why}
        </option>
        {Object.entries(words.persons.readReasons).map(([reason, said]) => (
          <option key={reason} value={reason}>
            {said}
          </option>
        ))}
      </select>{' '}
      <button type="button" className="quiet" onClick={() => ask(false)}>
        {forms.cancel}
      </button>
      {names.problem instanceof Problem ? <span className="fault">{names.problem.message}</span> : null}
    </span>
  );
}
