import { createHash } from 'node:crypto';
import type { Principal } from './access/index.js';
import { Malformed } from './malformed.js';

/** What a cursor is bound to: the sight of who asks, the list, and its filter. */
export function boundTo({ by }: Principal, list: string, filter: object): string {
  return createHash('sha256')
    .update(JSON.stringify([by.municipality ?? '', list, filter]))
    .digest('hex')
    .slice(0, 16);
}

/** Where the next page begins: behind the last id of this one. */
export function cursorOf(bound: string, last: string): string {
  return Buffer.from(JSON.stringify([bound, last])).toString('base64url');
}

/** The id behind which a page begins. Throws Malformed for a cursor of another list. */
export function opened(cursor: string, bound: string): string {
  try {
    const [madeFor, last] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [unknown, unknown];
    if (madeFor === bound && typeof last === 'string') return last;
  } catch {
    // Falls through: not a cursor of ours.
  }
  throw new Malformed([{ pointer: '/cursor', fault: 'CURSOR' }]);
}
