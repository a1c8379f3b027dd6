import { useEffect, useRef, type RefObject } from 'react';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** The keyboard goes to the first field of a form that has to be filled in; where none has, to its first, chosen whole. */
export function useFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    const fields = [...(form.current?.querySelectorAll<Control>('input, select, textarea') ?? [])].filter(isToFill);
    const first = fields.find((field) => field.required && isEmpty(field)) ?? fields[0];
    first?.focus();
    if (first instanceof HTMLInputElement && first.type === 'text') first.select();
  }, []);
  return form;
}

/** What is folded is not asked for, and a mark is an answer as it stands. */
const isToFill = (field: Control) => field.checkVisibility() && !field.matches(':disabled') && field.type !== 'checkbox';

const isEmpty = (field: Control) =>
  field.type === 'radio' ? !field.form?.querySelector(`[name="${CSS.escape(field.name)}"]:checked`) : field.value === '';
