import type { ReactNode } from 'react';
import { useWords } from '../state/spoken';
import { useOverflowing } from './overflowing';

/** What may be wider than the window scrolls by itself, by keys too; that something lies beyond the edge is said above it. */
export function Scroll({ children }: { children: ReactNode }): ReactNode {
  const { ref, isBeyond } = useOverflowing();
  return (
    <>
      {isBeyond ? <BeyondSaid /> : null}
      {/* What scrolls must be reachable by the keyboard, also where nothing in it can be pressed. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className={isBeyond ? 'scroll cut' : 'scroll'} tabIndex={0} ref={ref}>
        {children}
      </div>
    </>
  );
}

/** That something lies beyond the right edge. */
export function BeyondSaid(): ReactNode {
  const { shell } = useWords().screens;
  return (
    <p className="hint beyond-said">
      {shell.moreRight} <span aria-hidden="true">→</span>
    </p>
  );
}
