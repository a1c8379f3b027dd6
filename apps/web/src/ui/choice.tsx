import '../styles/asked.css';
import { useId, type ReactNode } from 'react';

interface Props {
  label: string;
  value: string;
  options: readonly (readonly [string, string])[];
  /** `/` goes to it. */
  isFilter?: boolean;
  onChoose(value: string): void;
}

/** A choice among few, with its label above. */
export function Choice({ label, value, options, isFilter, onChoose }: Props): ReactNode {
  const id = useId();
  return (
    <div className="choice">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} {...(isFilter && { 'data-filter': '' })} onChange={({ target }) => onChoose(target.value)}>
        {options.map(([code, called]) => (
          <option key={code} value={code}>
            {called}
          </option>
        ))}
      </select>
    </div>
  );
}
