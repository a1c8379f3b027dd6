import { useEffect, useRef, type ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { FormField } from '../form-field';
import type { CommandForm } from '../use-command-form';
import type { Layout } from './layout';

/** A form as it is laid out by hand. What is folded opens by itself where something is wrong in it or was filled in. */
export function LaidOut({
  form,
  layout: { shown, folded = [], radios = [], needed = [] },
}: {
  form: CommandForm;
  layout: Layout;
}): ReactNode {
  const { home } = useWords().screens;
  const fields = (names: readonly string[]) =>
    names.map((name) => {
      const schema = form.shape.schema.properties?.[name];
      if (!schema) return null;
      const isRequired = needed.includes(name) || (form.shape.schema.required?.includes(name) ?? false);
      return <FormField key={name} form={form} at={name} schema={schema} isRequired={isRequired} isRadio={radios.includes(name)} />;
    });
  return (
    <>
      {fields(shown)}
      {folded.length ? (
        <Folded title={home.moreFields} needsEyes={folded.some((name) => needsEyes(form, name))}>
          {fields(folded)}
        </Folded>
      ) : null}
    </>
  );
}

/** What is seldom said. It opens by itself when something in it needs eyes; otherwise it is opened and closed by hand. */
function Folded({ title, needsEyes: mustOpen, children }: { title: string; needsEyes: boolean; children: ReactNode }): ReactNode {
  const fold = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    if (mustOpen && fold.current) fold.current.open = true;
  }, [mustOpen]);
  return (
    <details ref={fold}>
      <summary>{title}</summary>
      <div className="folded">{children}</div>
    </details>
  );
}

function needsEyes({ draft, body, problem, previewProblem, isTouched, isAsked }: CommandForm, name: string): boolean {
  const typed = draft.typed[name];
  const isSaid = [problem, isTouched || isAsked ? previewProblem : undefined].some((each) =>
    each?.errors.some(({ pointer }) => pointer === `/${name}`),
  );
  return isSaid || body.unread[name] !== undefined || (name !== 'effective' && typed !== undefined && typed !== '' && typed !== false);
}
