import type { ReactNode } from 'react';
import { useRouteError } from 'react-router';
import { Problem } from '../api/problem';
import { useWords } from '../state/spoken';

/** Shown instead of a page that failed: why, and a way on. */
export function Broken(): ReactNode {
  const [error, words] = [useRouteError(), useWords()];
  const { shell } = words.screens;
  return (
    <main className="broken">
      <h1>relet</h1>
      <p role="alert">{error instanceof Problem && error.message ? error.message : shell.broken}</p>
      <p>
        <button type="button" onClick={() => location.reload()}>
          {shell.again}
        </button>
      </p>
    </main>
  );
}

/** Shown while the first screen is on its way. */
export function Loading(): ReactNode {
  return <p className="loading">{useWords().screens.shell.loading}</p>;
}
