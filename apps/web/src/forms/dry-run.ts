import { useEffect, useState } from 'react';
import { send } from '../api/client';

/** Milliseconds without a stroke before it is asked what would happen. */
const PAUSE = 350;

/** Asks what a command would do; `fields` is its body as JSON. */
export const dryRun = (path: string, fields: string) => ({
  queryKey: ['dry-run', path, fields],
  queryFn: () => send(path, JSON.parse(fields) as object, {}, true),
  ...{ staleTime: 5_000, retry: false as const, gcTime: 10_000 },
});

/** A value once it has rested, or as soon as it is asked for. */
export function usePaused(value: string): [string, () => void] {
  const [paused, setPaused] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setPaused(value), PAUSE);
    return () => clearTimeout(timer);
  }, [value]);
  return [paused, () => setPaused(value)];
}
