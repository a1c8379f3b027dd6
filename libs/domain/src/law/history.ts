import type { CivilDate, Fact } from '../events.js';
import type { Book, Condition, FactLaw, History, Kind, Place, Told } from './chapter.js';
import { fieldOf } from './facts.js';
import { hadHappened, isCorrection, liveFactsBy, placedBy } from './live-facts.js';

/** A history with more facts behind it, and how many of its live facts stand as they stood before. */
export interface Moved<K extends Kind> {
  history: History<K>;
  unchanged: number;
}

/** Folds what was recorded. */
export function historyOf<K extends Kind>(book: Book<K>, recorded: readonly Fact[]): History<K> {
  return standing(book, recorded, liveFactsBy(book.facts, recorded), []);
}

/** Folds live facts behind those whose states are known already. */
function standing<K extends Kind>(
  book: Book<K>,
  recorded: readonly Fact[],
  live: readonly Fact[],
  known: readonly K['state'][],
): History<K> {
  const states = [...known];
  const after = becoming(book);
  for (let index = known.length; index < live.length; index++)
    states.push(after(index ? states[index - 1] : book.nothing, live[index] as Fact));
  const history = { recorded, live, states };
  return { ...history, state: stateAfter(book, history, live.length) };
}

/**
 * The history after more was recorded. New facts are put where they belong, and only what comes behind them is folded anew, so that a long
 * history costs what a short one does; a correction folds the whole anew.
 */
export function movedOn<K extends Kind>(book: Book<K>, history: History<K>, added: readonly Fact[]): Moved<K> {
  const recorded = [...history.recorded, ...added];
  const apart = standingApart(book, history, added);
  if (!apart) return { history: historyOf(book, recorded), unchanged: 0 };
  const live = [...history.live];
  let unchanged = live.length;
  for (const fact of apart) {
    const index = countUntil(book, live, fact.effective);
    live.splice(index, 0, fact);
    unchanged = Math.min(unchanged, index);
  }
  return { history: standing(book, recorded, live, history.states.slice(0, unchanged)), unchanged };
}

/** The added facts as they stand, when they move nothing of what is live; else undefined. */
function standingApart<K extends Kind>(book: Book<K>, { recorded, live }: History<K>, added: readonly Fact[]): Fact[] | undefined {
  if (added.some((fact) => isCorrection(fact) || (book.facts[fact.type]?.first ?? movesOthers(book, live, fact)))) return undefined;
  const again = live.length < recorded.length && added.some(({ commandId }) => recorded.some((fact) => fact.commandId === commandId));
  if (again) return undefined;
  const apart = added.map((fact) => (book.facts[fact.type]?.placed ? placedBy(book.facts, fact, [...live, ...added]) : fact));
  return apart.every((fact) => fact !== undefined) ? apart : undefined;
}

function movesOthers<K extends Kind>(book: Book<K>, live: readonly Fact[], fact: Fact): boolean {
  const law = book.facts[fact.type];
  if (!law?.moves) return false;
  return live.some(
    (other) => law.moves?.includes(other.type) && fieldOf(other, book.facts[other.type]?.about) === fieldOf(fact, law.about),
  );
}

/** The state after one more fact. It believes: what is recorded has happened. */
export const becoming =
  <K extends Kind>(book: Book<K>) =>
  (state: K['state'], fact: Fact): K['state'] => {
    const law = book.facts[fact.type];
    return law ? law.becomes(state, fact as never) : state;
  };

/** How many of the live facts had happened by the end of a day. */
export function countUntil<K extends Kind>({ facts }: Pick<Book<K>, 'facts'>, live: readonly Fact[], day: CivilDate): number {
  return live.findLastIndex((fact) => hadHappened(facts, fact, day)) + 1;
}

/** The state that live facts fold to. */
export function fold<K extends Kind>(book: Book<K>, live: readonly Fact[]): K['state'] {
  const state = live.reduce(becoming(book), book.nothing);
  return book.asRecorded?.(state, live) ?? state;
}

/** How the stream stood at the end of a day, from what is known now. */
export function placeOn<K extends Kind>(book: Book<K>, history: History<K>, day: CivilDate): Place<K> {
  const { live, state } = history;
  const index = countUntil(book, live, day);
  return { at: book.on(index === live.length ? state : stateAfter(book, history, index), day), live, index };
}

/** The state that the first of the live facts fold to, as many as are counted. */
export function stateAfter<K extends Kind>(
  book: Book<K>,
  { live, states }: Pick<History<K>, 'live' | 'states'>,
  count: number,
): K['state'] {
  const state = count ? states[count - 1] : book.nothing;
  return book.asRecorded?.(state, live.slice(0, count)) ?? state;
}

/**
 * The live facts that could not have happened where they stand, in order. Facts before `from` stand as they stood: of these only those are
 * judged that look ahead. Conditions of today, policy and citizens are not asked again.
 */
function illegalIn<K extends Kind>(book: Book<K>, { live, states }: History<K>, from = 0): Fact[] {
  return live.filter((fact, index) => {
    const law = book.facts[fact.type] as FactLaw<K> | undefined;
    if (!law || (index < from && !law.looksAhead)) return false;
    const place = { at: book.on(index ? states[index - 1] : book.nothing, fact.effective), live, index };
    return !couldStand(law, place, fact);
  });
}

/** True when a fact could have happened in a place. Conditions of today, policy and citizens are not asked. */
export function couldStand<K extends Kind>({ stands }: FactLaw<K>, place: Place<K>, fact: Fact): boolean {
  return stands.every((condition) => condition.now ?? condition.holds(place, fact));
}

/** The first fact that could not have happened, or undefined when the whole history is legal. */
export function firstIllegal<K extends Kind>(book: Book<K>, history: History<K>): Fact | undefined {
  return illegalIn(book, history)[0];
}

/** The facts that more facts have made illegal, in order. What could not have happened before them stands: an earlier version has taken it. */
export function newlyIllegal<K extends Kind>(book: Book<K>, before: History<K>, { history: after, unchanged }: Moved<K>): Fact[] {
  const illegal = illegalIn(book, after, unchanged);
  if (!illegal.length) return [];
  const stood = new Set(illegalIn(book, before).map(({ id }) => id));
  return illegal.filter(({ id }) => !stood.has(id));
}

/** The first condition that does not hold, in the order of the codes. */
export function failing<C extends Condition<Kind>, P>(conditions: readonly C[], place: P, fact: Told): C | undefined {
  return conditions.find((condition) => !condition.holds(place as never, fact));
}
