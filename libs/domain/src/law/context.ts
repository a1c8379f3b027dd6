import type { CivilDate, NewFact, Party, PolicyFields, Role } from '../events.js';

/** Who gives the command; a municipality's people act for `municipality` only. */
export interface By {
  party: Party;
  role: Role;
  municipality?: string;
  /** Of the administrator's people: the municipalities that it manages. Absent: all there are. */
  manages?: ReadonlySet<string>;
}

/** True when what belongs to a municipality may be known to those who ask: people elsewhere are told nothing of what is recorded. */
export const isInSight = ({ municipality, manages }: By, of: string): boolean =>
  municipality === undefined ? (manages?.has(of) ?? true) : municipality === of;

/** What every decision may look at besides the command and the stream's own events. */
export interface Context {
  /** Today in Copenhagen. */
  today: CivilDate;
  commandId: string;
  by: By;
  /** The municipality that the stream belongs to. */
  municipality: string;
  /** The policy of that municipality in force on a day. */
  policyOn(day: CivilDate): PolicyFields;
  /** Throws VERSION_CONFLICT when the caller expected another revision; called where the order of codes wants it. */
  checkRevision?(): void;
}

/** A claim to be made on the citizen's stream before the home's events are appended. */
export interface Claim {
  citizen: string;
  offerId: string;
  effective: CivilDate;
}

/** The answer of a decision: new facts (none = nothing to change), and the claims that must be won first. */
export interface Decision {
  facts: NewFact[];
  claims: Claim[];
}

/** A decision that changes nothing. */
export const NOTHING: Decision = { facts: [], claims: [] };
