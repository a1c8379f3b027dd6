import { createHash, randomBytes, randomInt } from 'node:crypto';

/** A secret of 256 random bits, as it is shown once and never kept. */
export const newSecret = () => randomBytes(32).toString('base64url');

/** What is kept of a random secret. It needs no salt and no time: nobody can try 2^256 of them. */
export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();

/** Letters that make no words, and no digits: an id is never read as a name or as a personal number. */
const LETTERS = 'bcdfghjklmnpqrstvwxz';

/** An id that says nothing of whom it stands for: 69 random bits. */
export function newId(kind: 'user' | 'account' | 'session'): string {
  return `${kind}-${Array.from({ length: 16 }, () => LETTERS[randomInt(LETTERS.length)]).join('')}`;
}
