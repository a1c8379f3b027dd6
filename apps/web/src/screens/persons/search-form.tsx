import { useState, type ReactNode } from 'react';
import { Labelled } from '../../forms/labelled';
import type { ReadReason } from '../../state/names';
import { ReasonField } from '../../persons/reason-field';
import { useWords } from '../../state/spoken';
import { soughtIn } from './sought';
import type { Municipality } from './use-municipalities';

/** What is asked of the register. */
export type PersonSought = ({ name: string } | { cpr: string }) & { reason: ReadReason };

interface Props {
  takesNumbers: boolean;
  /** Those among which one has to choose. */
  municipalities: readonly Municipality[];
  municipality: string;
  isFinding: boolean;
  onChoose(municipality: string): void;
  onFind(asked: PersonSought): void;
}

/** One box, and why one looks. */
export function SearchForm({ takesNumbers, municipalities, municipality, isFinding, onChoose, onFind }: Props): ReactNode {
  const { find } = useWords().screens;
  const [typed, type] = useState('');
  const [reason, setReason] = useState('');
  const [isAsked, setAsked] = useState(false);
  const sought = soughtIn(typed);
  const fault = 'fault' in sought ? find[sought.fault] : 'cpr' in sought && !takesNumbers ? find.noNumbers : undefined;
  return (
    <form
      className="find-person"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (fault === undefined && !('fault' in sought)) onFind({ ...sought, reason: reason as ReadReason });
      }}
    >
      <Labelled
        label={takesNumbers ? find.box : find.boxOfNames}
        fault={isAsked ? fault : undefined}
        hint={takesNumbers ? find.hint : find.hintOfNames}
        isRequired
      >
        {(id, said) => (
          <input
            id={id}
            data-filter
            type="search"
            maxLength={120}
            required
            autoComplete="off"
            spellCheck={false}
            aria-describedby={said}
            aria-invalid={isAsked && fault !== undefined}
            value={typed}
            onChange={({ target }) => {
              type(target.value);
              setAsked(false);
            }}
          />
        )}
      </Labelled>
      <ReasonField value={reason} onChoose={setReason} />
      {municipalities.length > 1 ? (
        <Labelled label={find.municipality} isRequired>
          {(id) => (
            <select id={id} value={municipality} onChange={({ target }) => onChoose(target.value)}>
              {municipalities.map((each) => (
                <option key={each.id} value={each.id}>
                  {each.name}
                </option>
              ))}
            </select>
          )}
        </Labelled>
      ) : null}
      <button className="primary" disabled={isFinding}>
        {isFinding ? find.finding : find.find}
      </button>
    </form>
  );
}
