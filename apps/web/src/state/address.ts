import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Several parameters of the address at once: what is given as an empty text is left out of it. */
export function useAddress(): [URLSearchParams, (change: Readonly<Record<string, string>>) => void] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (next: Readonly<Record<string, string>>) =>
      setParams(
        (before) => {
          const all = new URLSearchParams(before);
          for (const [name, value] of Object.entries(next))
            if (value) all.set(name, value);
            else all.delete(name);
          return all;
        },
        { replace: true },
      ),
    [setParams],
  );
  return [params, change];
}
