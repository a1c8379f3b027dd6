import { isCorrection, liveFacts, NEW_CONTENTS, upcast, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';
import { isImporter } from '../import/importer.js';

/** The last command of a person that still stands: when and by whom it was given, what stands of it, and which events take it back. */
export interface LastGiven {
  recordedAt: string;
  actor: string;
  stands: Fact[];
  /** None when all of it follows from other steps. */
  targets: string[];
}

/** The last command of a person, when it is a correction that still counts: the event as it stood before it, and as it stands now. */
export interface LastCorrected {
  before: Fact;
  now: Fact;
}

/**
 * The last command that a person gave to a history and of which something still stands. What the system did by itself and what came from a file is passed
 * over, and so are retractions, and corrections that others have taken back. Undefined when there is none.
 */
export function lastGiven(recorded: readonly LogEvent[]): LastGiven | LastCorrected | undefined {
  const facts = recorded.map(upcast);
  const live = liveFacts(facts);
  const standing = new Map(live.map((fact) => [fact.id, fact]));
  const given = recorded.flatMap(({ party, actor }, n) => (party === 'system' || isImporter(actor) ? [] : (facts[n] as Fact)));
  const counting = countingCorrections(facts);
  const last = given.findLast((fact) => standing.has(fact.id) || counting.has(fact.id));
  const now = last && isCorrection(last) ? standing.get(last.payload.target) : undefined;
  const before = now && liveFacts(facts.filter(({ revision }) => revision < (last as Fact).revision)).find(({ id }) => id === now.id);
  if (before) return { before, now };
  const event = last && recorded.find(({ id }) => id === last.id);
  if (!event) return undefined;
  const stands = live.filter(({ commandId }) => commandId === event.commandId);
  return { recordedAt: event.recordedAt, actor: event.actor, stands, targets: targetsIn(stands) };
}

/**
 * The corrections that still count, by their ids: those that led to how their event stands now. One that has put an event back as it stood before takes
 * back all that were given between, and counts itself for nothing.
 */
function countingCorrections(facts: readonly Fact[]): Set<string> {
  const corrected = new Set(facts.filter(isCorrection).map(({ payload }) => payload.target));
  return new Set([...corrected].flatMap((target) => ledTo(target, facts)));
}

function ledTo(target: string, facts: readonly Fact[]): string[] {
  const way: { stood: string; by: string }[] = [];
  for (const fact of facts) {
    if (fact.id !== target && !(isCorrection(fact) && fact.payload.target === target)) continue;
    const stands = liveFacts(facts.filter(({ revision }) => revision <= fact.revision)).find(({ id }) => id === target);
    if (!stands) return [];
    const stood = JSON.stringify([stands.effective, stands.payload]);
    const back = way.findIndex((each) => each.stood === stood);
    if (back < 0) way.push({ stood, by: fact.id });
    else way.length = back + 1;
  }
  return way.slice(1).map(({ by }) => by);
}

/** One event of each day is enough: what the command recorded on the same day falls with it. */
function targetsIn(stands: readonly Fact[]): string[] {
  const correctable = stands.filter(({ type }) => NEW_CONTENTS.has(type));
  return correctable.filter((fact, n) => correctable.findIndex(({ effective }) => effective === fact.effective) === n).map(({ id }) => id);
}
