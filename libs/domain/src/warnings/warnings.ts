import type { CivilDate, Fact } from '../events.js';
import type { History } from '../law/chapter.js';
import type { Home } from '../unit/home.js';
import { doubtsOfFact, movesIn, respondByIn } from './by-fact.js';
import { doubtsOfLetting } from './by-letting.js';
import { joinOthers, lonelyDays } from './days.js';
import { doubtOfDay, type Doubt, type Looking } from './doubt.js';
import { lettingsOf } from './lettings.js';

/** A home's facts, as recorded and as they stand. */
export type Seen = Pick<History<Home>, 'recorded' | 'live'>;

/**
 * What a home shows after a command, as of today, that it did not show before: legal and unlikely (docs/law.md 8). Of the live facts so many are
 * `unchanged` from the beginning; only what the others touch is looked at, so that a long history costs what a short one does. Rents touch no letting.
 */
export function newDoubts(before: Seen, after: Seen, unchanged: number, looking: Looking): Doubt[] {
  const touchesLettings = [before, after].some(({ live }) => live.slice(unchanged).some(({ type }) => type !== 'RentSet'));
  const of = (home: Seen) => [...byFact(home, unchanged, looking), ...(touchesLettings ? byLetting(home, unchanged, looking) : [])];
  const isOne = isOneMore(before, after, unchanged, looking.today);
  const years = (home: Seen) => (isOne ? [] : byYear(home, looking.today));
  const found = [...of(after), ...years(after)];
  if (!found.length) return found;
  const known = new Set([...of(before), ...years(before)].map(({ about }) => about));
  return found.filter(({ about }) => !known.has(about));
}

/** A fact of today or earlier; a rent that is agreed ahead counts, and a registration always does (R11). */
const countsOn = (today: CivilDate) => (fact: Fact) => fact.effective <= today || fact.type === 'RentSet' || fact.type === 'UnitRegistered';

function byFact({ recorded, live }: Seen, unchanged: number, looking: Looking): Doubt[] {
  const facts = live.slice(unchanged).filter(countsOn(looking.today));
  const known = { ...looking, home: live[0], respondBy: respondByIn(facts), moves: movesIn(recorded, live) };
  return facts.flatMap((fact) => doubtsOfFact(fact, known));
}

/** Lettings from the one on that is touched: it begins with the last move-in before. */
function byLetting({ live }: Seen, unchanged: number, { today }: Looking): Doubt[] {
  const begun = live.findLastIndex(({ type }, n) => n < unchanged && type === 'MovedIn');
  const facts = live.slice(Math.max(begun, 0)).filter(countsOn(today));
  return lettingsOf(facts).flatMap((letting) => doubtsOfLetting(letting, today, live[0]));
}

const byYear = ({ live }: Seen, today: CivilDate): Doubt[] =>
  [...lonelyDays(live.filter(countsOn(today)))].map(([day, fact]) => doubtOfDay('W_YEAR', fact, day, day));

/** Facts were only added, and each of their days lies near one that was there: no day can have come to stand alone. */
function isOneMore(before: Seen, after: Seen, unchanged: number, today: CivilDate): boolean {
  const counts = countsOn(today);
  return unchanged > 0 && joinOthers(after.live.slice(unchanged).filter(counts), before.live, counts);
}
