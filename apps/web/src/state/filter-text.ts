import { useCallback, useEffect, useSyncExternalStore } from 'react';
import { useAddress } from './address';

/** What is typed in filters and stands in no address, by the filter's name: it may be the name or the number of a person. */
const unsaid = new Map<string, string>();
const listeners = new Set<() => void>();

const listen = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

/** The text that a list is filtered by, wherever it is held. */
export function useFilterText(name: string): string {
  const [params] = useAddress();
  const own = useSyncExternalStore(listen, () => unsaid.get(name));
  return own ?? params.get(name) ?? '';
}

/** Changes it: the address gets it where it may stand there, so that a link shows the same; else this window alone, until the screen is left. */
export function useSetFilterText(name: string): (text: string, mayStand: boolean) => void {
  const [, change] = useAddress();
  const put = useCallback(
    (text: string | undefined) => {
      if (text === undefined) unsaid.delete(name);
      else unsaid.set(name, text);
      for (const listener of listeners) listener();
    },
    [name],
  );
  useEffect(() => () => put(undefined), [put]);
  return useCallback(
    (text, mayStand) => {
      put(mayStand ? undefined : text);
      change({ [name]: mayStand ? text : '' });
    },
    [name, change, put],
  );
}
