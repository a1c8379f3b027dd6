import type { ReactNode } from 'react';

/** What may be wider than the window scrolls by itself, by keys too. */
export function Scroll({ children }: { children: ReactNode }): ReactNode {
  return (
    // What scrolls must be reachable by the keyboard, also where nothing in it can be pressed.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className="scroll" tabIndex={0}>
      {children}
    </div>
  );
}
