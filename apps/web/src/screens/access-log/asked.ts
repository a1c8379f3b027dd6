import type { operations } from '../../../made/api';

export type ReadsAsked = NonNullable<operations['reads']['parameters']['query']>;
export type How = NonNullable<ReadsAsked['how']>;

/** How readings can be asked for; `all` has the lists of initials, too. */
export const HOWS = ['single', 'look_up', 'search', 'name', 'initials', 'all'] as const;

const PSEUDONYM = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
const HOME = /[a-z0-9_]{1,40}\.[a-z0-9_.-]{1,64}/;

/** Whom a text names: a pseudonym, the number of a home, or the address of the page of one; undefined for anything else, such as a name. */
export function whomIn(text: string): string | undefined {
  const typed = text.trim().toLowerCase();
  if (typed.includes('/')) return PSEUDONYM.exec(typed)?.[0] ?? /\/bolig\/([^/?#]+)/.exec(typed)?.[1];
  const [id] = PSEUDONYM.exec(typed) ?? HOME.exec(typed) ?? [];
  return id === typed ? id : undefined;
}

export const isPseudonym = (id: string) => PSEUDONYM.exec(id)?.[0] === id;

/** What is asked of the API by the parameters of the address. */
export function askedOf(said: (name: string) => string): ReadsAsked {
  const [whom, how] = [said('om'), said('slags') || 'single'];
  return {
    ...(whom && (isPseudonym(whom) ? { citizen: whom } : { unit: whom })),
    ...(said('hvem') && { who: said('hvem') }),
    ...(how !== 'all' && { how: how as How }),
    ...(said('fra') && { from: said('fra') }),
    ...(said('til') && { to: said('til') }),
  };
}
