import type { QueryClient } from '@tanstack/react-query';

/** Asks anew for everything that is shown: what stands, and what an open form would do to it. */
export const askAnew = (queries: QueryClient): Promise<void> =>
  queries.invalidateQueries({ predicate: ({ queryKey: [kind] }) => kind === 'get' || kind === 'dry-run' });
