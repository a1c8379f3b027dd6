import { Injectable } from '@nestjs/common';
import { liveFacts, policyOn, type Fact, type PolicyLookup } from '@relet/domain';
import { readable, Streams, streamOf } from '@relet/platform';

/** What of recorded events was known and true; all of them, unless the past is asked. */
export interface Then {
  known<E extends { recordedAt: string }>(recorded: readonly E[]): readonly E[];
  true(live: readonly Fact[]): readonly Fact[];
}

const NOW: Then = { known: (recorded) => recorded, true: (live) => live };

/** The local rules of municipalities, read from their own streams. */
@Injectable()
export class Policies {
  constructor(private readonly streams: Streams) {}

  /** The rules of some municipalities as they were known and true, and the streams of those that could not be read whole. */
  async of(municipalities: Iterable<string>, then: Then = NOW): Promise<{ policyOn: PolicyLookup; parked: string[] }> {
    const agreed = new Map<string, readonly Fact[]>();
    const parked: string[] = [];
    for (const municipality of new Set(municipalities)) {
      const events = then.known(await this.streams.policyOrLast(municipality));
      const facts = readable(events);
      if (facts.length < events.length) parked.push(streamOf('policy', municipality));
      agreed.set(municipality, then.true(liveFacts(facts)));
    }
    return { policyOn: remembered((municipality, day) => policyOn(agreed.get(municipality) ?? [], day)), parked };
  }
}

/** The policy of a day is asked for again and again. */
function remembered(lookup: PolicyLookup): PolicyLookup {
  const known = new Map<string, Map<string, ReturnType<PolicyLookup>>>();
  return (municipality, day) => {
    const days = known.get(municipality) ?? new Map<string, ReturnType<PolicyLookup>>();
    if (!days.size) known.set(municipality, days);
    const policy = days.get(day) ?? lookup(municipality, day);
    if (!days.has(day)) days.set(day, policy);
    return policy;
  };
}
