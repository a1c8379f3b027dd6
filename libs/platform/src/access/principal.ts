import type { By, Role } from '@relet/domain';

/** Someone who acts or reads, known by an opaque id and never by a name. */
export interface Principal {
  id: string;
  by: By;
  /** Further roles of the same person, beside the one they act in. */
  also?: readonly Role[];
}

/** The process itself, which expires offers and records on a citizen's stream what follows from the homes. */
export const SYSTEM: Principal = { id: 'system', by: { party: 'system', role: 'integration' } };
