import type { RefusalCode } from '@relet/domain';
import type { Column } from './columns.js';

/** What can be wrong with a cell, a row, or with rows beside each other; refusals of the domain come beside these. */
export const FAULTS = {
  VALUE_MISSING: 'Every row needs this.',
  TOO_MANY_CELLS: 'The row has more cells than there are headers.',
  UNIT_MALFORMED: 'A home is municipality, dot, number, such as eksempel.101.',
  MUNICIPALITY_MISMATCH: 'That is not the municipality before the dot of the home.',
  LABEL_UNUSABLE: 'A place is named in one line of at most 80 characters.',
  PERSONAL_NUMBER: 'Ten digits like a CPR number have no place here.',
  DATE_UNREADABLE: 'A date is written 27-04-2026, 27.04.2026 or 2026-04-27.',
  DATE_WITHOUT_CENTURY: 'The year needs four digits.',
  DATE_NOT_IN_CALENDAR: 'There is no such day.',
  AMOUNT_UNREADABLE: 'Kroner are written 6250, 6.250 or 6.250,50.',
  AMOUNT_TOO_LARGE: 'A monthly rent is at most 100.000 kroner.',
  KIND_UNKNOWN: 'One of plejebolig, demensbolig, ældrebolig, botilbud, privat lejebolig.',
  REASON_UNKNOWN: 'One of død, opsigelse, udsættelse, flytning.',
  WORKS_UNKNOWN: 'One of ingen, normal, større.',
  NOTICE_MISSING: 'This is said by a notice: its day is missing.',
  KEYS_MISSING: 'The day before it in the chain is missing: the keys.',
  INSPECTION_MISSING: 'The day before it in the chain is missing: the inspection.',
  WORKS_CONTRADICTED: 'Without works the home is ready on the day of the inspection.',
  OFFER_MISSING: 'The day of the offer is missing.',
  ACCEPTED_MISSING: 'The offer was made, and the day of the yes is missing.',
  CONTRACT_MISSING: 'The day of the contract is missing.',
  RENT_FROM_MISSING: 'A contract says from when rent is owed.',
  ROW_TWICE: 'The file has this re-letting already.',
  ROW_OVERLAPS: 'The home was still empty from an earlier row.',
  ROW_SECOND_OPEN: 'The home has an open row already.',
  HOME_CONTRADICTED: 'The home is described otherwise before.',
  ROW_CHANGED: 'This re-letting was imported before with other values; use a correction.',
  ROW_WAITS: 'An earlier row of the home must be mended first.',
} as const;

export type FaultCode = keyof typeof FAULTS | RefusalCode;

/** One thing that is wrong: where it stands, its code, and what to do. Never holds a cell's text. */
export interface Fault {
  line: number;
  /** The column's header as the file has it; `-` for the whole row. */
  column: string;
  code: FaultCode;
  reason: string;
}

/** A fault before its place in the file is known. */
export interface CellFault {
  column: Column | undefined;
  code: FaultCode;
  reason: string;
}

/** A fault by its code, with more to say when there is more. */
export function faultOf(column: Column | undefined, code: keyof typeof FAULTS, more = ''): CellFault {
  return { column, code, reason: more ? `${FAULTS[code]} ${more}` : FAULTS[code] };
}
