import { isInSight, municipalityOf, type By } from '@relet/domain';
import { idIn } from '../stream-names.js';
import type { Principal } from './principal.js';

/** What a principal may do: give commands, or read one kind of answers. `own` is what everybody may who is known: see and end what is theirs. */
export const ALL_RIGHTS = ['command', 'board', 'figures', 'history', 'import', 'operations', 'persons', 'access_log', 'own'] as const;
export type Right = (typeof ALL_RIGHTS)[number];

const RIGHTS: Record<By['role'], readonly Right[]> = {
  caseworker: ['command', 'board', 'figures', 'history', 'persons'],
  analyst: ['board', 'figures'],
  auditor: ['board', 'figures', 'history'],
  data_protection_officer: ['access_log'],
  operator: ['operations', 'import'],
  integration: ['command'],
};

/** What concerns the whole store: no municipality's people may. */
const OF_ALL: ReadonlySet<Right> = new Set(['operations', 'import']);

/** True when one of the principal's roles has that right. What a municipality's people see is narrowed further by `sees`. */
export function may({ by, also = [] }: Principal, right: Right): boolean {
  if (by.municipality !== undefined && OF_ALL.has(right)) return false;
  return right === 'own' || [by.role, ...also].some((role) => RIGHTS[role].includes(right));
}

/** The roles that have a right. */
export const rolesWith = (right: Right): By['role'][] =>
  (Object.entries(RIGHTS) as [By['role'], readonly Right[]][]).filter(([, rights]) => rights.includes(right)).map(([role]) => role);

/** True when a home, citizen or policy of that municipality is within the principal's sight. */
export function sees({ by }: Principal, municipality: string): boolean {
  return isInSight(by, municipality);
}

/** True when a stream is within the principal's sight by its name. A citizen's name does not tell the municipality: only who sees all of them sees it by that. */
export function seesStream(principal: Principal, stream: string): boolean {
  const [unit, policy] = [idIn('unit', stream), idIn('policy', stream)];
  const municipality = unit === undefined ? policy : municipalityOf(unit);
  if (municipality !== undefined) return sees(principal, municipality);
  const { by } = principal;
  return by.municipality === undefined && !(by.manages && idIn('citizen', stream) !== undefined);
}
