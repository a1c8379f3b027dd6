import { useState, type ReactNode } from 'react';
import { Kept } from '../../persons/kept';
import { useWords } from '../../state/spoken';

/** Whom to ring about the home and what was noted of its case: behind a button, as each look is logged. */
export function Estate({ unit }: { unit: string }): ReactNode {
  const { home } = useWords().screens;
  const [isOpen, setOpen] = useState(false);
  return (
    <section aria-labelledby="estate">
      <h2 id="estate">{home.estate}</h2>
      <p className="hint">{home.estateAbout}</p>
      {isOpen ? (
        <Kept of={{ unit }} />
      ) : (
        <button type="button" onClick={() => setOpen(true)}>
          {home.estate}
        </button>
      )}
    </section>
  );
}
