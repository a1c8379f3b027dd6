import type { ReactNode } from 'react';
import { useLocation } from 'react-router';
import { useWords } from '../state/spoken';

/** Leads to the page for signing in, and back to this place. */
export function SignInAgain(): ReactNode {
  const { pathname, search } = useLocation();
  return <a href={`/sign-in?to=${encodeURIComponent(pathname + search)}`}>{useWords().screens.shell.signInAgain}</a>;
}
