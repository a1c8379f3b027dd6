import { EVERY_BOOK } from './books.js';
import type { CivilDate, EventType, Fact } from './events.js';
import { hadHappened, inOrder as inOrderBy, liveFactsBy, type FactLaws } from './law/live-facts.js';

const LAWS = Object.assign({}, ...EVERY_BOOK.map(({ facts }) => facts)) as FactLaws;

/** The events of any stream as they stand today: corrected, without the retracted ones, in the order of R11. */
export function liveFacts(recorded: readonly Fact[]): Fact[] {
  return liveFactsBy(LAWS, recorded);
}

/** R11: facts by (effective, revision), a home's registration first whatever its date. */
export function inOrder(facts: Fact[]): Fact[] {
  return inOrderBy(LAWS, facts);
}

/** Live facts that were true by a day: later ones are left out; a home's registration always stays (R11). */
export function asOf(live: readonly Fact[], day: CivilDate): Fact[] {
  return live.filter((fact) => hadHappened(LAWS, fact, day));
}

/** Every type of fact that a chapter knows. */
export const FACT_TYPES = Object.keys(LAWS) as EventType[];
