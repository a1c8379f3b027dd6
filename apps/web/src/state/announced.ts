import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Tells everybody, also who does not see the screen, what has just happened. */
export function announce(text: string): void {
  said = text;
  for (const listener of listeners) listener();
}

export function useAnnounced(): string {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => said,
  );
}
