import { holdsPersonalNumber, type Role } from '@relet/domain';
import { allowedBy, type Rights } from '../rights.js';
import type { Assurance, OidcSettings } from './oidc-settings.js';
import { privilegesIn } from './privileges.js';

/** What an identity provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/**
 * The rights that claims mean: roles by their own claim for the organisation that is named, and privileges of a broker for the organisation of their scope. Undefined when they mean none or none that allows anything, name an
 * organisation that is not known, or give rights in several and do not say in which of them somebody is now.
 */
export function rightsOf(claims: Claims, { claims: names, organisations, roles }: OidcSettings): Rights | undefined {
  const named = claims[names.organisation];
  const cvr = typeof named === 'string' ? named : undefined;
  const given = privilegesIn(claims[names.privileges]).map((each) => [each.cvr, each.privileges] as const);
  if (cvr !== undefined) given.push([cvr, textsOf(claims[names.roles])]);
  const found = given
    .map(([of, values]) => ({ of, roles: values.map((value) => roles.get(value)).filter((role) => role !== undefined) }))
    .filter((each) => each.roles.length && organisations.has(each.of));
  const places = new Set(found.map(({ of }) => of));
  const [only] = places;
  const place = cvr ?? (places.size === 1 ? only : undefined);
  const organisation = place === undefined ? undefined : organisations.get(place);
  const own = new Set<Role>(found.filter(({ of }) => of === place).flatMap((each) => each.roles));
  const rights = organisation && own.size ? { ...organisation, roles: [...own] } : undefined;
  return rights && allowedBy(rights).length ? rights : undefined;
}

/** Whether somebody has signed in as is asked: by one of the levels that are named, and by each of the methods. What a token does not say was not so. */
export function isAssured({ acr, amr }: Claims, asked: Assurance): boolean {
  const isLevel = !asked.acr.length || (typeof acr === 'string' && asked.acr.includes(acr));
  return isLevel && asked.amr.every((method) => textsOf(amr).includes(method));
}

/** What people call somebody, as their provider says it: one short line without a civil registration number, or nothing. */
export function calledIn(claims: Claims, { claims: names }: OidcSettings): string | undefined {
  const name = claims[names.name];
  return typeof name === 'string' && /^[^\p{Cc}]{1,100}$/u.test(name) && !holdsPersonalNumber(name) ? name : undefined;
}

const textsOf = (value: unknown): string[] => (Array.isArray(value) ? value : [value]).filter((each) => typeof each === 'string');
