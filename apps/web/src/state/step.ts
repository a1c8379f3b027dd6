import { useSyncExternalStore } from 'react';
import type { Typed } from './drafts';

/** A step that is to be recorded of a home. Without a command it is chosen in the dialog. */
export interface Step {
  unit: string;
  /** What stands over the form, such as the building. */
  about?: string | undefined;
  command?: string | undefined;
  offer?: string | undefined;
  /** Fields that are filled in when the form opens. */
  given?: Readonly<Record<string, Typed>> | undefined;
}

interface Steps {
  /** The step whose form is open. */
  open: Step | undefined;
}

const KEPT = 'relet.step';
/** The form that was open at this place when the page was left, such as to sign in again. */
function kept(): Step | undefined {
  try {
    const { at, step } = JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') as { at?: string; step?: Step };
    return at === location.pathname ? step : undefined;
  } catch {
    return undefined;
  }
}

function keep(step: Step | undefined): void {
  if (step) sessionStorage.setItem(KEPT, JSON.stringify({ at: location.pathname, step }));
  else sessionStorage.removeItem(KEPT);
}

let now: Steps = { open: kept() };
const listeners = new Set<() => void>();

function become(next: Steps): void {
  now = next;
  keep(now.open);
  for (const listener of listeners) listener();
}

/** Opens the form of a step, over whatever screen it is. */
export const openStep = (step: Step) => become({ open: step });
export const closeStep = () => become({ open: undefined });

export function useSteps(): Steps {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => now,
  );
}
