import { liveFacts, NEW_CONTENTS, upcast, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';

/** The last command of a person that still stands: when and by whom it was given, what stands of it, and which events take it back. */
export interface LastGiven {
  recordedAt: string;
  actor: string;
  stands: Fact[];
  /** None when all of it follows from other steps. */
  targets: string[];
}

/**
 * The last command that a person gave to a history and of which something still stands. What the system did by itself is passed over, and so
 * are corrections and retractions, which nobody corrects. Undefined when there is none.
 */
export function lastGiven(recorded: readonly LogEvent[]): LastGiven | undefined {
  const live = liveFacts(recorded.map(upcast));
  const standing = new Set(live.map(({ id }) => id));
  const last = recorded.findLast(({ id, party }) => party !== 'system' && standing.has(id));
  if (!last) return undefined;
  const stands = live.filter(({ commandId }) => commandId === last.commandId);
  return { recordedAt: last.recordedAt, actor: last.actor, stands, targets: targetsIn(stands) };
}

/** One event of each day is enough: what the command recorded on the same day falls with it. */
function targetsIn(stands: readonly Fact[]): string[] {
  const correctable = stands.filter(({ type }) => NEW_CONTENTS.has(type));
  return correctable.filter((fact, n) => correctable.findIndex(({ effective }) => effective === fact.effective) === n).map(({ id }) => id);
}
