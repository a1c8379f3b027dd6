import type { CivilDate, Fact, Instant, PolicyLookup, Portfolio } from '@relet/domain';

/** Both times of a question, resolved: R and, where the past is asked, K. */
export interface Times {
  asOf: CivilDate;
  knownAt?: Instant;
  /** Events stamped by several processes may still come in for so young a K. */
  provisional: boolean;
}

/** A citizen, with the facts that the clocks of the guarantee are counted from. */
export interface Citizen {
  citizen: string;
  municipality: string;
  facts: readonly Fact[];
}

/** Homes and citizens as they stood, and what of them could not be read. */
export interface Stood {
  portfolio: Portfolio;
  citizens: readonly Citizen[];
  policyOn: PolicyLookup;
  /** Streams that could not be read: they are in no figure. */
  parked: readonly string[];
}
