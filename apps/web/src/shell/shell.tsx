import { Suspense, useEffect, type ReactNode } from 'react';
import { Outlet, useLocation } from 'react-router';
import { api } from '../api/client';
import { Problem } from '../api/problem';
import { useLive } from '../state/live';
import { useWords } from '../state/spoken';
import { Bands } from './bands';
import { Keys } from './keys';
import { StepHost } from './step-host';
import { TopBar } from './top-bar';

/** What stands around every screen. Who is not signed in is led to the page for that, and back. */
export function Shell(): ReactNode {
  const { shell } = useWords().screens;
  const { pathname, search } = useLocation();
  const me = api.useQuery('get', '/v1/me', {}, { staleTime: 60_000 });
  const error: unknown = me.error;
  const isStranger = me.data === undefined && error instanceof Problem && error.status === 401;
  useEffect(() => {
    if (isStranger) location.replace(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
  }, [isStranger, pathname, search]);
  if (me.data !== undefined) return <SignedIn />;
  if (error === null || isStranger) return <p className="loading">{shell.loading}</p>;
  return (
    <main className="empty" role="alert">
      <p>{(error instanceof Problem && error.message) || shell.offline}</p>
      <button type="button" onClick={() => void me.refetch()}>
        {shell.again}
      </button>
    </main>
  );
}

function SignedIn(): ReactNode {
  const { shell } = useWords().screens;
  return (
    <Suspense fallback={<p className="loading">{shell.loading}</p>}>
      <Live />
      <a className="skip" href="#content">
        {shell.skip}
      </a>
      <TopBar />
      <Bands />
      <main id="content" tabIndex={-1}>
        <Suspense fallback={<p className="loading">{shell.loading}</p>}>
          <Outlet />
        </Suspense>
      </main>
      <StepHost />
      <Keys />
    </Suspense>
  );
}

/** Follows the board while somebody may see it. */
function Live(): ReactNode {
  useLive();
  return null;
}
