import { isCorrection } from '../law/live-facts.js';
import type { CivilDate, Fact } from '../events.js';
import { placeOn } from '../law/history.js';
import { offerOf } from './state-of.js';
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

/** Citizens whose streams a decision on this command looks at. */
export function citizensNeeded(name: string, command: object, history: History<Home>): string[] {
  const { newPayload, offerId } = command as { newPayload?: object; offerId?: string };
  if (name === 'CorrectEvent' || name === 'RetractEvent') return [...new Set([...citizensOf(history.recorded), ...namedIn(newPayload)])];
  if (name === 'AcceptOffer') return namedIn(offerOf(history.state, offerId ?? ''));
  if (name === 'SignContract' || name === 'MoveIn') {
    const { acceptance } = placeOn(UNIT, history, (command as { effective: CivilDate }).effective).at;
    return [...new Set([...namedIn(command), ...namedIn(acceptance)])];
  }
  return namedIn(command);
}

function namedIn(named: object | undefined): string[] {
  return named && 'citizen' in named && typeof named.citizen === 'string' ? [named.citizen] : [];
}
