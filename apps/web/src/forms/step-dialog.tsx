import { wordFor } from '@relet/words';
import { useState, type ReactNode } from 'react';
import { Link } from 'react-router';
import type { components } from '../../made/api';
import { api } from '../api/client';
import { useWords } from '../state/spoken';
import { closeStep, type Step } from '../state/step';
import { BlockedWhy } from '../ui/blocked-why';
import { Dialog } from '../ui/dialog';
import { Shown } from '../ui/shown';
import { isTheirs, TheirSteps } from '../ui/their-steps';
import { CommandForm } from './command-form';
import { isToDo } from './commands';
import { givenFor } from './given';

type Told = components['schemas']['StepAnswer'];

/** The form of a step of a home, over the screen where it was asked for. Which steps there are, and why others are not, the API says. */
export default function StepDialog({ step }: { step: Step }): ReactNode {
  const path = { unit: step.unit };
  const steps = api.useQuery('get', '/v1/units/{unit}/next-steps', { params: { path } }, { staleTime: 0 });
  const home = api.useQuery('get', '/v1/units/{unit}', { params: { path, query: {} } }, { staleTime: 0 });
  // What was known when it was last looked at may offer what is done by now: it is shown only where nothing newer can be had.
  const isKnown = steps.isFetchedAfterMount && home.isFetchedAfterMount;
  return (
    <Dialog title={`${step.unit} ${step.about ?? ''}`} onClose={closeStep}>
      <Shown of={{ ...steps, ...(!isKnown && { data: undefined, isPending: true, error: null }) }}>
        {({ steps: all, revision }) => <Steps step={step} all={all} revision={revision} card={home.data?.home} />}
      </Shown>
    </Dialog>
  );
}

interface StepsProps {
  step: Step;
  all: readonly Told[];
  revision: number;
  card: components['schemas']['Card'] | undefined;
}

function Steps({ step, all, revision, card }: StepsProps): ReactNode {
  const words = useWords();
  const allowed = all.filter(isToDo);
  const [chosen, choose] = useState(() => keyOf(meantBy(step, all)));
  const told = all.find((each) => keyOf(each) === chosen);
  const shown = told && !isToDo(told) ? [told, ...allowed] : allowed;
  return (
    <>
      <label className="which">
        {words.screens.steps.which}{' '}
        <select value={chosen ?? ''} onChange={(event) => choose(event.target.value)}>
          <option value="">{words.screens.forms.choose}</option>
          {shown.map((each) => (
            <option key={keyOf(each)} value={keyOf(each)}>
              {said(words.commands, each)}
            </option>
          ))}
        </select>
      </label>
      {told?.refusal ? (
        <p className="refusal">
          <BlockedWhy refusal={told.refusal} />
        </p>
      ) : null}
      {told ? (
        <CommandForm
          key={chosen}
          command={told.command}
          target={{ of: 'unit', id: step.unit, ...(told.offerId !== undefined && { offer: told.offerId }) }}
          revision={revision}
          given={{ ...(card && givenFor(told.command, card)), ...step.given }}
          onSaved={closeStep}
          onCancel={closeStep}
        />
      ) : (
        <Allowed steps={allowed} onChoose={choose} />
      )}
      <Blocked steps={all.filter((each) => !each.allowed && !isTheirs(each))} />
      <TheirSteps called={[...new Set(all.filter(isTheirs).map((each) => said(words.commands, each)))]} />
      <p>
        <Link to={`/bolig/${step.unit}`} onClick={closeStep}>
          {words.screens.steps.wholeHome}
        </Link>
      </p>
    </>
  );
}

/** What can be done now, as buttons. */
function Allowed({ steps, onChoose }: { steps: readonly Told[]; onChoose(key: string): void }): ReactNode {
  const words = useWords();
  return (
    <div className="buttons">
      {steps.map((each, n) => (
        <button key={keyOf(each)} type="button" autoFocus={n === 0} onClick={() => onChoose(keyOf(each) as string)}>
          {said(words.commands, each)}
        </button>
      ))}
    </div>
  );
}

/** What cannot be done now, each with the rule that blocks it. */
function Blocked({ steps }: { steps: readonly Told[] }): ReactNode {
  const words = useWords();
  if (!steps.length) return null;
  return (
    <details>
      <summary>{words.screens.forms.blocked}</summary>
      <ul>
        {steps.map((each) => (
          <li key={keyOf(each)}>
            {said(words.commands, each)}:{' '}
            <small>
              <BlockedWhy refusal={each.refusal} />
            </small>
          </li>
        ))}
      </ul>
    </details>
  );
}

const keyOf = <T extends Pick<Told, 'command' | 'offerId'> | undefined>(told: T) =>
  (told && `${told.command}/${told.offerId ?? ''}`) as T extends undefined ? undefined : string;

const said = (commands: Readonly<Record<string, string>>, { command, offerId }: Told) =>
  wordFor(commands, command) + (offerId && offerId.length < 12 ? ` (${offerId})` : '');

/** The step that was asked for: of that offer, else the first that is allowed. */
function meantBy({ command, offer }: Step, all: readonly Told[]): Told | undefined {
  const same = all.filter((each) => each.command === command);
  return same.find(({ offerId }) => offerId === offer && offer !== undefined) ?? same.find(isToDo) ?? same[0];
}
