import { useCallback } from 'react';
import { useSearchParams } from 'react-router';

/** Changes parameters. What is done `atOnce` waits for nothing else that is drawn, such as a form that closes when it is saved. */
export type ChangeAddress = (change: Readonly<Record<string, string>>, atOnce?: boolean) => void;

/** Several parameters of the address at once: what is given as an empty text is left out of it. */
export function useAddress(): [URLSearchParams, ChangeAddress] {
  const [params, setParams] = useSearchParams();
  const change = useCallback(
    (next: Readonly<Record<string, string>>, atOnce = false) =>
      setParams(
        (before) => {
          const all = new URLSearchParams(before);
          for (const [name, value] of Object.entries(next))
            if (value) all.set(name, value);
            else all.delete(name);
          return all;
        },
        { replace: true, flushSync: atOnce },
      ),
    [setParams],
  );
  return [params, change];
}
