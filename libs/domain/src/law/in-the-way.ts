import { maxDate, minDate } from '../calendar/index.js';
import type { CivilDate, Fact } from '../events.js';
import type { Book, FactLaw, History, Kind } from './chapter.js';
import { fieldOf } from './facts.js';
import { becoming, couldStand, newlyIllegal, type Moved } from './history.js';

/** The fact to be named when a command or a correction breaks the history; neither is set when no other fact can be blamed. */
export interface InTheWay {
  /** This fact could not have happened any more. */
  fact?: Fact | undefined;
  /** The new or moved fact itself does not fit, and this is the fact that it would have to come before. */
  behind?: Fact | undefined;
}

/**
 * The fact to be named when a correction breaks the history. It is never one that the correction itself moves or changes. Undefined when the whole history is legal.
 *
 * Usually that is the first fact that does not fit any more. But when the first one is itself corrected, what follows is only a consequence: then the fact is named
 * that the corrected one was moved past and may not be; and if it was moved past none, the one that it would have to come before.
 */
export function brokenByCorrection<K extends Kind>(book: Book<K>, before: History<K>, moved: Moved<K>): InTheWay | undefined {
  const illegal = newlyIllegal(book, before, moved);
  const stood = new Map(before.live.map((fact) => [fact.id, fact]));
  const isOwn = ({ id, effective, payload }: Fact) => stood.get(id)?.effective !== effective || stood.get(id)?.payload !== payload;
  const other = illegal.find((fact) => !isOwn(fact));
  const [first] = illegal;
  if (!first || first === other) return other && { fact: other };
  const was = (stood.get(first.id) ?? first).effective;
  const isPassed = (fact: Fact) => isBetween(fact, first.effective, was);
  if (other && isPassed(other)) return { fact: other };
  const others = moved.history.live.filter((fact) => !isOwn(fact));
  const fact = passedBy(book, others, first, was) ?? other;
  return fact ? { fact } : { behind: ahead(book, moved.history, first, isOwn), fact: movedAlong(before, moved, illegal) };
}

/**
 * A fact of the same command that moves along with the corrected one and does not fit where it comes to stand. Example: an inspection without works made the home ready
 * on the same day; corrected to "works needed", the home cannot have been ready then.
 */
function movedAlong<K extends Kind>({ recorded, live }: History<K>, moved: Moved<K>, illegal: readonly Fact[]): Fact | undefined {
  const targets = new Set(moved.history.recorded.slice(recorded.length).map((correction) => fieldOf(correction, 'target')));
  const along = illegal.find(({ id }) => !targets.has(id));
  return along && live.find(({ id }) => id === along.id);
}

/**
 * The fact to be named when a command's new facts break the history. Undefined when the whole history is legal. Usually that is the first fact that does not fit any more.
 * Where a new fact itself does not fit, such as a return to service after the home was decommissioned, it is the one that this would have to come before.
 */
export function brokenByCommand<K extends Kind>(
  book: Book<K>,
  before: History<K>,
  moved: Moved<K>,
  added: readonly Fact[],
): InTheWay | undefined {
  const illegal = newlyIllegal(book, before, moved);
  const isOwn = ({ id }: Fact) => added.some((fact) => fact.id === id);
  const [first] = illegal;
  if (!first || !isOwn(first)) return first && { fact: first };
  return { behind: ahead(book, moved.history, first, isOwn), fact: illegal.find((fact) => !isOwn(fact)) };
}

/**
 * The nearest earlier fact before which this one would fit. If there is none, the latest earlier fact about the same subject: for an answer that comes too late that is
 * the offer, which says until when it could be answered.
 */
function ahead<K extends Kind>(book: Book<K>, { live, states }: History<K>, own: Fact, isOwn: (fact: Fact) => boolean): Fact | undefined {
  const earlier = live.slice(
    0,
    live.findIndex(({ id }) => id === own.id),
  );
  const subject = (fact: Fact) => fieldOf(fact, book.facts[fact.type]?.about);
  const isOthers = (fact: Fact) => !isOwn(fact);
  const blocking = earlier.findLastIndex((fact, n) => isOthers(fact) && fits(book, own, { live, index: n }, states[n - 1] ?? book.nothing));
  return earlier[blocking] ?? earlier.findLast((fact) => isOthers(fact) && subject(fact) !== undefined && subject(fact) === subject(own));
}

/** True when the fact could have happened there. Conditions about today, the policy and citizens are not asked. */
function fits<K extends Kind>(book: Book<K>, fact: Fact, place: { live: readonly Fact[]; index: number }, state: K['state']): boolean {
  return couldStand(book.facts[fact.type] as FactLaw<K>, { at: book.on(state, fact.effective), ...place }, fact);
}

const isBetween = ({ effective }: Fact, a: CivilDate, b: CivilDate) => effective >= minDate(a, b) && effective <= maxDate(a, b);

/** Of the facts between the old and the new day of a moved fact: the nearest that it must not be moved past. */
function passedBy<K extends Kind>(book: Book<K>, others: readonly Fact[], own: Fact, was: CivilDate): Fact | undefined {
  const states: K['state'][] = [book.nothing];
  for (const fact of others) states.push(becoming(book)(states.at(-1) as K['state'], fact));
  const stands = (index: number) => fits(book, own, { live: others, index }, states[index] as K['state']);
  const between = [...others.keys()].filter((n) => isBetween(others[n] as Fact, own.effective, was));
  const passed = own.effective < was ? between.find((n) => stands(n + 1)) : between.reverse().find((n) => stands(n));
  return passed === undefined ? undefined : others[passed];
}
