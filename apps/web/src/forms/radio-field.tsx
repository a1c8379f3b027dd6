import { listFor, wordFor } from '@relet/words';
import { useId, type ReactNode } from 'react';
import { useWords } from '../state/spoken';
import type { FieldProps } from './labelled';
import { useMissing } from './use-missing';

/** A choice among few: each stands there to be chosen, by one click or by arrow keys. */
export function RadioField({ name, label, schema, event, value, isRequired, fault: said, onChange }: FieldProps): ReactNode {
  const words = useWords();
  const id = useId();
  const { forms } = words.screens;
  const { isMissing, around } = useMissing();
  const fault = said ?? (isMissing ? forms.missing(label) : undefined);
  const list = listFor(words, event, name.split('.').at(-1) as string) ?? {};
  return (
    <fieldset ref={around} className={fault ? 'radios faulty' : 'radios'} aria-describedby={fault ? `${id}-said` : undefined}>
      <legend>
        {label} {isRequired ? null : <small>({forms.optional})</small>}
      </legend>
      {(schema.enum ?? []).map(String).map((code) => (
        <label key={code} className="mark">
          <input type="radio" name={name} value={code} checked={value === code} required={isRequired} onChange={() => onChange(code)} />
          {wordFor(list, code)}
        </label>
      ))}
      {fault ? (
        <p id={`${id}-said`} className="fault">
          {fault}
        </p>
      ) : null}
    </fieldset>
  );
}
