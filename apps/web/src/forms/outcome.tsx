import { callingIt, fieldSaid, wordFor, type Words } from '@relet/words';
import type { ReactNode } from 'react';
import type { Receipt } from '../api/client';
import type { Problem } from '../api/problem';
import { useWords } from '../state/spoken';
import { BecomesTable } from '../ui/becomes';
import { SignInAgain } from '../ui/sign-in-again';
import type { Target } from './commands';
import { Content } from './content';
import { LostRace } from './lost-race';
import { capital } from './form-field';
import type { CommandForm } from './use-command-form';

/** What a form would do, what is unlikely about it, and why it was not saved. */
export function Outcome({ form }: { form: CommandForm }): ReactNode {
  const words = useWords();
  const { forms } = words.screens;
  const { problem, preview, previewProblem } = form;
  return (
    <div className="outcome" aria-live="polite">
      {problem ? <Refused problem={problem} form={form} /> : null}
      {/* A refusal of what was sent is not said a second time as what would happen. */}
      {problem && !preview ? null : (
        <section className="preview">
          <h3>{forms.whatHappens}</h3>
          {preview ? (
            <Preview receipt={preview} target={form.target} />
          ) : previewProblem && previewProblem.code !== 'MALFORMED' ? (
            <Why problem={previewProblem} />
          ) : previewProblem?.errors.length ? (
            previewProblem.errors.map(({ pointer, detail }) => (
              <p key={pointer} className="hint">
                {saidOf(detail, pointer, words)}
              </p>
            ))
          ) : (
            <p className="hint">{forms.notYet}</p>
          )}
        </section>
      )}
    </div>
  );
}

/** What is wrong with a field, which the server calls as programs do. */
function saidOf(detail: string, pointer: string, words: Words): string {
  const field = pointer.slice(pointer.lastIndexOf('/') + 1);
  return callingIt(detail, field, capital(fieldSaid(words, field)));
}

export function Preview({ receipt, target }: { receipt: Receipt; target: Target }): ReactNode {
  const words = useWords();
  const { forms } = words.screens;
  if (!receipt.events.length) return <p>{forms.nothingHappens}</p>;
  return (
    <>
      <ul>
        {receipt.events.map((event) => (
          <li key={event.id}>
            {wordFor(words.events, event.type)} {words.date(event.effective)}
            {event.payload ? <Content type={event.type} payload={event.payload} target={target} /> : null}
          </li>
        ))}
      </ul>
      {receipt.becomes ? <BecomesTable becomes={receipt.becomes} /> : null}
      {receipt.warnings.length ? (
        <div className="warning" role="alert">
          <p>{forms.areYouSure}</p>
          <ul>
            {receipt.warnings.map(({ code, event, message }) => (
              <li key={`${code}${event}`}>{message}</li>
            ))}
          </ul>
        </div>
      ) : null}
    </>
  );
}

/** The sentence of a refusal, and the step that would help. */
export function Why({ problem }: { problem: Problem }): ReactNode {
  return (
    <p className="refusal">
      {problem.message} {problem.help ?? ''}
    </p>
  );
}

function Refused({ problem, form }: { problem: Problem; form: CommandForm }): ReactNode {
  const { forms, shell } = useWords().screens;
  if (problem.isUnreached)
    return (
      <p className="refusal" role="alert">
        {forms.unreachable}
      </p>
    );
  if (problem.status === 401)
    return (
      <p className="refusal" role="alert">
        {shell.signedOut} <SignInAgain />
      </p>
    );
  if (problem.status === 412) return <LostRace form={form} />;
  return (
    <div role="alert">
      <Why problem={problem} />
    </div>
  );
}
