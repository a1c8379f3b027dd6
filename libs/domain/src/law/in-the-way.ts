import type { CivilDate, Fact } from '../events.js';
import type { Book, FactLaw, History, Kind } from './chapter.js';
import { becoming, newlyIllegal, type Moved } from './history.js';

/**
 * The fact that a correction has made illegal, other than those that it moves or changes itself: one that no longer fits, else the one that a moved fact
 * has passed and cannot stand on this side of. `none` when only the corrected facts themselves do not fit; undefined when the whole history is legal.
 */
export function brokenByCorrection<K extends Kind>(book: Book<K>, before: History<K>, moved: Moved<K>): Fact | 'none' | undefined {
  const illegal = newlyIllegal(book, before, moved);
  const stood = new Map(before.live.map((fact) => [fact.id, fact]));
  const isOwn = ({ id, effective, payload }: Fact) => stood.get(id)?.effective !== effective || stood.get(id)?.payload !== payload;
  const other = illegal.find((fact) => !isOwn(fact));
  const [own] = illegal;
  if (other || !own) return other;
  const others = moved.history.live.filter((fact) => !isOwn(fact));
  return passedBy(book, others, own, (stood.get(own.id) ?? own).effective) ?? 'none';
}

/** The nearest of the facts between its old day and its new one that the moved fact must not pass. */
function passedBy<K extends Kind>(book: Book<K>, others: readonly Fact[], own: Fact, was: CivilDate): Fact | undefined {
  const law = book.facts[own.type] as FactLaw<K>;
  const [from, to] = [own.effective, was].sort() as [CivilDate, CivilDate];
  const states: K['state'][] = [book.nothing];
  for (const fact of others) states.push(becoming(book)(states.at(-1) as K['state'], fact));
  const fits = (index: number) => {
    const place = { at: book.on(states[index], own.effective), live: others, index };
    return law.stands.every((condition) => condition.now ?? condition.holds(place, own));
  };
  const between = [...others.keys()].filter((n) => (others[n] as Fact).effective >= from && (others[n] as Fact).effective <= to);
  const passed = own.effective < was ? between.find((n) => fits(n + 1)) : between.reverse().find((n) => fits(n));
  return passed === undefined ? undefined : others[passed];
}
