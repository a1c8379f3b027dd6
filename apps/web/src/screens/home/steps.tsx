import { wordFor } from '@relet/words';
import { useId, useState, type ReactNode } from 'react';
import { api } from '../../api/client';
import { CommandForm } from '../../forms/command-form';
import { commandOfStep, isToDo } from '../../forms/commands';
import { capital } from '../../forms/form-field';
import { givenFor } from '../../forms/given';
import { useJustSaved } from '../../state/just-saved';
import { useMe } from '../../state/me';
import { useWords } from '../../state/spoken';
import { useInAddress } from '../../state/times';
import { BlockedWhy } from '../../ui/blocked-why';
import { RecordedMark } from '../../ui/recorded';
import { Shown } from '../../ui/shown';
import { isTheirs, TheirSteps } from '../../ui/their-steps';
import { calledIn, type Card, type HomeAnswer, type Step } from './card';
import { Transfer } from './transfer';

/** What is mended in the history, or ended by itself, is no step of the work. */
const ELSEWHERE: ReadonlySet<string> = new Set(['CorrectEvent', 'RetractEvent']);
/** Answers to an offer stand beside the offer. */
const keyOf = ({ command, offerId }: Pick<Step, 'command' | 'offerId'>) => (offerId ? `${command}:${offerId}` : command);

/** What can be done now: the expected step first, what is blocked folded with the rule that blocks it. Forms open in their place. */
export function Steps({ answer }: { answer: HomeAnswer }): ReactNode {
  const { home } = useWords().screens;
  const { unit } = answer;
  const steps = api.useQuery('get', '/v1/units/{unit}/next-steps', { params: { path: { unit } } });
  return (
    <section className="steps" aria-labelledby="steps">
      <h2 id="steps">{home.nextSteps}</h2>
      <Shown of={steps}>{({ steps: all, revision }) => <Known answer={answer} all={all} revision={revision} />}</Shown>
    </section>
  );
}

function Known({ answer, all, revision }: { answer: HomeAnswer; all: readonly Step[]; revision: number }): ReactNode {
  const { home } = useWords().screens;
  const { home: card } = answer;
  const open = useOpenStep();
  const own = all.filter(({ command }) => !ELSEWHERE.has(command));
  const expected = expectedOf(card, own);
  const others = own.filter((step) => isToDo(step) && !step.offerId && step !== expected);
  const blocked = own.filter((step) => !step.allowed && !step.offerId && step.refusal && !isTheirs(step));
  const theirs = [...new Set(own.filter(isTheirs).map(({ summary }) => summary))];
  const shared = {
    ...{ answer, revision, open },
    onSaved: open.close,
  };
  return (
    <>
      <RecordedMark of={answer.unit} />
      {expected ? <StepLine step={expected} isExpected {...shared} /> : <ExpectedOfOthers card={card} />}
      {others.map((step) => (
        <StepLine key={keyOf(step)} step={step} {...shared} />
      ))}
      <Overtaken
        open={open}
        own={own}
        shown={[...(expected ? [expected] : []), ...others]}
        answer={answer}
        revision={revision}
        onSaved={shared.onSaved}
      />
      <Transfer answer={answer} all={all} />
      <details className="blocked" open={blocked.some(({ command }) => open.key.replace('!', '') === command) || undefined}>
        <summary>{home.blockedSteps(blocked.length)}</summary>
        <ul>
          {blocked.map((step) => (
            <li key={keyOf(step)}>
              {step.summary}
              <p className="hint">
                <BlockedWhy refusal={step.refusal} />
              </p>
              {step.allowedDirectly ? <StepLine step={step} isDirect {...shared} /> : null}
            </li>
          ))}
        </ul>
      </details>
      <TheirSteps called={theirs} />
    </>
  );
}

