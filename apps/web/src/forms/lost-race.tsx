import { wordFor } from '@relet/words';
import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { Actor } from '../ui/actor';
import { Content } from './content';
import type { CommandForm } from './use-command-form';
import { useHistory } from './use-history';

/** Somebody else was first: who did what since, and the way on with what was typed. */
export function LostRace({ form }: { form: CommandForm }): ReactNode {
  const words = useWords();
  const { forms } = words.screens;
  const { data } = useHistory(form.target, { isFresh: true });
  const since = (data?.events ?? []).filter(({ revision }) => revision > (form.draft.revision ?? -1));
  return (
    <div className="refusal" role="alert">
      <p>{forms.conflict}</p>
      {since.length ? (
        <>
          <p>{forms.since}:</p>
          <ul>
            {since.map((event) => (
              <li key={event.id}>
                {words.moment(event.recordedAt)}: {wordFor(words.events, event.type)} {words.date(event.effective)}
                <Content type={event.type} payload={event.payload} target={form.target} /> (
                <Actor id={event.actor} party={event.party} />)
              </li>
            ))}
          </ul>
          <button type="button" onClick={() => form.lookAnew(Math.max(...since.map(({ revision }) => revision)))}>
            {forms.saveOnNew}
          </button>
        </>
      ) : null}
    </div>
  );
}
