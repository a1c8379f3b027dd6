import type { DomainCommand } from '../base.commands.js';
import type { Fact } from '../events.js';
import { asSeen, holdsPersonalNumber, idHoldsPersonalNumber } from '../text.js';
import { fieldsOfBody } from './body.js';
import { fieldOf } from './facts.js';
import { refuseField } from './malformed.js';

/** MALFORMED when a label or an offer's id holds a personal number; one that the stream has recorded before stays usable. `within`: where the fields are sent. */
export function mustHoldNoPersonalNumber(
  body: new () => DomainCommand,
  fields: object,
  recorded: readonly Fact[],
  within: '' | '/newPayload' = '',
): void {
  for (const { name, kind } of fieldsOfBody(body)) {
    const value = fieldOf({ payload: fields }, name);
    if (typeof value !== 'string' || (kind !== 'label' && kind !== 'offer')) continue;
    const holds = kind === 'label' ? holdsPersonalNumber(value) : idHoldsPersonalNumber(value);
    if (holds && !isRecorded(recorded, name, value)) refuseField('PERSONAL_NUMBER', `${within}/${name}`, name);
  }
}

function isRecorded(recorded: readonly Fact[], field: string, value: string): boolean {
  return recorded.some(({ payload }) =>
    [payload, fieldOf({ payload }, 'newPayload') ?? {}].some((content) => {
      const known = fieldOf({ payload: content as object }, field);
      return typeof known === 'string' && asSeen(known) === value;
    }),
  );
}
