import { useEffect, useRef } from 'react';
import type { Problem } from '../api/problem';
import { Standing } from '../api/standing';

/** What did not reach the server is sent again, under the same key, once the server is heard of. */
export function useSentAgain(problem: Problem | undefined, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!problem?.isUnreached) return undefined;
    const timer = setTimeout(() => latest.current(), 3_000);
    const stop = Standing.listen(() => {
      if (Standing.now().isReached) latest.current();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [problem]);
}
