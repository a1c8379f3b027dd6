import { maxDate, minDate } from '../calendar/index.js';
import type { CivilDate, Fact } from '../events.js';
import type { Book, FactLaw, History, Kind } from './chapter.js';
import { fieldOf } from './facts.js';
import { becoming, newlyIllegal, type Moved } from './history.js';

/** What stands in the way: a fact that could then not have happened, or one that the new or moved fact cannot stand behind. Neither when nothing else is there. */
export interface InTheWay {
  fact?: Fact | undefined;
  behind?: Fact | undefined;
}

/**
 * The fact that stands in the way of a correction, other than those that it moves or changes itself. The first that no longer fits is in the way; when that is a
 * corrected one, it is what this one has passed and cannot stand on this side of, since later facts then only follow from it, else what it cannot stand behind.
 * Undefined when the whole history is legal.
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

/** What a corrected fact has moved with it and cannot be there, as it stood; such as a home ready at its inspection, which then wants works. */
function movedAlong<K extends Kind>({ recorded, live }: History<K>, moved: Moved<K>, illegal: readonly Fact[]): Fact | undefined {
  const targets = new Set(moved.history.recorded.slice(recorded.length).map((correction) => fieldOf(correction, 'target')));
  const along = illegal.find(({ id }) => !targets.has(id));
  return along && live.find(({ id }) => id === along.id);
}

/**
 * The fact that stands in the way of a command's new facts. Where one of these does not fit itself, as a return to service behind the end of the home, it is what
 * that one cannot stand behind. Undefined when the whole history is legal.
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

/** The nearest earlier fact before which this one would fit; else the latest one about the same subject, which says what it breaks, such as the last day to answer. */
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

/** True when the fact could have happened there, whatever is asked of today, of policy and of citizens. */
function fits<K extends Kind>(book: Book<K>, fact: Fact, place: { live: readonly Fact[]; index: number }, state: K['state']): boolean {
  const law = book.facts[fact.type] as FactLaw<K>;
  const at = book.on(state, fact.effective);
  return law.stands.every((condition) => condition.now ?? condition.holds({ at, ...place }, fact));
}

const isBetween = ({ effective }: Fact, a: CivilDate, b: CivilDate) => effective >= minDate(a, b) && effective <= maxDate(a, b);

/** The nearest of the facts between its old day and its new one that the moved fact must not pass. */
function passedBy<K extends Kind>(book: Book<K>, others: readonly Fact[], own: Fact, was: CivilDate): Fact | undefined {
  const states: K['state'][] = [book.nothing];
  for (const fact of others) states.push(becoming(book)(states.at(-1) as K['state'], fact));
  const stands = (index: number) => fits(book, own, { live: others, index }, states[index] as K['state']);
  const between = [...others.keys()].filter((n) => isBetween(others[n] as Fact, own.effective, was));
  const passed = own.effective < was ? between.find((n) => stands(n + 1)) : between.reverse().find((n) => stands(n));
  return passed === undefined ? undefined : others[passed];
}
