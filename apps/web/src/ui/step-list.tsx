import type { ReactNode } from 'react';
import type { components } from '../../made/api';
import { CommandForm } from '../forms/command-form';
import type { Target } from '../forms/commands';
import type { Draft } from '../state/drafts';
import { useJustSaved } from '../state/just-saved';
import { useWords } from '../state/spoken';
import { useInAddress } from '../state/times';
import { BlockedWhy } from './blocked-why';
import { RecordedMark } from './recorded';
import { isTheirs, TheirSteps } from './their-steps';

interface Props {
  steps: readonly components['schemas']['StepAnswer'][];
  target: Target;
  revision: number | undefined;
  /** Fields that are filled in when a form opens. */
  givenFor?(command: string): Draft['typed'];
  /** The form of a step that is none of its command's fields alone; undefined where there is none. */
  formOf?(command: string, close: () => void): ReactNode;
}

const MENDING: ReadonlySet<string> = new Set(['CorrectEvent', 'RetractEvent']);

/** What can be done with a citizen or a policy, each as a button that opens its form in its place; what is blocked, with its rule. */
export function StepList({ steps, target, revision, givenFor, formOf }: Props): ReactNode {
  const { home, forms } = useWords().screens;
  const [open, setOpen] = useInAddress('skridt');
  const own = steps.filter(({ command }) => !MENDING.has(command));
  const blocked = own.filter((step) => !step.allowed && !isTheirs(step));
  const saving = useJustSaved(target.id);
  return (
    <div className="steps">
      <RecordedMark of={target.id} />
      {own
        .filter(({ allowed, reports }) => allowed && reports?.length)
        .map(({ command, summary }) => (
          <div key={command} className={open === command ? 'step open' : 'step'} data-row>
            <button
              type="button"
              aria-expanded={open === command}
              aria-disabled={saving === command}
              onClick={() => setOpen(open === command || saving === command ? '' : command)}
            >
              {saving === command ? `${forms.savedShort}: ${summary}` : summary}
            </button>
            {open === command
              ? (formOf?.(command, () => setOpen('')) ?? (
                  <CommandForm
                    command={command}
                    target={target}
                    revision={revision}
                    {...(givenFor && { given: givenFor(command) })}
                    onSaved={() => setOpen('')}
                    onCancel={() => setOpen('')}
                  />
                ))
              : null}
          </div>
        ))}
      {blocked.length ? (
        <details className="blocked">
          <summary>{home.blockedSteps(blocked.length)}</summary>
          <ul>
            {blocked.map(({ command, summary, refusal }) => (
              <li key={command}>
                {summary}
                <p className="hint">
                  <BlockedWhy refusal={refusal} />
                </p>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
      <TheirSteps called={own.filter(isTheirs).map(({ summary }) => summary)} />
    </div>
  );
}
