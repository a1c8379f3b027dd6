import { lazy, Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useMe } from '../state/me';
import { placesOf } from './places';

const Help = lazy(() => import('./help'));

const KEPT = 'relet.letters';
export const lettersAreOn = () => localStorage.getItem(KEPT) !== 'off';
export const setLetters = (on: boolean) => localStorage.setItem(KEPT, on ? 'on' : 'off');

/** Opens the palette; the bar sets it. */
export const opensPalette: { current: () => void } = { current: () => undefined };

/** Letters of the screen that is shown: what each does, in words and in deed. */
const letters = new Map<string, { does: string; act(): void }>();

/** Gives a letter a meaning as long as a screen is shown. */
export function useLetter(letter: string, does: string, act: () => void): void {
  useEffect(() => {
    letters.set(letter, { does, act });
    return () => void letters.delete(letter);
  }, [letter, does, act]);
}

/** Keys that work on every screen. Rows that can be chosen carry `data-row`; Enter does what their `data-main` does, else what their first link or button does. */
export function Keys(): ReactNode {
  const [isHelp, setHelp] = useState(false);
  const navigate = useNavigate();
  const places = placesOf(useMe());
  // When `g` was pressed; it outlives what is rendered anew in between.
  const went = useRef(-Infinity);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        opensPalette.current();
        return;
      }
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || !lettersAreOn()) return;
      if (event.timeStamp - went.current < 1_500) {
        went.current = -Infinity;
        const place = places.find(({ letter }) => letter === event.key);
        if (place) void navigate(place.to);
        return;
      }
      if (event.key === 'g') went.current = event.timeStamp;
      else if (event.key === 'j' || event.key === 'k') step(event.key === 'j' ? 1 : -1);
      else if (event.key === 'o') open();
      else if (event.key === '/') {
        const filter = document.querySelector<HTMLElement>('[data-filter]');
        if (filter) event.preventDefault();
        filter?.focus();
      } else if (event.key === '?') setHelp(true);
      else letters.get(event.key)?.act();
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, [navigate, places]);
  return isHelp ? (
    <Suspense>
      <Help letters={letters} onClose={() => setHelp(false)} />
    </Suspense>
  ) : null;
}

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|SELECT|TEXTAREA)$/.test(target.tagName) || target.closest('[role=dialog]') !== null);

/** Goes to what the row is about, such as its home. */
const open = () => document.activeElement?.closest('[data-row]')?.querySelector<HTMLElement>('a')?.click();

/** Moves the focus to the next row, or the one before. */
function step(by: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-row]')];
  const at = rows.findIndex((row) => row.contains(document.activeElement));
  const next = rows[at === -1 ? (by === 1 ? 0 : rows.length - 1) : at + by];
  (next?.querySelector<HTMLElement>('[data-main]') ?? next?.querySelector<HTMLElement>('a, button') ?? next)?.focus();
}
