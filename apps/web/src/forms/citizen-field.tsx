import type { ReactNode } from 'react';
import { api } from '../api/client';
import { useWords } from '../state/spoken';
import { Labelled, type FieldProps } from './labelled';

/** A citizen of the waiting list, the nearest guarantee first; told apart by initials and by the beginning of the pseudonym. */
export function CitizenField({ name, label, value, isRequired, fault, onChange }: FieldProps): ReactNode {
  const words = useWords();
  const { data } = api.useQuery('get', '/v1/waiting-list', {});
  const chosen = typeof value === 'string' ? value : '';
  const citizens = data?.citizens ?? [];
  return (
    <Labelled label={label} fault={fault} isRequired={isRequired}>
      {(id, said) => (
        <select
          id={id}
          name={name}
          aria-describedby={said}
          aria-invalid={fault !== undefined}
          value={chosen}
          required={isRequired}
          onChange={(event) => onChange(event.target.value)}
        >
          <option value="">{words.screens.forms.choose}</option>
          {chosen && !citizens.some(({ citizen }) => citizen === chosen) ? <option value={chosen}>{chosen.slice(0, 8)}</option> : null}
          {citizens.map((each) => (
            <option key={each.citizen} value={each.citizen}>
              {citizenSaid(each)} · {words.waitingLists[each.list as 'general']}
              {each.daysLeft === null ? '' : ` · ${words.screens.shell.days(each.daysLeft)}`}
            </option>
          ))}
        </select>
      )}
    </Labelled>
  );
}

/** A citizen as lists show them: initials where there are some, and the beginning of the pseudonym. */
export function citizenSaid({ citizen, initials }: { citizen: string; initials?: string | null | undefined }): string {
  return initials ? `${initials} (${citizen.slice(-6)})` : citizen.slice(-6);
}
