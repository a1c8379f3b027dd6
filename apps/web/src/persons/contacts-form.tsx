import { useMemo, type ReactNode } from 'react';
import type { components } from '../../made/api';
import { Labelled } from '../forms/labelled';
import type { Draft } from '../state/drafts';
import { useWords } from '../state/spoken';
import { PersonField, PersonFormFrame } from './parts';
import { usePersonForm } from './use-person-form';

export type Contact = components['schemas']['ContactPerson'];

const PARTS = ['name', 'relation', 'phone', 'email', 'address'] as const;
const MOST = 10;

interface Props {
  about: string;
  path: string;
  contacts: readonly Contact[];
  onDone(): void;
}

/** Whom one may ring: the whole list, as it will be. */
export function ContactsForm({ about, path, contacts, onDone }: Props): ReactNode {
  const { screens } = useWords();
  const { persons } = screens;
  const given = useMemo(() => typedOf(contacts), [contacts]);
  const form = usePersonForm({ what: 'Contacts', about, path, given, body: (typed) => bodyOf(typed), onSaved: onDone });
  const count = Number(form.text('count') || '1');
  const cancel = () => {
    form.discard();
    onDone();
  };
  return (
    <PersonFormFrame form={form} title={persons.contacts} onCancel={cancel}>
      {Array.from({ length: count }, (_, n) => (
        <ContactFields key={n} form={form} n={n} />
      ))}
      {count < MOST ? (
        <p>
          <button type="button" onClick={() => form.type('count', String(count + 1))}>
            {persons.addContact}
          </button>
        </p>
      ) : null}
    </PersonFormFrame>
  );
}

function ContactFields({ form, n }: { form: Parameters<typeof PersonField>[0]['form']; n: number }): ReactNode {
  const words = useWords();
  const { persons, forms } = words.screens;
  const at = (part: string) => `${n}.${part}`;
  return (
    <fieldset>
      <legend>
        {persons.contacts} {n + 1}
      </legend>
      <PersonField form={form} name={at('name')} pointer={`/contacts/${n}/name`} label={persons.name} isRequired={n === 0} />
      <Labelled label={persons.relation} isRequired>
        {(id) => (
          <select
            id={id}
            name={at('relation')}
            value={form.text(at('relation'))}
            onChange={(event) => form.type(at('relation'), event.target.value)}
          >
            <option value="">{forms.choose}</option>
            {Object.entries(words.persons.relations).map(([code, called]) => (
              <option key={code} value={code}>
                {called}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <PersonField form={form} name={at('phone')} pointer={`/contacts/${n}/phone`} label={persons.phone} maxLength={20} />
      <PersonField form={form} name={at('email')} pointer={`/contacts/${n}/email`} label={persons.email} maxLength={200} />
      <PersonField form={form} name={at('address')} pointer={`/contacts/${n}/address`} label={persons.address} maxLength={80} />
    </fieldset>
  );
}

function typedOf(contacts: readonly Contact[]): Draft['typed'] {
  const fields = contacts.flatMap((contact, n) => PARTS.map((part) => [`${n}.${part}`, contact[part] ?? ''] as const));
  return { ...Object.fromEntries(fields), count: String(Math.max(1, contacts.length)) };
}

/** Who has no name is not on the list any more. Without a relation it is not filled in yet. */
function bodyOf(typed: Draft['typed']): { contacts: object[] } | undefined {
  const count = Number(typed['count'] ?? '1');
  const rows = Array.from({ length: count }, (_, n) =>
    Object.fromEntries(
      PARTS.flatMap((part) => {
        const value = typed[`${n}.${part}`];
        return typeof value === 'string' && value.trim() ? [[part, value.trim()]] : [];
      }),
    ),
  );
  const named = rows.filter((row) => row['name']);
  return named.every((row) => row['relation']) ? { contacts: named } : undefined;
}
