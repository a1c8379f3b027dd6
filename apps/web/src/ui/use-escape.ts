import { useEffect } from 'react';

/** Closes what is open when Escape is pressed. */
export function useEscape(isOpen: boolean, close: () => void): void {
  useEffect(() => {
    if (!isOpen) return undefined;
    const pressed = (event: KeyboardEvent) => event.key === 'Escape' && close();
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [isOpen, close]);
}
