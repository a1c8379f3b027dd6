import { fieldSaid } from '@relet/words';
import { useMemo, useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../made/api';
import { Standing } from '../api/standing';
import { bodyOf } from '../forms/body';
import { shapeOf, type Schema } from '../forms/commands';
import { Field } from '../forms/fields';
import { capital } from '../forms/form-field';
import { RadioField } from '../forms/radio-field';
import { useClock, useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { useInAddress, useTimes } from '../state/times';
import { PersonField, PersonFormFrame } from './parts';
import { useKept } from './use-kept';
import { usePersonForm } from './use-person-form';
import { whoIn } from './who-form';

type Approved = components['schemas']['ApprovedPerson'];

/** A citizen who has no pseudonym yet. */
const NEW = 'new';

/** Approves a new citizen and says who it is, in one request: for the municipality alone. A button until it is pressed. */
export function ApproveNewCitizen({ isOpen: isOpenAtFirst = false }: { isOpen?: boolean }): ReactNode {
  const { persons } = useWords().screens;
  const me = useMe();
  const { isPast } = useTimes();
  const [said, say] = useInAddress('godkend', isOpenAtFirst ? 'ja' : '');
  const isOpen = said === 'ja';
  const setOpen = (next: boolean) => say(next ? 'ja' : isOpenAtFirst ? 'nej' : '');
  const [approved, setApproved] = useState<string>();
  if (isPast || me.party !== 'municipality' || !me.rights.includes('persons')) return null;
  return (
    <div className="approve">
      {isOpen ? null : (
        <button type="button" onClick={() => setOpen(true)}>
          {persons.approve}
        </button>
      )}
      <output className="saved" tabIndex={-1} data-recorded={approved === undefined ? undefined : `person/${NEW}`}>
        {approved === undefined ? null : (
          <>
            {persons.approved} <Link to={`/borger/${approved}`}>{persons.open}</Link>
          </>
        )}
      </output>
      {isOpen ? (
        <ApproveForm
          onSaved={(citizen) => {
            setApproved(citizen);
            setOpen(false);
          }}
          onCancel={() => setOpen(false)}
        />
      ) : null}
    </div>
  );
}

function ApproveForm({ onSaved, onCancel }: { onSaved(citizen: string): void; onCancel(): void }): ReactNode {
  const words = useWords();
  const { persons, home } = words.screens;
  const { today } = useClock();
  const takesNumber = useKept(useMe().municipality ?? undefined)?.cpr ?? false;
  const schema = shapeOf('citizen', 'ApproveCitizen')?.schema;
  const given = useMemo(() => ({ effective: words.date(today), list: 'general', elderly: 'yes' }), [words, today]);
  const form = usePersonForm<Approved>({
    ...{ what: 'ApprovePerson', about: NEW, path: '/v1/persons/approvals', given },
    body: (typed) => {
      const person = whoIn(typed);
      const approval = schema && bodyOf(schema, typed, today);
      if (!person || !approval || approval.missing.length || Object.keys(approval.unread).length) return undefined;
      return { approval: approval.fields, person };
    },
    onSaved: ({ citizen, receipt }) => {
      if (receipt.position) Standing.wrote(receipt.position);
      onSaved(citizen);
    },
  });
  const field = (name: string, label = capital(fieldSaid(words, name))) => ({
    ...{ name, label, event: 'CitizenApproved', today, value: form.typed[name], schema: schema?.properties?.[name] as Schema },
    isRequired: schema?.required?.includes(name) ?? false,
    fault: form.problem?.errors.find(({ pointer }) => pointer === `/approval/${name}`)?.detail,
    onChange: (value: Parameters<typeof form.type>[1]) => form.type(name, value),
  });
  const cancel = () => {
    form.discard();
    onCancel();
  };
  return (
    <PersonFormFrame form={form} title={persons.approve} onCancel={cancel}>
      <PersonField form={form} name="name" pointer="/person/name" label={persons.name} isRequired />
      <RadioField {...field('list')} />
      <Field {...field('elderly')} />
      <Field {...field('effective', capital(words.screens.forms.dayOf.ApproveCitizen))} />
      <details>
        <summary>{home.moreFields}</summary>
        <div className="folded">
          {takesNumber ? <PersonField form={form} name="cpr" pointer="/person/cpr" label={persons.number} maxLength={11} /> : null}
          <Field {...field('over67')} />
        </div>
      </details>
    </PersonFormFrame>
  );
}
