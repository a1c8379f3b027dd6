import { PARTIES, ROLES, type Party, type Role } from '@relet/domain';
import { ALL_RIGHTS, may, type Principal, type Right } from '@relet/platform';

/** What somebody may do and see, as it is given to a user, to a service account, or by an identity provider. */
export interface Rights {
  party: Exclude<Party, 'system'>;
  /** The municipality whose people these are. */
  municipality?: string;
  roles: readonly Role[];
}

/** Somebody with rights, as the house knows them. Caseworkers act as such, whatever other roles they have. */
export function principalWith(id: string, { party, municipality, roles }: Rights): Principal {
  const [role = 'analyst', ...also] = [...new Set(roles)].sort((a, b) => Number(b === 'caseworker') - Number(a === 'caseworker'));
  return { id, by: { party, role, ...(municipality !== undefined && { municipality }) }, ...(also.length && { also }) };
}

/** Rights as they are kept: a municipality's people name it, and nobody is given rights without a role. Undefined when they are none. */
export function rightsIn(party: unknown, municipality: unknown, roles: unknown): Rights | undefined {
  const known = Array.isArray(roles) && roles.length > 0 && roles.every((role) => (ROLES as readonly unknown[]).includes(role));
  if (!known || party === 'system' || !(PARTIES as readonly unknown[]).includes(party)) return undefined;
  if ((party === 'municipality') !== (typeof municipality === 'string')) return undefined;
  return { party: party as Rights['party'], roles: roles as Role[], ...(typeof municipality === 'string' && { municipality }) };
}

/** What somebody with these rights may do, beside what is their own. None where the roles fit the party so badly that they allow nothing: an operator of a municipality. */
export function allowedBy(rights: Rights): Exclude<Right, 'own'>[] {
  const principal = principalWith('', rights);
  return ALL_RIGHTS.filter((right) => right !== 'own').filter((right) => may(principal, right));
}
