import type { PersonsProblem } from '@relet/words';
import type { Principal } from './access/index.js';

/** How a citizen is shown in a list: initials, or that they were erased. */
export interface ShownAs {
  initials: string;
  erased?: true;
}

/**
 * Who a pseudonym is, as lists may show it. Whoever composes a house without persons provides none, and lists show pseudonyms alone.
 * That somebody has seen the initials is written down before they are answered.
 */
export abstract class People {
  /** Initials by pseudonym, of those whom the principal may know; nobody for a principal who may not. */
  abstract initialsOf(citizens: readonly string[], principal: Principal): Promise<ReadonlyMap<string, ShownAs>>;

  /** Throws ARCHIVE_HOLD while it is recorded that the citizen must not be erased yet, GROUND_NEEDED when a person is kept and nobody has said on what ground to erase them. */
  abstract mustBeErasable(citizen: string): Promise<void>;
}

/** Why nothing can be told or kept of a person, by its code. */
export class PersonsError extends Error {
  constructor(
    readonly code: PersonsProblem,
    message: string,
  ) {
    super(message);
    this.name = 'PersonsError';
  }
}