/** What is expected next of somebody else, of nobody, or of oneself while it cannot be done yet. */
function ExpectedOfOthers({ card: { nextStep, nextStepBy, nextStepOn } }: { card: Card }): ReactNode {
  const words = useWords();
  const { home, steps } = words.screens;
  const isOthers = !nextStepBy.includes(useMe().party as 'administrator');
  const [by] = nextStepBy;
  if (!nextStep || !by) return <p className="hint">{home.nothingExpected}</p>;
  const said = [capital(wordFor(words.nextSteps, nextStep)), nextStepOn && words.date(nextStepOn)].filter(Boolean).join(' ');
  return <p className="hint">{isOthers ? `${said}: ${steps.theirs[by]}.` : `${said}.`}</p>;
}

/** A form that was open when somebody else took the step: it stays, with what was typed, and says why it cannot be saved. */
function Overtaken({ open, own, shown, ...rest }: Omit<LineProps, 'step'> & { own: readonly Step[]; shown: readonly Step[] }): ReactNode {
  const [opened, setOpened] = useState('');
  const isShown = shown.some((step) => keyOf(step) === open.key);
  if (isShown && opened !== open.key) setOpened(open.key);
  const step = own.find((each) => keyOf(each) === open.key);
  return !isShown && step && opened === open.key ? <StepLine step={step} open={open} {...rest} /> : null;
}

/** The step that is expected next, as far as this user may take it. */
function expectedOf({ nextStep, offers }: Card, all: readonly Step[]): Step | undefined {
  const command = nextStep === null ? undefined : commandOfStep(nextStep);
  const [offer] = offers;
  return all.find((step) => isToDo(step) && step.command === command && (!step.offerId || step.offerId === offer?.offerId));
}

/** The step whose form is open, in the address: a link opens the same form. */
function useOpenStep() {
  const [key, setKey] = useInAddress('skridt');
  return { key, toggle: (next: string) => setKey(next === key ? '' : next), close: () => setKey('', true) };
}

interface LineProps {
  step: Step;
  answer: HomeAnswer;
  revision: number;
  open: ReturnType<typeof useOpenStep>;
  isExpected?: boolean;
  /** Without the steps before it. */
  isDirect?: boolean;
  onSaved(): void;
}

/** Whose answer it is. */
function OfferedTo({ offerId, answer }: { offerId: string | undefined; answer: HomeAnswer }): ReactNode {
  const words = useWords();
  const citizen = answer.home.offers.find((offer) => offer.offerId === offerId)?.citizen;
  if (!citizen) return null;
  return (
    <p className="whose">
      {capital(words.fields.citizen)} <b>{calledIn(answer.initials)(citizen)}</b>
    </p>
  );
}

/** A step as a button, and its form below once it is pressed. */
export function StepLine({ step, answer, revision, open, isExpected = false, isDirect = false, onSaved }: LineProps): ReactNode {
  const { home, forms } = useWords().screens;
  const id = useId();
  // Until the next answer is there the step stands where it stood, and says that it is recorded.
  const isSaved = useJustSaved(answer.unit) === step.command && !isDirect;
  const key = keyOf(step) + (isDirect ? '!' : '');
  const isOpen = open.key === key;
  return (
    <div className={isOpen ? 'step open' : 'step'} data-row={isDirect ? undefined : ''}>
      <button
        type="button"
        className={isExpected && !isSaved ? 'primary' : isDirect ? 'quiet' : ''}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        aria-disabled={isSaved}
        onClick={() => (isSaved ? undefined : open.toggle(key))}
      >
        {isDirect ? home.directly : isSaved ? `${forms.savedShort}: ${step.summary}` : step.summary}
      </button>
      {isOpen ? (
        <div id={id}>
          <OfferedTo offerId={step.offerId} answer={answer} />
          <CommandForm
            command={step.command}
            target={{ of: 'unit', id: answer.unit, ...(step.offerId && { offer: step.offerId }) }}
            revision={revision}
            given={{ ...givenFor(step.command, answer.home), ...(isDirect && { direct: true }) }}
            onSaved={onSaved}
            onCancel={open.close}
          />
        </div>
      ) : null}
    </div>
  );
}
