import { useSyncExternalStore } from 'react';

/** How long it is shown, in milliseconds; it lies over what is at the foot of the screen. */
const SHOWN = 15_000;

let said = '';
let forgetting: ReturnType<typeof setTimeout> | undefined;
const listeners = new Set<() => void>();

function become(text: string): void {
  said = text;
  for (const listener of listeners) listener();
}

/** Tells everybody, also who does not see the screen, what has just happened. It goes away by itself, but not while the keyboard stands on it. */
export function announce(text: string): void {
  become(text);
  clearTimeout(forgetting);
  forgetting = setTimeout(forget, SHOWN);
}

function forget(): void {
  if (document.activeElement?.matches('output.said')) forgetting = setTimeout(forget, SHOWN);
  else become('');
}

/** What was told last, while it is shown. */
export const announced = (): string => said;

export function useAnnounced(): string {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, announced);
}
