import type { QueryClient } from '@tanstack/react-query';
import { discardDraftsOf } from '../../state/drafts';

/** What every page asks, and no person is in. */
const OF_THE_PAGE: ReadonlySet<unknown> = new Set(['/v1/me', '/v1/clock']);

/** Lets go of all that this window has read or typed of somebody: names, initials in lists, and forms that were not sent. What is still shown is asked anew. */
export function forget(queries: QueryClient, citizen: string): void {
  discardDraftsOf(citizen);
  queries.removeQueries({ queryKey: ['names'] });
  void queries.resetQueries({ predicate: ({ queryKey }) => queryKey[0] === 'get' && !OF_THE_PAGE.has(queryKey[1]) });
}
