import type { QueryClient } from '@tanstack/react-query';
import { Standing } from '../api/standing';

/** What no re-letting changes. */
const STILL: ReadonlySet<unknown> = new Set(['/v1/me', '/v1/clock', '/v1/municipalities']);

/** Asks anew for everything that is shown and may have changed: what stands, and what an open form would do to it. */
export function askAnew(queries: QueryClient): Promise<void> {
  Standing.asked = Standing.written;
  return queries.invalidateQueries({
    predicate: ({ queryKey: [kind, path] }) => (kind === 'get' && !STILL.has(path)) || kind === 'dry-run',
  });
}
