import { callingIt, fieldSaid } from '@relet/words';
import type { ReactNode } from 'react';
import type { Problem } from '../api/problem';
import { useWords } from '../state/spoken';
import type { Schema } from './commands';
import { Field } from './fields';
import { RadioField } from './radio-field';
import type { CommandForm } from './use-command-form';

interface Props {
  form: CommandForm;
  /** The field's name in the command; nested ones with dots. */
  at: string;
  schema: Schema;
  isRequired: boolean;
  label?: string;
  /** The event whose lists its codes are of; by itself the one that the command reports. */
  event?: string;
  isRadio?: boolean;
}

/** A field of a command, held by its form. */
export function FormField({ form, at, schema, isRequired, label, event, isRadio = false }: Props): ReactNode {
  const words = useWords();
  const { dayOf, fieldOf } = words.screens.forms;
  const { command } = form.shape;
  const called =
    label ??
    capital(
      at === 'effective'
        ? dayCalled(dayOf, command)
        : ((fieldOf as Readonly<Record<string, string>>)[`${command}.${at}`] ?? fieldSaid(words, at)),
    );
  const fault = useFault(form, at, called);
  const Kind = isRadio ? RadioField : Field;
  return (
    <Kind
      name={at}
      label={called}
      schema={schema}
      event={event ?? form.shape.reports}
      value={form.draft.typed[at]}
      isRequired={isRequired}
      fault={fault}
      today={form.today}
      doubt={useDoubt(form, at)}
      onChange={(value) => form.type(at, value)}
      of={form}
    />
  );
}

/** Days that lie ahead of the step that plans them. */
const PLANNED: ReadonlySet<string> = new Set(['due', 'planned', 'respondBy', 'expectedReturn', 'expectedVacantFrom']);

/** What is planned before the day of its own step is unlikely: the rules take it, as days are often recorded late. */
function useDoubt({ body: { fields } }: CommandForm, at: string): string | undefined {
  const words = useWords();
  const [own, planned] = [fields['effective'], fields[at]];
  if (!PLANNED.has(at) || typeof own !== 'string' || typeof planned !== 'string' || planned >= own) return undefined;
  return words.screens.forms.beforeOwnDay(words.date(own));
}

const dayCalled = (days: Readonly<Record<string, string>>, command: string): string => days[command] ?? (days['other'] as string);

export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** What is wrong with a field: what cannot be read, else what the server says of it. */
export function useFault(form: CommandForm, at: string, label: string): string | undefined {
  const { forms } = useWords().screens;
  const unread = form.body.unread[at];
  if (unread !== undefined) return { day: forms.dayUnreadable, money: forms.moneyUnreadable, number: forms.numberUnreadable }[unread];
  const beforehand = form.isTouched || form.isAsked ? form.previewProblem : undefined;
  return (
    saidOf(form.problem, at, label) ??
    saidOf(beforehand, at, label) ??
    (form.isAsked && form.body.missing.includes(at) ? forms.missing(label) : undefined)
  );
}

/** What the server says of a field, which it calls as programs do. */
function saidOf(problem: Problem | undefined, at: string, label: string): string | undefined {
  const said = problem?.errors.find(({ pointer }) => pointer === `/${at.replaceAll('.', '/')}`)?.detail;
  return said && callingIt(said, at.slice(at.lastIndexOf('.') + 1), label);
}
