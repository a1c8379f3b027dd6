import { Refusal } from './refusal.js';

/** What can be wrong with a command by itself that no rule of one field says. */
export type LawFault =
  | 'CITIZEN_OF_THE_YES'
  | 'MUNICIPALITY_OF_THE_ID'
  | 'NEW_HOME'
  | 'OFFER_ID_USED'
  | 'CITIZEN_OR_DIRECT'
  | 'NOTHING_CHANGED'
  | 'NOTHING_NEW'
  | 'PERSONAL_NUMBER'
  | 'FIELD_KEPT'
  | 'FIELD_LACKS'
  | 'CONTENT_UNFITTING';

/** A field that is wrong, and why. */
export class MalformedField extends Refusal {
  constructor(
    readonly fault: LawFault,
    pointer: string,
    readonly field = '',
  ) {
    super('MALFORMED', { pointer });
  }
}

/** Says no to a field: MALFORMED. */
export function refuseField(fault: LawFault, pointer: string, field?: string): never {
  throw new MalformedField(fault, pointer, field);
}
