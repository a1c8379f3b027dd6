import { useId, type ReactNode } from 'react';
import type { Typed } from '../state/drafts';
import { useMissing } from './use-missing';
import { useWords } from '../state/spoken';
import type { Schema } from './commands';
import type { CommandForm } from './use-command-form';

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
  /** What is unlikely about it: it may be saved all the same. */
  doubt?: string | undefined;
  onChange(value: Typed): void;
  /** The command that it is a field of: of whom it may be given, the API says. */
  of?: Pick<CommandForm, 'shape' | 'target' | 'body'>;
}

/** A label, its field, and what is wrong with it. */
export function Labelled({
  label,
  fault: said,
  doubt,
  hint,
  isRequired,
  children,
}: {
  label: string;
  fault?: string | undefined;
  doubt?: string | undefined;
  hint?: ReactNode;
  isRequired: boolean;
  children(id: string, describedBy: string): ReactNode;
}): ReactNode {
  const [id, words] = [useId(), useWords().screens.forms];
  const { isMissing, around } = useMissing();
  const fault = said ?? (isMissing ? words.missing(label) : undefined);
  return (
    <div className={fault ? 'field faulty' : 'field'} ref={around}>
      <label htmlFor={id}>
        {label} {isRequired ? null : <small>({words.optional})</small>}
      </label>
      {children(id, `${id}-said`)}
      <p id={`${id}-said`} className={fault ? 'fault' : 'hint'}>
        {fault ?? hint}
        {doubt && !fault ? <span className="doubt">{doubt}</span> : null}
      </p>
    </div>
  );
}
