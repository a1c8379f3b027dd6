import { plusDays } from '../calendar/index.js';
import type { CivilDate, Fact } from '../events.js';
import type { Book, FactLaw, Kind, Told } from './chapter.js';
import { fieldOf } from './facts.js';
import { refuse, type Details } from './refusal.js';

/** The latest day on which a fact may be effective when it is recorded today. */
export function latestDayOf(law: Pick<FactLaw<Kind>, 'ahead'> | undefined, today: CivilDate): CivilDate {
  if (law?.ahead === 'agreed') return '9999-12-31';
  return law?.ahead === 'tomorrow' ? plusDays(today, 1) : today;
}

/** FUTURE_FACT for what may not lie after today, a day of its content included. */
export function mustNotLieAhead<K extends Kind>(book: Book<K>, told: Told, today: CivilDate): void {
  const law = book.facts[told.type];
  const own = fieldOf(told, law?.factDay) as CivilDate | undefined;
  const days = [[told.effective, latestDayOf(law, today)] as const, [own, today] as const];
  for (const [day, latest] of days) {
    if (day !== undefined && day > latest) refuse('FUTURE_FACT', { on: day, latest });
  }
}

/**
 * The first fact, in the order of recording, whose dates are not in order with each other and with those of the facts it builds on. Only facts
 * about the subjects of `moved` are looked at, when these are given.
 */
export function firstOutOfOrder<K extends Kind>(
  book: Book<K>,
  moved: readonly Fact[] | undefined,
  live: readonly Fact[],
): Fact | undefined {
  const subjectOf = (fact: Fact) => `${book.facts[fact.type]?.about} ${String(fieldOf(fact, book.facts[fact.type]?.about))}`;
  const subjects = moved && new Set(moved.map(subjectOf));
  const isOutOfOrder = (fact: Fact) => {
    const ordered = book.facts[fact.type]?.ordered;
    return ordered !== undefined && (subjects?.has(subjectOf(fact)) ?? true) && ordered(fact as never, live) === false;
  };
  return live.filter(isOutOfOrder).sort((a, b) => a.revision - b.revision)[0];
}

/** DATE_ORDER, naming the day that was given, if one was, and the step that is in its way. */
export function dateOrder(day: CivilDate | undefined, step: Fact | undefined): never {
  refuse('DATE_ORDER', inTheWay(day, step));
}

/** What DATE_ORDER tells of the day that was given and of the step in its way. */
export const inTheWay = (on: CivilDate | undefined, step: Fact | undefined): Details => ({
  ...(on !== undefined && { on }),
  ...(step && { event: step.id, type: step.type, stepOn: step.effective }),
});

/**
 * The step whose day is in the way where dates are out of order: another's that would no longer fit, else the last one that the new one builds on, which is of the same
 * subject or was told by the same command, else the new one's own, whose other day does not fit it.
 */
export function stepOutOfOrder<K extends Kind>(book: Book<K>, late: Fact, own: readonly Fact[], live: readonly Fact[]): Fact {
  const isOwn = ({ id }: Fact) => own.some((fact) => fact.id === id);
  if (!isOwn(late)) return late;
  const subject = fieldOf(late, book.facts[late.type]?.about);
  const isOfIt = (fact: Fact) => subject !== undefined && fieldOf(fact, book.facts[fact.type]?.about) === subject;
  const earlier = live.slice(0, live.indexOf(late));
  const before = earlier.findLast((fact) => !isOwn(fact) && isOfIt(fact));
  return before ?? own.find(({ id }) => id !== late.id) ?? late;
}
