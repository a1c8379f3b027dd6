import { fieldSaid } from '@relet/words';
import type { ReactNode } from 'react';
import { useWords } from '../../state/spoken';
import { capital, FormField } from '../form-field';
import type { CommandForm } from '../use-command-form';

/** What stands of an event, to be changed, and why; of one that is taken back the why alone. */
export function CorrectFields({ form }: { form: CommandForm }): ReactNode {
  const words = useWords();
  const { home } = words.screens;
  const { properties = {} } = form.shape.schema;
  const { newEffective, newPayload, reason } = properties;
  const { required = [] } = newPayload ?? {};
  return (
    <>
      {newEffective ? <FormField form={form} at="newEffective" schema={newEffective} isRequired label={home.newDay} /> : null}
      {Object.entries(newPayload?.properties ?? {}).map(([name, schema]) => (
        <FormField
          key={name}
          form={form}
          at={`newPayload.${name}`}
          schema={schema}
          isRequired={required.includes(name)}
          label={capital(fieldSaid(words, name))}
        />
      ))}
      {reason ? <FormField form={form} at="reason" schema={reason} isRequired label={home.why} event="EventCorrected" isRadio /> : null}
    </>
  );
}
