import { useCallback } from 'react';
import { useLocation } from 'react-router';

/** The id that the address points to: of an event, where somebody has followed a link to it. */
export const usePointed = (): string => useLocation().hash.slice(1);

/** Of the element with an id: whether the address points to it. Then it is shown in the middle of the window. */
export function usePointedAt(id: string): { isPointed: boolean; show(element: HTMLElement | null): void } {
  const isPointed = usePointed() === id;
  const show = useCallback(
    (element: HTMLElement | null) => (isPointed ? element?.scrollIntoView({ block: 'center' }) : undefined),
    [isPointed],
  );
  return { isPointed, show };
}
