import { useId, type ReactNode } from 'react';
import { api } from '../api/client';
import { Labelled } from './labelled';

interface Props {
  label: string;
  hint: string;
  value: string;
  onChange(value: string): void;
}

/** A home by its number, with those in sight to choose from. */
export function HomeField({ label, hint, value, onChange }: Props): ReactNode {
  const list = useId();
  const { data } = api.useQuery('get', '/v1/board', {}, { staleTime: 60_000 });
  return (
    <Labelled label={label} hint={hint} isRequired>
      {(id, said) => (
        <>
          <input
            id={id}
            name="unit"
            list={list}
            aria-describedby={said}
            autoComplete="off"
            required
            maxLength={120}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          <datalist id={list}>
            {data?.homes.map(({ unit, building }) => (
              <option key={unit} value={unit}>
                {building}
              </option>
            ))}
          </datalist>
        </>
      )}
    </Labelled>
  );
}
