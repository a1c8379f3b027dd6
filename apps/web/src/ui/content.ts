import { fieldsSaid, valueSaid, type Words } from '@relet/words';
import { citizenSaid } from './said';

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The content of an event as people read it: citizens by the end of their pseudonym, and no ids that only programs look for. */
export const contentSaid = (words: Words, content: object, type: string): string => fieldsSaid(words, withoutIds(content) as object, type);

/** A part of a state, told the same way. */
export const partSaid = (words: Words, field: string, value: unknown): string => valueSaid(words, field, withoutIds(value));

function withoutIds(value: unknown): unknown {
  if (typeof value === 'string') return ID.test(value) ? citizenSaid({ citizen: value }) : value;
  if (Array.isArray(value)) return value.map(withoutIds);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, inner]) => (name === 'offerId' ? [] : [[name, withoutIds(inner)]])));
}
