import { lazy, Suspense, useCallback, useEffect, useState, type ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useMe } from '../state/me';
import { useWords } from '../state/spoken';
import { placesOf } from './places';
import { TimesBar } from './times-bar';
import { UserMenu } from './user-menu';
import { catchEarlyKeys } from './early-keys';
import { opensPalette } from './keys';

const load = () => import('./palette');
const Palette = lazy(load);

/** What is answered as it stood at a point in both times. */
const TIMED = ['board', 'figures', 'history'] as const;

/** The bar above every screen: where one can go, what one looks for, the two times, and who one is. */
export function TopBar(): ReactNode {
  const { shell } = useWords().screens;
  const me = useMe();
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    if (!isOpen) catchEarlyKeys();
    setOpen(true);
  }, [isOpen]);
  useEffect(() => {
    opensPalette.current = open;
  }, [open]);
  useEffect(() => {
    // Fetched while nobody waits for it, so that no key is lost when it opens.
    const timer = setTimeout(() => void load().catch(() => undefined), 2_000);
    return () => clearTimeout(timer);
  }, []);
  return (
    <header className="top">
      <NavLink to="/" className="name" end>
        relet
      </NavLink>
      <nav aria-label={shell.mainPlaces}>
        {placesOf(me).map(({ name, to }) => (
          <NavLink key={name} to={to} end={to === '/'}>
            {shell.places[name]}
          </NavLink>
        ))}
      </nav>
      <button type="button" className="find" onClick={open} aria-keyshortcuts="Control+K">
        {shell.palette} <kbd>Ctrl-K</kbd>
      </button>
      {TIMED.some((right) => me.rights.includes(right)) ? <TimesBar /> : null}
      <UserMenu />
      {isOpen ? (
        <Suspense>
          <Palette onClose={() => setOpen(false)} />
        </Suspense>
      ) : null}
    </header>
  );
}
