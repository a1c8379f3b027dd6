import { liveFacts, upcast, type Fact } from '@relet/domain';
import type { LogEvent } from '@relet/event-store';

/** An event that a correction lets stand otherwise; without a before it stands again, without an after it falls. */
export interface Otherwise {
  before?: Fact;
  after?: Fact;
}

/** What stands otherwise once corrections are recorded: the events they name, and all that goes with these. */
export function standsOtherwise(recorded: readonly LogEvent[], corrections: readonly Correction[]): Otherwise[] {
  const facts = recorded.map(upcast);
  const [last] = facts.slice(-1);
  const added = corrections.map((correction) => ({ ...last, ...correction }) as Fact);
  const [before, after] = [facts, [...facts, ...added]].map((all) => new Map(liveFacts(all).map((fact) => [fact.id, fact])));
  return facts.flatMap(({ id }) => {
    const [was, is] = [before?.get(id), after?.get(id)];
    if (was?.effective === is?.effective && was?.payload === is?.payload) return [];
    return [{ ...(was && { before: was }), ...(is && { after: is }) }];
  });
}

/** A correction as a dry run tells it. */
export type Correction = Pick<Fact, 'id' | 'effective' | 'revision'> & { type: string; payload?: object };
