import { useId, useState, type ReactNode } from 'react';
import { useWords } from '../../../state/spoken';
import { Scroll } from '../../../ui/scroll';

interface Props {
  /** The finding. */
  title: string;
  about: ReactNode;
  /** How many things the cursor goes over. */
  count: number;
  /** What stands under the cursor, in words. */
  said(at: number): string;
  table: ReactNode;
  legend?: ReactNode;
  children(at: number | undefined, point: (at: number | undefined) => void): ReactNode;
}

/** A picture: its finding, what it shows, a cursor that arrow keys and the mouse move, and the same as a table. */
export function Picture({ title, about, count, said, table, legend, children }: Props): ReactNode {
  const { analysis } = useWords().screens;
  const [id, [at, setAt]] = [useId(), useState<number>()];
  const reading = at === undefined || at >= count ? analysis.cursor : said(at);
  return (
    <figure className="picture" aria-labelledby={id}>
      <figcaption>
        <h3 id={id}>{title}</h3>
        <p className="hint">{about}</p>
      </figcaption>
      <Scroll>
        <div className="drawn">{children(at, setAt)}</div>
      </Scroll>
      <input
        type="range"
        className="cursor"
        aria-label={title}
        min={0}
        max={Math.max(count - 1, 0)}
        value={at ?? 0}
        disabled={count === 0}
        aria-valuetext={reading}
        onFocus={() => setAt(at ?? 0)}
        onChange={({ target }) => setAt(Number(target.value))}
      />
      <p className="reading">{reading}</p>
      {legend}
      <details>
        <summary>{analysis.asTable}</summary>
        <Scroll>{table}</Scroll>
      </details>
    </figure>
  );
}
