/** Every code a command can be refused with (docs/law.md). */
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
  'DEATH_EXISTS',
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

/** Facts that a reader needs to understand a refusal; never personal values. */
export type Details = Readonly<Record<string, string | number>>;

/** A command said no to, with its stable code and the details of which its sentence is made in every language. */
export class Refusal extends Error {
  /** Of several commands given together: the place of the refused one. */
  at?: number;

  constructor(
    readonly code: RefusalCode,
    readonly details: Details = {},
  ) {
    super(code);
    this.name = 'Refusal';
  }
}

/** Says no. */
export function refuse(code: RefusalCode, details?: Details): never {
  throw new Refusal(code, details);
}
