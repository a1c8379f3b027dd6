import { useSyncExternalStore } from 'react';

/** Homes that another hand has moved, and until when they are marked. */
const moved = new Map<string, number>();
/** Homes to which this window has just given a command: their own move is no news. */
const own = new Map<string, number>();
const listeners = new Set<() => void>();
let snapshot: ReadonlySet<string> = new Set();

/** How long a home is marked, and how long its own command is remembered, in milliseconds. */
const MARKED = 60_000;
const OWN = 5_000;

function tell(): void {
  const now = Date.now();
  for (const [unit, until] of moved) if (until <= now) moved.delete(unit);
  snapshot = new Set(moved.keys());
  for (const listener of listeners) listener();
}

/** Says that this window moves a home, so that it is not marked as another's doing. */
export const movesItself = (unit: string): void => void own.set(unit, Date.now() + OWN);

/** Marks a home that has changed, unless this window has changed it. */
export function mark(unit: string): void {
  if ((own.get(unit) ?? 0) > Date.now()) return;
  moved.set(unit, Date.now() + MARKED);
  setTimeout(tell, MARKED + 100);
  tell();
}

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
