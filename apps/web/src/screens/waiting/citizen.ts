import type { components } from '../../../made/api';

/** A citizen as the waiting list has them. */
export type WaitingCitizen = components['schemas']['WaitingCitizen'];
