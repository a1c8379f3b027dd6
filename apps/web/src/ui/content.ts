import { fieldsSaid, type Words } from '@relet/words';
import { citizenSaid } from '../forms/citizen-field';

/** The content of an event as caseworkers read it: citizens by the end of their pseudonym, and no ids that only programs look for. */
export function contentSaid(words: Words, content: object, type: string): string {
  const { offerId: _, citizen, ...rest } = content as { offerId?: unknown; citizen?: unknown };
  return fieldsSaid(words, { ...rest, ...(typeof citizen === 'string' && { citizen: citizenSaid({ citizen }) }) }, type);
}
