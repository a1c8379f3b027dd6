import { useSyncExternalStore } from 'react';
import { announce } from './announced';

/** What this window has recorded last. */
interface Recorded {
  /** That it is recorded, in words. */
  said: string;
  /** The same with what it was recorded of, for where that is not seen beside it. */
  saidAlone: string;
  /** Ids of what it is about: it is said where the first of them is shown. */
  about: readonly string[];
  at: number;
}

/** How long it is said, and how long the keyboard goes with it, in milliseconds. */
const SAID = 60_000;
const FOLLOWED = 10_000;

let now: Recorded | undefined;
const listeners = new Set<() => void>();

function become(next: Recorded | undefined): void {
  now = next;
  for (const listener of listeners) listener();
}

/** Says that something is recorded; the keyboard goes to where it is said. */
export function recorded(said: string, about: readonly string[], saidAlone = said): void {
  const next = { said, saidAlone, about, at: performance.now() };
  become(next);
  const forget = () => {
    if (now !== next) return;
    // Whoever stands on it has not gone on yet.
    if (document.activeElement?.matches(MARK)) setTimeout(forget, SAID);
    else become(undefined);
  };
  setTimeout(forget, SAID);
}

export function useRecorded(): Recorded | undefined {
  return useSyncExternalStore(listen, () => now);
}

/** What was recorded last of something, in words; empty when it was something else. */
export function useRecordedOf(id: string | undefined): string {
  return useSyncExternalStore(listen, () => (id !== undefined && now?.about.includes(id) ? now.said : ''));
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

const MARK = '[data-recorded]';

/** True while the keyboard goes with what was recorded. */
export const isFollowed = (): boolean => now !== undefined && performance.now() - now.at < FOLLOWED;

/** Gives the keyboard to what says that it is recorded: never to a button, which would do something. */
export function toRecorded(): void {
  const marks = [...document.querySelectorAll<HTMLElement>(MARK)].filter((mark) => mark.checkVisibility());
  const mark = now?.about.map((id) => marks.find((each) => each.dataset['recorded'] === id)).find((each) => each !== undefined);
  if (mark) return mark.focus();
  announce(now?.saidAlone ?? '');
  requestAnimationFrame(() => document.querySelector<HTMLElement>('output.said')?.focus());
}
