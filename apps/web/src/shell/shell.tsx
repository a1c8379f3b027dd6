import { Suspense, useEffect, useSyncExternalStore, type ReactNode } from 'react';
import { Outlet, useLocation } from 'react-router';
import { Standing } from '../api/standing';
import { useLive } from '../state/live';
import { useWords } from '../state/spoken';
import { Bands } from './bands';
import { Keys } from './keys';
import { TopBar } from './top-bar';

/** What stands around every screen. Without a session one is led to the page for signing in, and back. */
export function Shell(): ReactNode {
  const { shell } = useWords().screens;
  return (
    <Suspense fallback={<p className="loading">{shell.loading}</p>}>
      <SignedIn />
    </Suspense>
  );
}

function SignedIn(): ReactNode {
  const { shell } = useWords().screens;
  const { isSignedIn } = useSyncExternalStore(Standing.listen, Standing.now);
  const { pathname, search } = useLocation();
  const isFirst = !document.body.dataset['known'];
  useEffect(() => {
    if (isSignedIn) document.body.dataset['known'] = 'yes';
    else if (isFirst) location.replace(`/sign-in?to=${encodeURIComponent(pathname + search)}`);
  });
  useLive();
  return (
    <>
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
      <Keys />
    </>
  );
}
