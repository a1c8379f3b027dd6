import type { ReactNode } from 'react';
import { Why } from '../forms/outcome';
import { useFirstField } from '../forms/first-field';
import { Labelled } from '../forms/labelled';
import { useWords } from '../state/spoken';
import type { PersonForm } from './use-person-form';

type Form = Pick<PersonForm, 'text' | 'type' | 'isReady' | 'isSaving' | 'problem' | 'save'>;

interface FieldProps {
  form: Form;
  name: string;
  label: string;
  isRequired?: boolean;
  maxLength?: number;
  /** Several lines. */
  isLong?: boolean;
  /** The field in the body, where it is called otherwise. */
  pointer?: string;
}

/** A field of what says who somebody is: nothing of it is remembered by the browser. */
export function PersonField({
  form,
  name,
  label,
  isRequired = false,
  maxLength = 120,
  isLong = false,
  pointer = `/${name}`,
}: FieldProps): ReactNode {
  const fault = form.problem?.errors.find((each) => each.pointer === pointer)?.detail;
  const shared = { name, maxLength, required: isRequired, autoComplete: 'off', value: form.text(name) };
  return (
    <Labelled label={label} fault={fault} isRequired={isRequired}>
      {(id, said) => {
        const own = { ...shared, id, 'aria-describedby': said, 'aria-invalid': fault !== undefined };
        return isLong ? (
          <textarea {...own} rows={3} onChange={(event) => form.type(name, event.target.value)} />
        ) : (
          <input {...own} onChange={(event) => form.type(name, event.target.value)} />
        );
      }}
    </Labelled>
  );
}

/** The form around such fields, how it went, and its buttons. */
export function PersonFormFrame({
  form,
  title,
  onCancel,
  children,
}: {
  form: Form;
  title: string;
  onCancel?(): void;
  children: ReactNode;
}): ReactNode {
  const { forms, persons, shell } = useWords().screens;
  const { problem } = form;
  return (
    <form
      className="command"
      ref={useFirstField()}
      aria-label={title}
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
      }}
    >
      {children}
      <p className="hint">{persons.unfinished}</p>
      <div className="outcome" aria-live="polite">
        {problem ? (
          problem.isUnreached ? (
            <p className="refusal">{forms.unreachable}</p>
          ) : problem.status === 401 ? (
            <p className="refusal">{shell.signedOut}</p>
          ) : (
            <Why problem={problem} />
          )
        ) : null}
      </div>
      <div className="buttons">
        <button className="primary" aria-disabled={form.isSaving || !form.isReady}>
          {form.isSaving ? forms.saving : forms.save}
        </button>
        {onCancel ? (
          <button type="button" onClick={onCancel}>
            {forms.cancel}
          </button>
        ) : null}
      </div>
    </form>
  );
}
