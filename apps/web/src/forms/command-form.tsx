import { wordFor } from '@relet/words';
import { useEffect, useRef, type MouseEvent, type ReactNode } from 'react';
import type { Receipt } from '../api/client';
import type { Typed } from '../state/drafts';
import { useWords } from '../state/spoken';
import { shapeOf, type CommandShape, type Target } from './commands';
import { useFirstField } from './first-field';
import { GeneratedFields } from './generated-fields';
import { HAND_MADE } from './hand-made';
import { Outcome } from './outcome';
import { useCommandForm } from './use-command-form';

interface Props {
  command: string;
  target: Target;
  /** The revision of the history that is shown beside the form. */
  revision: number | undefined;
  /** Fields that are filled in when the form opens. */
  given?: Readonly<Record<string, Typed>>;
  /** What the form is called; by itself what its command does. */
  title?: string;
  refine?(fields: Record<string, unknown>): Record<string, unknown>;
  onSaved?(receipt: Receipt): void;
  onCancel?(): void;
}

/** The form of any command: made from its schema and its words, or by hand where the work is daily. Enter saves. */
export function CommandForm({ command, ...rest }: Props): ReactNode {
  const shape = shapeOf(rest.target.of, command);
  return shape ? <FormOf shape={shape} {...rest} /> : null;
}

/** The form of a command whose shape is made for the occasion, such as the correction of one event. */
export function FormOf(props: Omit<Props, 'command'> & { shape: CommandShape }): ReactNode {
  const { id, offer = '', about = '' } = props.target;
  return <KnownForm key={`${props.shape.command}:${id}:${offer}:${about}`} {...props} />;
}

function KnownForm({ title, onCancel, ...given }: Omit<Props, 'command'> & { shape: CommandShape }): ReactNode {
  const words = useWords();
  const { forms } = words.screens;
  const { shape } = given;
  const form = useCommandForm(given);
  const Fields = HAND_MADE[shape.command] ?? GeneratedFields;
  const mustBeSure = (form.preview?.warnings.length ?? 0) > 0;
  const { button, pressed, isSure } = useSaveButton(mustBeSure, form.isAsked);
  return (
    <form
      className="command"
      noValidate
      aria-label={title ?? wordFor(words.commands, shape.command)}
      ref={useFirstField()}
      onSubmit={(event) => {
        event.preventDefault();
        form.save(isSure());
      }}
    >
      {form.wasKept ? (
        <p className="kept">
          {forms.keptDraft}{' '}
          <button type="button" className="quiet" onClick={form.discard}>
            {forms.discard}
          </button>
        </p>
      ) : null}
      <Fields form={form} />
      <Outcome form={form} />
      <div className="buttons">
        <button className="primary" ref={button} aria-disabled={form.isSaving} onClick={pressed}>
          {form.isSaving ? forms.saving : mustBeSure ? forms.saveAnyway : forms.save}
        </button>
        {onCancel ? (
          <button
            type="button"
            onClick={() => {
              form.discard();
              onCancel();
            }}
          >
            {forms.cancel}
          </button>
        ) : null}
      </div>
    </form>
  );
}

/** The button that saves. What is unlikely is saved by a press of the button itself; Enter in a field only leads to it. */
function useSaveButton(mustBeSure: boolean, isAsked: boolean) {
  const button = useRef<HTMLButtonElement>(null);
  const isOwn = useRef(false);
  useEffect(() => {
    if (mustBeSure && isAsked) button.current?.focus();
  }, [mustBeSure, isAsked]);
  return {
    button,
    pressed: (event: MouseEvent<HTMLButtonElement>) => {
      // The second click of a double one was not meant for the question.
      isOwn.current = event.detail === 1 || (event.detail === 0 && document.activeElement === event.currentTarget);
      if (mustBeSure && !isOwn.current) event.currentTarget.focus();
    },
    isSure: () => mustBeSure && isOwn.current,
  };
}
