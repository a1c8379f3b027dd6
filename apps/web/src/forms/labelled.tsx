import { useId, type ReactNode } from 'react';
import type { Typed } from '../state/drafts';
import { useWords } from '../state/spoken';
import type { Schema } from './commands';

export interface FieldProps {
  /** The field's name in the command; nested ones with dots. */
  name: string;
  label: string;
  schema: Schema;
  /** The event that is reported: it says which list a code is of. */
  event: string;
  value: Typed | undefined;
  isRequired: boolean;
  /** What is wrong with it. */
  fault: string | undefined;
  today: string;
  onChange(value: Typed): void;
}

/** A label, its field, and what is wrong with it. */
export function Labelled({
  label,
  fault,
  hint,
  isRequired,
  children,
}: {
  label: string;
  fault?: string | undefined;
  hint?: ReactNode;
  isRequired: boolean;
  children(id: string, describedBy: string): ReactNode;
}): ReactNode {
  const [id, words] = [useId(), useWords().screens.forms];
  return (
    <div className={fault ? 'field faulty' : 'field'}>
      <label htmlFor={id}>
        {label} {isRequired ? null : <small>({words.optional})</small>}
      </label>
      {children(id, `${id}-said`)}
      <p id={`${id}-said`} className={fault ? 'fault' : 'hint'}>
        {fault ?? hint}
      </p>
    </div>
  );
}
