import { wordFor } from '@relet/words';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { commandOfStep, shapeOf } from '../../forms/commands';
import { GeneratedFields } from '../../forms/generated-fields';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { Head } from '../../ui/head';
import { Dialog } from '../../ui/dialog';
import { stepsForMany, useManyForm, type Result } from './use-many-form';
import type { Card } from './use-board';

/** One command to many homes: what would happen to each is seen before anything is saved. */
export default function Many({ cards, onClose }: { cards: readonly Card[]; onClose(): void }): ReactNode {
  const words = useWords();
  const { board, forms, steps } = words.screens;
  const own = stepsForMany(useMe().party);
  const [command, setCommand] = useState(() => commonStep(cards, own) ?? '');
  return (
    <Dialog title={board.many(cards.length)} isWide onClose={onClose}>
      <label className="which">
        {steps.which}{' '}
        <select value={command} onChange={(event) => setCommand(event.target.value)}>
          <option value="">{forms.choose}</option>
          {own.map((each) => (
            <option key={each} value={each}>
              {wordFor(words.commands, each)}
            </option>
          ))}
        </select>
      </label>
      {command ? <ManyForm key={command} command={command} cards={cards} onClose={onClose} /> : null}
    </Dialog>
  );
}

/** The next step of the homes, where it is the same for all. */
function commonStep(cards: readonly Card[], own: readonly string[]): string | undefined {
  const steps = new Set(cards.map(({ nextStep }) => nextStep));
  const [step] = steps;
  const command = steps.size === 1 && step ? commandOfStep(step) : undefined;
  return command && own.includes(command) ? command : undefined;
}

function ManyForm({ command, cards, onClose }: { command: string; cards: readonly Card[]; onClose(): void }): ReactNode {
  const { board, forms, shell } = useWords().screens;
  const shape = shapeOf('unit', command);
  const form = useManyForm(shape as NonNullable<typeof shape>, cards);
  const { tried, saved, isBusy, problem } = form;
  const results = saved ?? tried;
  const taken = results?.filter(({ refusal }) => refusal === undefined).length ?? 0;
  const said = useRef<HTMLParagraphElement>(null);
  const isSaved = saved !== undefined;
  // What was pressed is gone: the keyboard goes to what says that it is recorded.
  useEffect(() => {
    if (isSaved) said.current?.focus();
  }, [isSaved]);
  const warned = tried?.some(({ warnings }) => warnings.length > 0);
  return (
    <form
      className="command"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        form.tryIt();
      }}
    >
      {saved ? null : <GeneratedFields form={form.fields} />}
      {problem ? (
        <p className="refusal" role="alert">
          {problem.isUnreached ? forms.unreachable : problem.message}
        </p>
      ) : null}
      <div aria-live="polite">
        {results ? (
          <p ref={said} tabIndex={-1}>
            {(saved ? board.results : board.would)(taken, results.length - taken)}
          </p>
        ) : null}
        {warned && !saved ? <p className="warning">{forms.areYouSure}</p> : null}
      </div>
      <div className="buttons">
        {saved ? (
          <button type="button" className="primary" onClick={onClose}>
            {shell.close}
          </button>
        ) : (
          <>
            <button type="submit" className={tried ? '' : 'primary'} disabled={isBusy}>
              {board.tryIt}
            </button>
            {tried && taken ? (
              <button type="button" className="primary" disabled={isBusy} onClick={form.save}>
                {isBusy ? forms.saving : board.saveMany(taken)}
              </button>
            ) : null}
          </>
        )}
      </div>
      {results ? <Results results={results} /> : null}
    </form>
  );
}

function Results({ results }: { results: readonly Result[] }): ReactNode {
  const { board } = useWords().screens;
  return (
    <table>
      <Head of={[board.heads.unit, board.result]} />
      <tbody>
        {results.map(({ unit, said, refusal, warnings }) => (
          <tr key={unit}>
            <th scope="row">{unit}</th>
            <td>
              {refusal === undefined ? said : <span className="fault">{refusal}</span>}
              {warnings.map((warning) => (
                <p key={warning} className="warning">
                  {warning}
                </p>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
