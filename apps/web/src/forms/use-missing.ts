import { useCallback, useState } from 'react';

/**
 * Says of a field what the browser would say in a bubble of its own, in its own language: that it is not filled in. `around` is the element that
 * holds the field; what is typed takes it away.
 */
export function useMissing(): { isMissing: boolean; around: (element: HTMLElement | null) => (() => void) | undefined } {
  const [isMissing, setMissing] = useState(false);
  const around = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const invalid = (event: Event) => {
      event.preventDefault();
      setMissing(true);
      const field = event.target as HTMLInputElement;
      // Without its bubble the browser leaves the keyboard where it was.
      if (field.form?.querySelector(':is(input, select, textarea):invalid') === field) field.focus();
    };
    const typed = () => setMissing(false);
    element.addEventListener('invalid', invalid, true);
    element.addEventListener('input', typed);
    return () => {
      element.removeEventListener('invalid', invalid, true);
      element.removeEventListener('input', typed);
    };
  }, []);
  return { isMissing, around };
}
