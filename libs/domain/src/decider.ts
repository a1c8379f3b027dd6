import type { CitizenState } from './citizen/citizen.js';
import type { CivilDate, Fact, NewFact, Party, PolicyFields, Role } from './events.js';

/** Every code a command can be refused with (domain.md section 4). */
export const REFUSAL_CODES = [
  'MALFORMED',
  'NOT_YOUR_PART',
  'UNIT_UNKNOWN',
  'CITIZEN_UNKNOWN',
  'OFFER_UNKNOWN',
  'EVENT_UNKNOWN',
  'VERSION_CONFLICT',
  'FUTURE_FACT',
  'DECOMMISSIONED',
  'UNIT_EXISTS',
  'NOT_OCCUPIED',
  'NOTICE_EXISTS',
  'NO_NOTICE',
  'WRONG_STATE',
  'LETTING_COMMITTED',
  'NOT_READY',
  'NO_CONTRACT',
  'NOT_LETTABLE',
  'OUT_OF_SERVICE',
  'NOT_OUT_OF_SERVICE',
  'OCCUPIED',
  'RESERVED',
  'OFFER_OPEN',
  'OFFER_EXPIRED',
  'OFFER_NOT_PENDING',
  'NOT_EXPIRED',
  'CITIZEN_NOT_ELIGIBLE',
  'CITIZEN_ALREADY_ACCEPTED',
  'NOTHING_ACCEPTED',
  'NOT_CORRECTABLE',
  'ERASED',
  'ALREADY_ON_LIST',
  'NOT_ON_LIST',
  'STILL_IN_USE',
  'DATE_ORDER',
  'BREAKS_HISTORY',
] as const;
export type RefusalCode = (typeof REFUSAL_CODES)[number];

/** A command said no to, with its stable code and the facts a reader needs to understand why; never personal values. */
export class Refusal extends Error {
  /** Of several commands given together: the place of the refused one. */
  at?: number;

  constructor(
    readonly code: RefusalCode,
    message: string,
    readonly details: Readonly<Record<string, string | number>> = {},
  ) {
    super(message);
    this.name = 'Refusal';
  }
}

/** Says no. */
export function refuse(code: RefusalCode, message: string, details?: Record<string, string | number>): never {
  throw new Refusal(code, message, details);
}

/** Who gives the command; a municipality's people act for `municipality` only. */
export interface By {
  party: Party;
  role: Role;
  municipality?: string;
}

/** All that a decision may look at besides the command and the stream's own events. */
export interface Context {
  /** Today in Copenhagen. */
  today: CivilDate;
  commandId: string;
  by: By;
  /** The policy of the stream's municipality in force on a day. */
  policyOn(day: CivilDate): PolicyFields;
  /** Citizens named by the command or its offer (see `citizensOf`), folded as known now; unknown ones are absent. */
  citizens: ReadonlyMap<string, CitizenView>;
  /** Throws VERSION_CONFLICT when the caller expected another revision; called where the order of codes wants it. */
  checkRevision?(): void;
}

/** What a decision on a home may ask of a citizen's stream. */
export interface CitizenView {
  municipality: string;
  /** As of now. */
  now: CitizenState;
  /** As of the end of a day, from the events known now. */
  on(day: CivilDate): CitizenState;
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

/** Makes a new fact of today's version of its type. */
export function fact<T extends NewFact['type']>(type: T, effective: CivilDate, payload: Extract<NewFact, { type: T }>['payload']): NewFact {
  return { type, v: 1, effective, payload } as NewFact;
}

/** New facts as they would stand behind the recorded ones, for the re-fold before they are appended. */
export function provisional(recorded: readonly Fact[], facts: readonly NewFact[], commandId: string): Fact[] {
  const last = recorded.at(-1);
  return facts.map(
    (added, n) =>
      ({
        ...added,
        id: `${commandId}/${n}`,
        revision: (last?.revision ?? -1) + 1 + n,
        recordedAt: last?.recordedAt ?? '',
        commandId,
      }) as Fact,
  );
}
