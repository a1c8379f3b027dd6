import type { Fact } from '../events.js';
import type { UnitHistory } from './history.js';
import { evolve, unitHistoryOf, register, type FoldedHome } from './home.js';

/**
 * Folds all that analysts need of one home from its live facts up to R, in the order of R11. Undefined for a home that is not
 * registered. Nothing is checked here: what is recorded has happened.
 */
export function foldHistory(unitId: string, facts: readonly Fact[]): UnitHistory | undefined {
  const [registration] = facts;
  if (registration?.type !== 'UnitRegistered') return undefined;
  return unitHistoryOf(isLong(facts) ? longHome(unitId, registration, facts) : foldedOn(register(unitId, registration), facts));
}

/** Folded behind what was folded of it before, where that stands as it stood. */
function longHome(unitId: string, registration: Fact<'UnitRegistered'>, facts: readonly Fact[]): FoldedHome {
  const known = folded.get(registration);
  const goesOn = known?.home.history.unitId === unitId && isBeginningOf(known.facts, facts);
  // A question of an earlier day leaves the whole history in its place.
  if (known && !goesOn && isBeginningOf(facts, known.facts)) return foldedOn(register(unitId, registration), facts);
  // What throws on the way is folded halfway: it is not kept.
  folded.delete(registration);
  const home = goesOn ? foldedOn(known.home, facts, known.facts.length) : foldedOn(register(unitId, registration), facts);
  folded.set(registration, { facts, home });
  return home;
}

function foldedOn(home: FoldedHome, facts: readonly Fact[], from = 0): FoldedHome {
  for (let n = from; n < facts.length; n++) evolve(home, facts[n] as Fact);
  return home;
}

/** A history of more facts is so long that what is made of it is worth being kept for the next time. */
const LONG = 500;
export const isLong = (facts: readonly Fact[]): boolean => facts.length > LONG;

/** Long histories as they were last folded, by their first fact: what was appended since is folded behind them. */
const folded = new WeakMap<Fact, { facts: readonly Fact[]; home: FoldedHome }>();

const isBeginningOf = (some: readonly Fact[], all: readonly Fact[]) =>
  some.length <= all.length && some.every((fact, n) => fact === all[n]);
