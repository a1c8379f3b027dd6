import { refuse } from './law/refusal.js';

/** UNIT_UNKNOWN: no home of this id is recorded, or none that those who ask may know of. */
export function unitUnknown(): never {
  refuse('UNIT_UNKNOWN');
}

/** CITIZEN_UNKNOWN: no citizen of this id is recorded, or none that those who ask may know of. */
export function citizenUnknown(): never {
  refuse('CITIZEN_UNKNOWN');
}
