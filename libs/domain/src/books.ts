import { CITIZEN } from './citizen/citizen.js';
import type { Book, Kind } from './law/chapter.js';
import { POLICY } from './policy/policy.js';
import { UNIT } from './unit/unit.js';

/** The law of each kind of stream: of homes, of citizens, of the policies of municipalities. */
export const BOOKS = { unit: UNIT, citizen: CITIZEN, policy: POLICY } as const;

/** What has a stream of its own, and what a command can be about. */
export type StreamKind = keyof typeof BOOKS;

/** All of them, where it does not matter of what kind each is. */
export const EVERY_BOOK = Object.values(BOOKS) as unknown as readonly Book<Kind>[];

/** The book with a command's verb; that of homes for what may be given to any stream. */
export function bookOf(name: string): Book<Kind> {
  return EVERY_BOOK.find(({ verbs }) => Object.hasOwn(verbs, name)) ?? (UNIT as unknown as Book<Kind>);
}
