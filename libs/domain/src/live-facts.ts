import { CITIZEN } from './citizen/citizen.js';
import type { CivilDate, EventType, Fact } from './events.js';
import { inOrder as inOrderBy, liveFactsBy, type FactLaws } from './law/live-facts.js';
import { POLICY } from './policy/policy.js';
import { UNIT } from './unit/unit.js';

const LAWS: FactLaws = { ...UNIT.facts, ...CITIZEN.facts, ...POLICY.facts };

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
  return live.filter((fact) => fact.effective <= day || LAWS[fact.type]?.first);
}

/** Every type of fact that a chapter knows. */
export const FACT_TYPES = Object.keys(LAWS) as EventType[];
