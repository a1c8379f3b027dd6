import { useQueryClient, type QueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

/** Homes that another hand has moved, and until when they are marked. */
const moved = new Map<string, number>();
const listeners = new Set<() => void>();
let snapshot: ReadonlySet<string> = new Set();
/** Homes to which this window has just given a command: their own move is no news. */
const own = new Map<string, number>();

const MARKED = 60_000;

function tell(): void {
  const now = Date.now();
  for (const [unit, until] of moved) if (until <= now) moved.delete(unit);
  snapshot = new Set(moved.keys());
  for (const listener of listeners) listener();
}

/** Says that this window moves a home, so that it is not marked as another's doing. */
export const movesItself = (unit: string) => void own.set(unit, Date.now() + 5_000);

/** Homes that somebody else has moved within the last minute. */
export function useMoved(): ReadonlySet<string> {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => snapshot,
  );
}

/** Follows the board as it changes, and has what is shown asked for anew. */
export function useLive(): void {
  const queries = useQueryClient();
  useEffect(() => follow(queries), [queries]);
}

function follow(queries: QueryClient): () => void {
  const source = new EventSource('/v1/board/events');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const renew = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      void queries.invalidateQueries({ predicate: ({ queryKey: [method, path] }) => method === 'get' && !STILL.has(path as string) });
    }, 300);
  };
  source.addEventListener('home', ({ data }: MessageEvent<string>) => {
    const { unit } = JSON.parse(data) as { unit?: string };
    if (unit !== undefined && (own.get(unit) ?? 0) < Date.now()) {
      moved.set(unit, Date.now() + MARKED);
      setTimeout(tell, MARKED + 100);
      tell();
    }
    renew();
  });
  source.addEventListener('reset', renew);
  return () => {
    source.close();
    clearTimeout(timer);
  };
}

/** What no re-letting changes. */
const STILL: ReadonlySet<string> = new Set(['/v1/me', '/v1/clock', '/v1/municipalities']);
