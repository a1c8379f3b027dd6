import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { Labelled, type FieldProps } from './labelled';

export type Option = readonly [value: string, called: string];

interface Props extends Pick<FieldProps, 'name' | 'label' | 'value' | 'isRequired' | 'onChange'> {
  /** What is wrong with it, where that is not said by the browser. */
  fault?: string | undefined;
  /** Values, each with what it is called. */
  options: readonly Option[];
  /** Further values, below what they have in common. */
  groups?: readonly (readonly [called: string, options: readonly Option[]])[];
}

/** One of several, or none. */
export function SelectField({ name, label, value, isRequired, fault, options, groups = [], onChange }: Props): ReactNode {
  const { forms } = useWords().screens;
  return (
    <Labelled label={label} fault={fault} isRequired={isRequired}>
      {(id, said) => (
        <select
          id={id}
          name={name}
          aria-describedby={said}
          aria-invalid={fault !== undefined}
          value={typeof value === 'string' ? value : ''}
          required={isRequired}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{forms.choose}</option>
          {options.map(optionOf)}
          {groups.map(([called, own]) =>
            own.length ? (
              <optgroup key={called} label={called}>
                {own.map(optionOf)}
              </optgroup>
            ) : null,
          )}
        </select>
      )}
    </Labelled>
  );
}

const optionOf = ([value, called]: Option) => (
  <option key={value} value={value}>
    {called}
  </option>
);
