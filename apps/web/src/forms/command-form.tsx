import { fieldSaid, wordFor } from '@relet/words';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Receipt } from '../api/client';
import type { Problem } from '../api/problem';
import type { Typed } from '../state/drafts';
import { useWords } from '../state/spoken';
import { shapeOf, type Schema, type Target } from './commands';
import { Field } from './fields';
import { HAND_MADE } from './hand-made';
import { Outcome } from './outcome';
import { useCommandForm, type CommandForm as Form } from './use-command-form';

interface Props {
  command: string;
  target: Target;
  /** The revision of the history that is shown beside the form. */
  revision: number | undefined;
  /** Fields that are filled in when the form opens. */
  given?: Readonly<Record<string, Typed>>;
  onSaved?(receipt: Receipt): void;
  onCancel?(): void;
}

/** The form of any command: made from its schema and its words, or by hand where the work is daily. Enter saves. */
export function CommandForm({ command, target, ...rest }: Props): ReactNode {
  const shape = shapeOf(target.of, command);
  return shape ? <KnownForm key={`${command}:${target.id}:${target.offer ?? ''}`} shape={shape} target={target} {...rest} /> : null;
}

function KnownForm({
  shape,
  target,
  revision,
  given,
  onSaved,
  onCancel,
}: Omit<Props, 'command'> & { shape: NonNullable<ReturnType<typeof shapeOf>> }): ReactNode {
  const words = useWords();
  const { forms } = words.screens;
  const form = useCommandForm({ shape, target, revision, ...(given && { given }), ...(onSaved && { onSaved }) });
  const Fields = HAND_MADE[shape.command] ?? GeneratedFields;
  const mustBeSure = (form.preview?.warnings.length ?? 0) > 0;
  return (
    <form
      className="command"
      noValidate
      aria-label={wordFor(words.commands, shape.command)}
      ref={useFirstField()}
      onSubmit={(event) => {
        event.preventDefault();
        form.save();
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
        <button
          type={mustBeSure ? 'button' : 'submit'}
          className="primary"
          disabled={form.isSaving}
          onClick={mustBeSure ? () => form.save(true) : undefined}
        >
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

/** The keyboard goes to the first field of a form that opens. */
function useFirstField(): React.RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, select')?.focus(), []);
  return form;
}

/** The fields of a command as its schema lists them. */
export function GeneratedFields({ form, only }: { form: Form; only?: readonly string[] }): ReactNode {
  return <FieldsOf form={form} schema={form.shape.schema} within="" {...(only && { only })} />;
}

function FieldsOf({ form, schema, within, only }: { form: Form; schema: Schema; within: string; only?: readonly string[] }): ReactNode {
  const words = useWords();
  return Object.entries(schema.properties ?? {})
    .filter(([name, field]) => (only ? only.includes(name) : !isMadeByServer(field, schema.required?.includes(name))))
    .map(([name, field]) => {
      const at = within + name;
      const label = fieldSaid(words, at);
      if (field.properties)
        return (
          <fieldset key={at}>
            <legend>{fieldSaid(words, name)}</legend>
            <FieldsOf form={form} schema={field} within={`${at}.`} />
          </fieldset>
        );
      return (
        <Field
          key={at}
          name={at}
          label={capital(label)}
          schema={field}
          event={form.shape.reports}
          value={form.draft.typed[at]}
          isRequired={schema.required?.includes(name) ?? false}
          fault={useFault(form, at)}
          today={form.today}
          onChange={(value) => form.type(at, value)}
        />
      );
    });
}

/** An offer's own id is made where none is given. */
const isMadeByServer = (field: Schema, isRequired = false) => !isRequired && field['x-relet']?.kind === 'offer';

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What is wrong with a field: what cannot be read, else what the server says of it. */
export function useFault(form: Form, at: string): string | undefined {
  const { forms } = useWords().screens;
  const unread = form.body.unread[at];
  if (unread !== undefined) return { day: forms.dayUnreadable, money: forms.moneyUnreadable, number: forms.numberUnreadable }[unread];
  return saidOf(form.problem, at) ?? saidOf(form.previewProblem, at);
}

const saidOf = (problem: Problem | undefined, at: string) =>
  problem?.errors.find(({ pointer }) => pointer === `/${at.replaceAll('.', '/')}`)?.detail;
