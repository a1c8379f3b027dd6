import type { Fact, PolicyLookup, Portfolio } from '@relet/domain';

/** A citizen, with the facts that the clocks of the guarantee are counted from. */
export interface Citizen {
  citizen: string;
  municipality: string;
  facts: readonly Fact[];
  /** Something was recorded of the citizen by then. */
  known: boolean;
}

/** Homes and citizens as they stood, and what of them could not be read. */
export interface Stood {
  portfolio: Portfolio;
  citizens: readonly Citizen[];
  policyOn: PolicyLookup;
  /** Streams that could not be read: they are in no figure. */
  parked: readonly string[];
}
