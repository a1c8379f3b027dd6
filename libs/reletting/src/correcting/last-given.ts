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
 * over, and so are retractions, and corrections of what stands as it was recorded. Undefined when there is none.
 */
export function lastGiven(recorded: readonly LogEvent[]): LastGiven | LastCorrected | undefined {
  const facts = recorded.map(upcast);
  const live = liveFacts(facts);
  const standing = new Map(live.map((fact) => [fact.id, fact]));
  const given = recorded.flatMap(({ party, actor }, n) => (party === 'system' || isImporter(actor) ? [] : (facts[n] as Fact)));
  const last = given.findLast((fact) => standing.has(fact.id) || correctedBy(fact, facts, standing));
  const now = last && correctedBy(last, facts, standing);
  const before = now && liveFacts(facts.filter(({ revision }) => revision < last.revision)).find(({ id }) => id === now.id);
  if (before) return { before, now };
  const event = last && recorded.find(({ id }) => id === last.id);
  if (!event) return undefined;
  const stands = live.filter(({ commandId }) => commandId === event.commandId);
  return { recordedAt: event.recordedAt, actor: event.actor, stands, targets: targetsIn(stands) };
}

/** The event that a correction speaks of, while it stands otherwise than it was recorded. */
function correctedBy(correction: Fact, facts: readonly Fact[], standing: ReadonlyMap<string, Fact>): Fact | undefined {
  if (!isCorrection(correction)) return undefined;
  const now = standing.get(correction.payload.target);
  const recorded = facts.find(({ id }) => id === now?.id);
  const isAsRecorded = now?.effective === recorded?.effective && JSON.stringify(now?.payload) === JSON.stringify(recorded?.payload);
  return isAsRecorded ? undefined : now;
}

/** One event of each day is enough: what the command recorded on the same day falls with it. */
function targetsIn(stands: readonly Fact[]): string[] {
  const correctable = stands.filter(({ type }) => NEW_CONTENTS.has(type));
  return correctable.filter((fact, n) => correctable.findIndex(({ effective }) => effective === fact.effective) === n).map(({ id }) => id);
}
