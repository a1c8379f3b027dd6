import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { post } from '../api/client';
import { Problem } from '../api/problem';
import { Why } from '../forms/outcome';
import { useMe } from '../state/me';
import { ReasonField } from './reason-field';
import { useWords } from '../state/spoken';
import { useTimes } from '../state/times';
import { RecordedMark } from '../ui/recorded';
import { ContactsForm } from './contacts-form';
import { KeptOf, type Person } from './kept-of';
import { NoteForm } from './note-form';
import type { Editing, Subject } from './subject';
import { WhoForm } from './who-form';

/** What is kept of somebody, read with a reason. It is shown until it is hidden, and lies nowhere else in the browser. */
export function Kept({ of }: { of: Subject }): ReactNode {
  const { persons } = useWords().screens;
  const me = useMe();
  const { isPast } = useTimes();
  const [reason, setReason] = useState('');
  const [withNumber, setWithNumber] = useState(false);
  const [editing, setEditing] = useState<Editing>();
  const base = 'citizen' in of ? `/v1/citizens/${of.citizen}/person` : `/v1/units/${of.unit}/estate`;
  const look = useMutation<Person, Problem>({
    mutationFn: () =>
      post<Person>(`${base}/look-up`, { ...(reason && { reason }), ...(withNumber && { fields: ['name', 'cpr', 'contacts', 'notes'] }) }),
    gcTime: 0,
  });
  const done = () => {
    setEditing(undefined);
    look.mutate();
  };
  const isUnknown = look.error?.code === 'PERSON_UNKNOWN';
  const about = 'citizen' in of ? of.citizen : of.unit;
  return (
    <>
      <LookUpForm
        {...{ reason, withNumber, setReason, setWithNumber }}
        hasNumber={'citizen' in of && me.party === 'municipality'}
        isLooking={look.isPending}
        onLook={() => look.mutate()}
      />
      <div aria-live="polite">
        {look.error && !isUnknown ? <Why problem={look.error} /> : null}
        {isUnknown ? <p className="hint">{persons.notRegistered}</p> : null}
      </div>
      <RecordedMark of={`person/${about}`} />
      {(look.data ?? isUnknown) ? (
        <KeptOf of={of} person={look.data} onEdit={isPast ? undefined : setEditing} onHide={() => look.reset()} />
      ) : null}
      {editing === 'who' && 'citizen' in of ? <WhoForm citizen={of.citizen} name={look.data?.name} onDone={done} /> : null}
      {editing === 'contacts' ? (
        <ContactsForm
          about={about}
          path={'citizen' in of ? `${base}/changes` : `${base}/contacts`}
          contacts={look.data?.contacts ?? []}
          onDone={done}
        />
      ) : null}
      {editing === 'note' ? <NoteForm about={about} path={`${base}/notes`} onDone={done} /> : null}
    </>
  );
}

interface LookUpProps {
  reason: string;
  withNumber: boolean;
  hasNumber: boolean;
  isLooking: boolean;
  setReason(reason: string): void;
  setWithNumber(withNumber: boolean): void;
  onLook(): void;
}

function LookUpForm({ reason, withNumber, hasNumber, isLooking, setReason, setWithNumber, onLook }: LookUpProps): ReactNode {
  const { persons } = useWords().screens;
  return (
    <form
      className="look-up"
      onSubmit={(event) => {
        event.preventDefault();
        onLook();
      }}
    >
      <ReasonField value={reason} onChoose={setReason} />
      {hasNumber ? (
        <label className="mark">
          <input type="checkbox" checked={withNumber} onChange={(event) => setWithNumber(event.target.checked)} /> {persons.withNumber}
        </label>
      ) : null}
      <button disabled={isLooking}>{persons.lookUp}</button>
    </form>
  );
}
