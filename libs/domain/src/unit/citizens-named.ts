import { isCorrection } from '../law/live-facts.js';
import type { Fact } from '../events.js';
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
export function citizensNeeded(name: string, command: object, { recorded, state }: History<Home>): string[] {
  const { newPayload, offerId } = command as { newPayload?: object; offerId?: string };
  if (name === 'CorrectEvent' || name === 'RetractEvent') return [...new Set([...citizensOf(recorded), ...namedIn(newPayload)])];
  return name === 'AcceptOffer' ? namedIn(state.offers.get(offerId ?? '')) : namedIn(command);
}

function namedIn(named: object | undefined): string[] {
  return named && 'citizen' in named && typeof named.citizen === 'string' ? [named.citizen] : [];
}
