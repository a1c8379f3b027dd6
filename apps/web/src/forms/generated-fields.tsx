import { fieldSaid } from '@relet/words';
import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import type { Schema } from './commands';
import { capital, FormField } from './form-field';
import type { CommandForm } from './use-command-form';

/** The fields of a command as its schema lists them. */
export function GeneratedFields({ form }: { form: CommandForm }): ReactNode {
  return <FieldsOf form={form} schema={form.shape.schema} within="" />;
}

function FieldsOf({ form, schema, within }: { form: CommandForm; schema: Schema; within: string }): ReactNode {
  const words = useWords();
  return Object.entries(schema.properties ?? {})
    .filter(([name, field]) => !isMadeByServer(field, schema.required?.includes(name)))
    .map(([name, field]) => {
      const at = within + name;
      if (!field.properties)
        return (
          <FormField
            key={at}
            form={form}
            at={at}
            schema={field}
            isRequired={schema.required?.includes(name) ?? false}
            // Under the head of a group its own name is enough.
            {...(within && { label: capital(fieldSaid(words, at).split(' / ').at(-1) ?? name) })}
          />
        );
      return (
        <fieldset key={at}>
          <legend>{capital(fieldSaid(words, name))}</legend>
          <FieldsOf form={form} schema={field} within={`${at}.`} />
        </fieldset>
      );
    });
}

/** An offer's own id is made where none is given. */
const isMadeByServer = (field: Schema, isRequired = false) => !isRequired && field['x-relet']?.kind === 'offer';
