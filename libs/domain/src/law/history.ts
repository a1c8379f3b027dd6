import type { CivilDate, Fact } from '../events.js';
import type { Book, Condition, FactLaw, History, Kind, Place, Told } from './chapter.js';
import { fieldOf } from './facts.js';
import { isCorrection, liveFactsBy, placedBy } from './live-facts.js';

/** A history with more facts behind it, and how many of its live facts stand as they stood before. */
export interface Moved<K extends Kind> {
  history: History<K>;
  unchanged: number;
}

/** Folds what was recorded. */
export function historyOf<K extends Kind>(book: Book<K>, recorded: readonly Fact[]): History<K> {
  const live = liveFactsBy(book.facts, recorded);
  return { recorded, live, state: fold(book, live) };
}

/**
 * The history after more was recorded. Facts that stand behind all others only move its state on, so that a long history costs what a short one
 * does; a correction or a back-dated fact folds it anew.
 */
export function movedOn<K extends Kind>(book: Book<K>, history: History<K>, added: readonly Fact[]): Moved<K> {
  const recorded = [...history.recorded, ...added];
  const behind = standingBehind(book, history, added);
  if (!behind) return { history: historyOf(book, recorded), unchanged: 0 };
  const live = [...history.live, ...behind];
  const state = behind.reduce(becoming(book), history.state);
  return { history: { recorded, live, state: book.asRecorded?.(state, live) ?? state }, unchanged: history.live.length };
}

/** The added facts as they stand, when all of them come behind what is live and move nothing of it; else undefined. */
function standingBehind<K extends Kind>(book: Book<K>, { recorded, live }: History<K>, added: readonly Fact[]): Fact[] | undefined {
  if (added.some((fact) => isCorrection(fact) || movesOthers(book, live, fact))) return undefined;
  const again = live.length < recorded.length && added.some(({ commandId }) => recorded.some((fact) => fact.commandId === commandId));
  if (again) return undefined;
  const behind = added.map((fact) => (book.facts[fact.type]?.placed ? placedBy(book.facts, fact, [...live, ...added]) : fact));
  let last = live.at(-1);
  for (const fact of behind) {
    if (!fact || (last && (book.facts[fact.type]?.first || fact.effective < last.effective))) return undefined;
    last = fact;
  }
  return behind as Fact[];
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
    return law?.becomes ? law.becomes(state, fact as never) : state;
  };

/** How many of the live facts had happened by the end of a day. */
export function countUntil<K extends Kind>({ facts }: Pick<Book<K>, 'facts'>, live: readonly Fact[], day: CivilDate): number {
  return live.findLastIndex((fact) => fact.effective <= day || facts[fact.type]?.first) + 1;
}

/** The state that live facts fold to. */
export function fold<K extends Kind>(book: Book<K>, live: readonly Fact[]): K['state'] {
  const state = live.reduce(becoming(book), book.nothing);
  return book.asRecorded?.(state, live) ?? state;
}

/** How the stream stood at the end of a day, from what is known now. */
export function placeOn<K extends Kind>(book: Book<K>, { live, state }: History<K>, day: CivilDate): Place<K> {
  const index = countUntil(book, live, day);
  if (index === live.length) return { at: book.on(state, day), live, index };
  return { at: book.on(fold(book, live.slice(0, index)), day), live, index };
}

/**
 * The live facts that could not have happened where they stand, in order; those before `from` stand as they stood.
 * Conditions of today, policy and citizens are not asked again.
 */
function* illegalIn<K extends Kind>(book: Book<K>, live: readonly Fact[], from = 0, before = book.nothing): Generator<Fact> {
  let state = before;
  for (let index = from; index < live.length; index++) {
    const fact = live[index] as Fact;
    const law = book.facts[fact.type] as FactLaw<K> | undefined;
    const place = { at: book.on(state, fact.effective), live, index };
    if (law && !law.stands.every((condition) => condition.now ?? condition.holds(place, fact))) yield fact;
    state = becoming(book)(state, fact);
  }
}

/** The first fact that could not have happened, or undefined when the whole history is legal. */
export function firstIllegal<K extends Kind>(book: Book<K>, live: readonly Fact[]): Fact | undefined {
  const [first] = illegalIn(book, live);
  return first;
}

/** The first fact that more facts have made illegal. What could not have happened before them stands: an earlier version has taken it. */
export function brokenBy<K extends Kind>(book: Book<K>, before: History<K>, { history: after, unchanged }: Moved<K>): Fact | undefined {
  let stood: ReadonlySet<string> | undefined;
  for (const fact of illegalIn(book, after.live, unchanged, unchanged ? before.state : book.nothing)) {
    stood ??= new Set([...illegalIn(book, before.live)].map(({ id }) => id));
    if (!stood.has(fact.id)) return fact;
  }
  return undefined;
}

/** The first condition that does not hold, in the order of the codes. */
export function failing<C extends Condition<Kind>, P>(conditions: readonly C[], place: P, fact: Told): C | undefined {
  return conditions.find((condition) => !condition.holds(place as never, fact));
}
