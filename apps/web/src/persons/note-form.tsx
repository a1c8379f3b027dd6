import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { PersonField, PersonFormFrame } from './parts';
import { usePersonForm } from './use-person-form';

/** A note on a citizen or on a home's case. */
export function NoteForm({ about, path, onDone }: { about: string; path: string; onDone(): void }): ReactNode {
  const { persons } = useWords().screens;
  const form = usePersonForm({
    ...{ what: 'Note', about, path },
    body: ({ text }) => (typeof text === 'string' && text.trim() ? { text: text.trim() } : undefined),
    onSaved: onDone,
  });
  const cancel = () => {
    form.discard();
    onDone();
  };
  return (
    <PersonFormFrame form={form} title={persons.addNote} onCancel={cancel}>
      <PersonField form={form} name="text" label={persons.note} isRequired isLong maxLength={2000} />
    </PersonFormFrame>
  );
}
