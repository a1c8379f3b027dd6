import { useEffect, useState, type ReactNode } from 'react';
import { useWords } from '../state/spoken';

/** So many rows of a table are made at first: thousands would keep a window waiting. */
const AT_FIRST = 200;

/** The first of many rows, and the button for the others; what is printed is whole. */
export function useSome<T>(all: readonly T[]): { some: readonly T[]; more: ReactNode } {
  const { board } = useWords().screens;
  const [isWhole, showWhole] = useState(false);
  const rest = isWhole ? 0 : all.length - AT_FIRST;
  useEffect(() => {
    if (rest <= 0) return undefined;
    const whole = () => showWhole(true);
    window.addEventListener('beforeprint', whole);
    return () => window.removeEventListener('beforeprint', whole);
  }, [rest]);
  if (rest <= 0) return { some: all, more: null };
  const more = (
    <button type="button" className="more" onClick={() => showWhole(true)}>
      {board.more(rest)}
    </button>
  );
  return { some: all.slice(0, AT_FIRST), more };
}
