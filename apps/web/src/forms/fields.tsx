import { listFor, wordFor } from '@relet/words';
import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { CitizenField } from './citizen-field';
import { typesOf } from './schema';
import { DayField } from './day-field';
import { Labelled, type FieldProps } from './labelled';
import { SelectField } from './select';

/** The field for a value of a command, by what the API's document says of it. */
export function Field(props: FieldProps): ReactNode {
  const { name, schema } = props;
  const kind = schema['x-relet']?.kind;
  if (schema.format === 'date') return <DayField {...props} />;
  if (schema.enum) return <ChoiceField {...props} codes={schema.enum.map(String)} />;
  if (kind === 'citizen') return <CitizenField {...props} />;
  if (typesOf(schema).includes('boolean'))
    return name.split('.').at(-1) === 'direct' ? <MarkField {...props} /> : <ChoiceField {...props} codes={['yes', 'no']} />;
  return <TextField {...props} />;
}

/** Codes of a closed list, in words. */
function ChoiceField({ codes, ...props }: FieldProps & { codes: readonly string[] }): ReactNode {
  const words = useWords();
  const { name, event } = props;
  const list = (name.includes('owners.') ? words.owners : listFor(words, event, name.split('.').at(-1) as string)) ?? {
    yes: words.figures.yes,
    no: words.figures.no,
  };
  return <SelectField {...props} options={codes.map((code) => [code, wordFor(list, code)])} />;
}

/** A mark that is given when it is true. */
function MarkField({ name, label, value, onChange }: FieldProps): ReactNode {
  return (
    <div className="field">
      <label className="mark">
        <input type="checkbox" name={name} checked={value === true} onChange={(event) => onChange(event.target.checked)} /> {label}
      </label>
    </div>
  );
}

/** Words, numbers and amounts. */
function TextField({ name, label, schema, value, isRequired, fault, onChange }: FieldProps): ReactNode {
  const { forms } = useWords().screens;
  const isNumber = typesOf(schema).includes('integer');
  const hint = schema['x-relet']?.kind === 'money' ? forms.money : undefined;
  return (
    <Labelled label={label} fault={fault} hint={hint} isRequired={isRequired}>
      {(id, said) => (
        <input
          id={id}
          name={name}
          aria-describedby={said}
          aria-invalid={fault !== undefined}
          required={isRequired}
          autoComplete="off"
          inputMode={isNumber ? 'numeric' : 'text'}
          maxLength={schema.maxLength ?? 200}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Labelled>
  );
}
