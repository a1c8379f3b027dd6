import { isCorrection } from '../law/live-facts.js';
import type { DomainCommand } from '../base.commands.js';
import type { CivilDate, Fact } from '../events.js';
import { countUntil } from '../law/history.js';
import { UNIT } from './unit.js';
import type { History } from '../law/chapter.js';
import type { Home } from './home.js';

/** Citizens named in a home's stream: as reserved, offered or moved in. */
export function citizensOf(recorded: readonly Fact[]): string[] {
  const named = recorded.flatMap((fact) => {
    if (fact.type === 'EventCorrected') return namedIn(fact.payload.newPayload);
    return isCorrection(fact) ? [] : namedIn(fact.payload);
  });
  return [...new Set(named)];
}

/** Citizens whose streams a decision on this command looks at: who is named in it, and whom its verb asks for; for a correction, all of the home. */
export function citizensNeeded(name: string, command: DomainCommand, history: History<Home>): string[] {
  const verb = UNIT.verbs[name];
  if (!verb) return [...new Set([...citizensOf(history.recorded), ...namedIn((command as { newPayload?: object }).newPayload)])];
  const asked = verb.asksFor?.(command, statesSince(history, command.effective)) ?? [];
  return [...new Set([...namedIn(command), ...asked.filter((citizen) => citizen !== undefined)])];
}

const statesSince = ({ live, states, state }: History<Home>, day: CivilDate) => [
  ...states.slice(Math.max(countUntil(UNIT, live, day) - 1, 0)),
  state,
];

function namedIn(named: object | undefined): string[] {
  return named && 'citizen' in named && typeof named.citizen === 'string' ? [named.citizen] : [];
}
