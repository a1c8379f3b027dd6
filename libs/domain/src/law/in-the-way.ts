import { maxDate, minDate } from '../calendar/index.js';
import type { CivilDate, Fact } from '../events.js';
import type { Book, FactLaw, History, Kind } from './chapter.js';
import { becoming, newlyIllegal, type Moved } from './history.js';

/**
 * The fact that stands in the way of a correction, other than those that it moves or changes itself. The first that no longer fits is in the way; when that is a
 * corrected one, it is what this one has passed and cannot stand on this side of, since later facts then only follow from it. `none` when only the corrected
 * facts themselves do not fit; undefined when the whole history is legal.
 */
export function brokenByCorrection<K extends Kind>(book: Book<K>, before: History<K>, moved: Moved<K>): Fact | 'none' | undefined {
  const illegal = newlyIllegal(book, before, moved);
  const stood = new Map(before.live.map((fact) => [fact.id, fact]));
  const isOwn = ({ id, effective, payload }: Fact) => stood.get(id)?.effective !== effective || stood.get(id)?.payload !== payload;
  const other = illegal.find((fact) => !isOwn(fact));
  const [first] = illegal;
  if (!first || first === other) return other;
  const was = (stood.get(first.id) ?? first).effective;
  const isPassed = (fact: Fact) => isBetween(fact, first.effective, was);
  if (other && isPassed(other)) return other;
  const others = moved.history.live.filter((fact) => !isOwn(fact));
  return passedBy(book, others, first, was) ?? other ?? 'none';
}

const isBetween = ({ effective }: Fact, a: CivilDate, b: CivilDate) => effective >= minDate(a, b) && effective <= maxDate(a, b);

/** The nearest of the facts between its old day and its new one that the moved fact must not pass. */
function passedBy<K extends Kind>(book: Book<K>, others: readonly Fact[], own: Fact, was: CivilDate): Fact | undefined {
  const law = book.facts[own.type] as FactLaw<K>;
  const states: K['state'][] = [book.nothing];
  for (const fact of others) states.push(becoming(book)(states.at(-1) as K['state'], fact));
  const fits = (index: number) => {
    const place = { at: book.on(states[index], own.effective), live: others, index };
    return law.stands.every((condition) => condition.now ?? condition.holds(place, own));
  };
  const between = [...others.keys()].filter((n) => isBetween(others[n] as Fact, own.effective, was));
  const passed = own.effective < was ? between.find((n) => fits(n + 1)) : between.reverse().find((n) => fits(n));
  return passed === undefined ? undefined : others[passed];
}
