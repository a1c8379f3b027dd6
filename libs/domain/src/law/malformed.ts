import { Refusal } from './refusal.js';

/** What can be wrong with a command by itself that no rule of one field says, with its sentence. */
const SENTENCES = {
  CITIZEN_OF_THE_YES: 'Who moves in is the citizen whose yes was accepted.',
  MUNICIPALITY_OF_THE_ID: "The municipality is not that of the home's id.",
  NEW_HOME: 'A new home is called municipality, dot, number.',
  OFFER_ID_USED: 'An offer has this id already.',
  CITIZEN_OR_DIRECT: 'An offer names a citizen or is direct.',
  NOTHING_CHANGED: 'Nothing is changed.',
  NOTHING_NEW: 'A correction gives a new day, a new content or both.',
  PERSONAL_NUMBER: 'A personal number has no place in the log.',
  FIELD_KEPT: 'An event keeps its {field}.',
  FIELD_LACKS: 'The content must be whole: {field} is missing.',
  CONTENT_UNFITTING: 'That content does not fit the event.',
} as const;
export type LawFault = keyof typeof SENTENCES;

/** A field that is wrong, and why. */
export class MalformedField extends Refusal {
  constructor(
    readonly fault: LawFault,
    pointer: string,
    readonly field = '',
  ) {
    super('MALFORMED', SENTENCES[fault].replace('{field}', field), { pointer });
  }
}

/** Says no to a field: MALFORMED. */
export function refuseField(fault: LawFault, pointer: string, field?: string): never {
  throw new MalformedField(fault, pointer, field);
}
