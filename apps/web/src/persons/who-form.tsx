import { useMemo, type ReactNode } from 'react';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { PersonField, PersonFormFrame } from './parts';
import { useKept } from './use-kept';
import { usePersonForm } from './use-person-form';

interface Props {
  citizen: string;
  /** The name that is kept; undefined where nobody is registered yet. */
  name: string | undefined;
  onDone(): void;
}

/** Says who a citizen is, or otherwise than before. */
export function WhoForm({ citizen, name, onDone }: Props): ReactNode {
  const { persons } = useWords().screens;
  const takesNumber = useKept(useMe().municipality ?? undefined)?.cpr ?? false;
  const given = useMemo(() => ({ name: name ?? '' }), [name]);
  const form = usePersonForm({
    ...{ what: 'Person', about: citizen, given },
    path: `/v1/citizens/${citizen}/person${name === undefined ? '' : '/changes'}`,
    body: whoIn,
    onSaved: onDone,
  });
  const cancel = () => {
    form.discard();
    onDone();
  };
  return (
    <PersonFormFrame form={form} title={persons.register} onCancel={cancel}>
      <PersonField form={form} name="name" label={persons.name} isRequired />
      {takesNumber ? <PersonField form={form} name="cpr" label={persons.number} maxLength={11} /> : null}
    </PersonFormFrame>
  );
}

/** A name, and a number where one was typed. */
export function whoIn({ name, cpr }: Readonly<Record<string, unknown>>): { name: string; cpr?: string } | undefined {
  const text = (value: unknown) => (typeof value === 'string' ? value.trim() : '');
  return text(name) ? { name: text(name), ...(text(cpr) && { cpr: text(cpr) }) } : undefined;
}
