import { useEffect, type ReactNode } from 'react';
import { Link } from 'react-router';
import { useWords } from '../../state/spoken';
import { useInAddress } from '../../state/times';
import type { Point } from './agenda';
import { StepOf } from './section-table';

/** One point of the agenda at a time, large enough for a room; the arrow keys go on and back, and Escape back to the whole. */
export function Presented({ points, onLeave }: { points: readonly Point[]; onLeave(): void }): ReactNode {
  const words = useWords();
  const { meeting } = words.screens;
  const [at, setAt] = useInAddress('nr', '1');
  // A point that has been dealt with may leave the agenda: then the last one stands.
  const n = Math.min(Math.max(1, Number(at) || 1), points.length);
  useArrows(onLeave, (by) => setAt(String(Math.min(Math.max(1, n + by), points.length))));
  const point = points[n - 1];
  if (!point) return null;
  const { heading, about, head } = words.meeting.sections[point.section];
  const [first, second, ...rest] = point.cells;
  return (
    <section className="presented no-print" aria-live="polite">
      <p>
        <b>{heading}</b> <span className="faint">{point.isLate ? meeting.late : about}</span>
      </p>
      <h2>
        <Link to={point.to}>{first}</Link> {second}
      </h2>
      <dl>
        {rest.map((cell, i) => (
          <div key={head[i + 2]}>
            <dt>{head[i + 2]}</dt>
            <dd>{cell === '' ? '–' : cell}</dd>
          </div>
        ))}
      </dl>
      <StepOf point={point} />
      <div className="buttons">
        <button type="button" disabled={n === 1} aria-keyshortcuts="ArrowLeft" onClick={() => setAt(String(n - 1))}>
          ← {meeting.previous}
        </button>
        <span>{meeting.at(n, points.length)}</span>
        <button type="button" disabled={n === points.length} aria-keyshortcuts="ArrowRight" onClick={() => setAt(String(n + 1))}>
          {meeting.next} →
        </button>
      </div>
      <p className="faint">{n === points.length ? meeting.done : meeting.hint}</p>
    </section>
  );
}

/** Goes on or back with the arrow keys, and away with Escape, unless a field or a dialog has the keyboard. */
function useArrows(leave: () => void, go: (by: 1 | -1) => void): void {
  useEffect(() => {
    const pressed = ({ key, target }: KeyboardEvent) => {
      if (target instanceof HTMLElement && target.closest('input, select, textarea, [role="dialog"]')) return;
      if (key === 'Escape') leave();
      if (key === 'ArrowRight' || key === 'PageDown') go(1);
      if (key === 'ArrowLeft' || key === 'PageUp') go(-1);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [go, leave]);
}
