import { municipalityOf, type By } from '@relet/domain';
import { idIn } from './stream-names.js';

/** What a principal may do: give commands, or read one kind of answers. */
export type Right = 'command' | 'board' | 'figures' | 'history' | 'import' | 'operations';

/** Someone who acts or reads, known by an opaque id and never by a name. */
export interface Principal {
  id: string;
  by: By;
}

/** Six fixed principals by bearer token, on loopback only, until real identity exists. */
export const DEMO_PRINCIPALS: Readonly<Record<string, Principal>> = {
  'demo-administrator': { id: 'demo-administrator', by: { party: 'administrator', role: 'caseworker' } },
  'demo-eksempel': { id: 'demo-eksempel', by: { party: 'municipality', role: 'caseworker', municipality: 'eksempel' } },
  'demo-nordby': { id: 'demo-nordby', by: { party: 'municipality', role: 'caseworker', municipality: 'nordby' } },
  'demo-analyst': { id: 'demo-analyst', by: { party: 'administrator', role: 'analyst' } },
  'demo-auditor': { id: 'demo-auditor', by: { party: 'administrator', role: 'auditor' } },
  'demo-operator': { id: 'demo-operator', by: { party: 'administrator', role: 'operator' } },
};

/** The process itself, which expires offers and records on a citizen's stream what follows from the homes. */
export const SYSTEM: Principal = { id: 'system', by: { party: 'system', role: 'integration' } };

const RIGHTS: Record<By['role'], readonly Right[]> = {
  caseworker: ['command', 'board', 'figures', 'history'],
  analyst: ['board', 'figures'],
  auditor: ['board', 'figures', 'history'],
  data_protection_officer: [],
  operator: ['operations', 'import'],
  integration: ['command'],
};

/** True when the principal's role has that right. What a municipality's people see is narrowed further by `sees`. */
export function may({ by }: Principal, right: Right): boolean {
  return RIGHTS[by.role].includes(right);
}

/** True when a home, citizen or policy of that municipality is within the principal's sight. */
export function sees({ by }: Principal, municipality: string): boolean {
  return by.municipality === undefined || by.municipality === municipality;
}

/** True when a stream is within the principal's sight by its name. A citizen's name does not tell the municipality, so it is out of a municipality's sight. */
export function seesStream(principal: Principal, stream: string): boolean {
  if (principal.by.municipality === undefined) return true;
  const [unit, policy] = [idIn('unit', stream), idIn('policy', stream)];
  const municipality = unit === undefined ? policy : municipalityOf(unit);
  return municipality !== undefined && sees(principal, municipality);
}
