import type { ReactNode } from 'react';
import { SelectField } from '../forms/select';
import { useWords } from '../state/spoken';

/** Why somebody is looked up: it is written down with who has looked. */
export function ReasonField({ value, onChoose }: { value: string; onChoose(reason: string): void }): ReactNode {
  const words = useWords();
  return (
    <SelectField
      name="reason"
      label={words.screens.persons.reason}
      value={value}
      isRequired
      options={Object.entries(words.persons.readReasons)}
      onChange={(code) => onChoose(String(code))}
    />
  );
}
