import { useSyncExternalStore } from 'react';

/** Commands that are recorded while what is shown still tells the state before them, by what they were given to. */
const saved = new Map<string, string>();
const listeners = new Set<() => void>();

const tell = () => listeners.forEach((listener) => listener());

/** Says that a command is recorded; until what is on the screen has been asked for anew, its button says so. */
export function saidSaved(id: string, command: string, shown: Promise<unknown>): void {
  saved.set(id, command);
  tell();
  void shown.finally(() => {
    if (saved.get(id) === command) saved.delete(id);
    tell();
  });
}

/** The command that this window has just given to something, as long as the screen does not show it. */
export function useJustSaved(id: string): string | undefined {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => saved.get(id),
  );
}
