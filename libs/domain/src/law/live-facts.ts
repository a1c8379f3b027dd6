import type { CivilDate, Fact, Instant } from '../events.js';
import type { FactLaw, Kind } from './chapter.js';

/** What is asked of the facts of a stream to put them in order. */
export type FactLaws = Readonly<Record<string, Pick<FactLaw<Kind>, 'placed' | 'byItself' | 'first' | 'forGood'>>>;

/** True for the events that speak about other events. */
export function isCorrection(fact: Fact): fact is Fact<'EventCorrected' | 'EventRetracted'> {
  return fact.type === 'EventCorrected' || fact.type === 'EventRetracted';
}

/** What was known at an instant: events recorded later are left out (R11). */
export function knownAt<E extends { recordedAt: Instant }>(recorded: readonly E[], instant: Instant): E[] {
  return recorded.filter(({ recordedAt }) => recordedAt <= instant);
}

/** The corrections and retractions of one event, latest last. */
export function correctionsOf(recorded: readonly Fact[], target: string): Fact<'EventCorrected' | 'EventRetracted'>[] {
  return recorded.filter(isCorrection).filter((fact) => fact.payload.target === target);
}

/**
 * The events as they stand today, in the order of R11: corrections and retractions applied in recorded order and themselves left out, and
 * what is about a corrected offer put where it now belongs.
 */
export function liveFactsBy(laws: FactLaws, recorded: readonly Fact[]): Fact[] {
  const standing = applyCorrections(laws, recorded).filter((fact) => !isCorrection(fact));
  return inOrder(laws, placed(laws, standing, standing.length < recorded.length));
}

/** R11: by (effective, revision), a home's registration first whatever its date. */
export function inOrder(laws: FactLaws, facts: Fact[]): Fact[] {
  const rank = ({ type }: Fact) => (laws[type]?.first ? 0 : 1);
  return facts.sort((a, b) => rank(a) - rank(b) || compare(a.effective, b.effective) || a.revision - b.revision);
}

/** True for what had happened by the end of a day; a home's registration counts whatever its day (R11). */
export const hadHappened = (laws: FactLaws, { type, effective }: Fact, day: CivilDate): boolean =>
  effective <= day || laws[type]?.first === true;

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** What the calendar wrote is always put in its place; the rest only where something was corrected. */
function placed(laws: FactLaws, facts: Fact[], corrected: boolean): Fact[] {
  const moved = corrected || facts.some(({ type }) => laws[type]?.byItself && laws[type].placed);
  return moved ? facts.flatMap((fact) => placedBy(laws, fact, facts) ?? []) : facts;
}

/** One fact where it stands among all others; undefined when it falls. */
export function placedBy(laws: FactLaws, fact: Fact, facts: readonly Fact[]): Fact | undefined {
  const law = laws[fact.type];
  return law?.placed ? law.placed(fact as never, facts) : fact;
}

function applyCorrections(laws: FactLaws, recorded: readonly Fact[]): Fact[] {
  const said = recorded.filter(isCorrection);
  if (!said.length) return [...recorded];
  const standing = new Map(recorded.map((fact) => [fact.id, fact]));
  const isForGood = (target: string) => laws[standing.get(target)?.type ?? '']?.forGood;
  for (const correction of said) {
    if (isForGood(correction.payload.target)) continue;
    if (correction.type === 'EventRetracted') for (const fact of movingWith(standing, correction.payload.target)) standing.delete(fact.id);
    if (correction.type === 'EventCorrected') correct(standing, correction.payload);
  }
  return [...standing.values()];
}

function correct(standing: Map<string, Fact>, { target, newEffective, newPayload }: Fact<'EventCorrected'>['payload']): void {
  if (newEffective) for (const fact of movingWith(standing, target)) standing.set(fact.id, { ...fact, effective: newEffective });
  const fact = standing.get(target);
  if (newPayload && fact) standing.set(target, { ...fact, payload: newPayload } as Fact);
}

/** Every event of the target's command that has the target's effective: they move and fall together. */
function movingWith(standing: ReadonlyMap<string, Fact>, targetId: string): Fact[] {
  const target = standing.get(targetId);
  if (!target) return [];
  return [...standing.values()].filter(
    (fact) => fact.commandId === target.commandId && fact.effective === target.effective && !isCorrection(fact),
  );
}
