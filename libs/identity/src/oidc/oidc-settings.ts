import { MUNICIPALITY_ID, ROLES, type Role } from '@relet/domain';
import { BadSetting, isLoopback } from '@relet/platform';
import { readFileSync, statSync } from 'node:fs';
import type { Rights } from '../rights.js';

/** Whom an organisation's people act for. */
export type Organisation = Pick<Rights, 'party' | 'municipality'>;

/** One of these levels (`acr`), and all of these methods (`amr`), as the provider calls them. */
export type Assurance = Readonly<Record<'acr' | 'amr', readonly string[]>>;

/** What the file of RELET_OIDC says: which identity provider is asked, and what its claims mean. */
export interface OidcSettings {
  issuer: URL;
  clientId: string;
  clientSecret: string;
  scope: string;
  /** Who access tokens of programs must be for; without it none are taken. */
  audience: string | undefined;
  /** How tokens may be signed. */
  algorithms: readonly string[];
  /** How people must have signed in at the provider; empty where it is left to it. */
  assurance: Assurance;
  /** Where the provider says what somebody may. */
  claimsFrom: 'userinfo' | 'id_token';
  /** The names of claims. */
  claims: Readonly<Record<'organisation' | 'roles' | 'name' | 'privileges', string>>;
  /** By CVR number. */
  organisations: ReadonlyMap<string, Organisation>;
  /** By the value of a role's claim, or by the name of a privilege. */
  roles: ReadonlyMap<string, Role>;
}

/** Signatures by a key that only the provider has. `none`, and those by a shared secret, are not among them. */
const ALGORITHMS: ReadonlySet<string> = new Set(['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']);

/** Reads the file. Throws BadSetting, which names the field and never its value. */
export function oidcSettingsIn(path: string): OidcSettings {
  const file = contentOf(path);
  const text = (field: string, otherwise?: string): string => {
    const value = file[field] ?? otherwise;
    if (typeof value !== 'string' || !value.trim()) throw wrong(field);
    return value;
  };
  const clientId = text('clientId');
  const audience = file['audience'] === undefined ? undefined : text('audience');
  // A token that says who signed in must not be taken for one that lets a program act.
  if (audience === clientId) throw wrong('audience');
  return {
    ...{ issuer: issuerIn(text('issuer')), clientId, audience, scope: text('scope', 'openid profile') },
    clientSecret: secretIn(text('clientSecretFile')),
    algorithms: algorithmsIn(file['algorithms'] ?? ['RS256', 'PS256', 'ES256']),
    assurance: { acr: textsIn(file, 'acr'), amr: textsIn(file, 'amr') },
    claimsFrom: claimsFromIn(text('claimsFrom', 'userinfo')),
    claims: claimsIn(file['claims'] ?? {}),
    organisations: new Map(entriesOf(file, 'organisations').map(([cvr, of]) => [cvrIn(cvr), organisationIn(of)])),
    roles: new Map(entriesOf(file, 'roles').map(([name, role]) => [name, roleIn(role)])),
  };
}

const wrong = (field: string) => new BadSetting('RELET_OIDC', 'OIDC_WRONG', field);

function contentOf(path: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8'));
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>;
  } catch {
    // What is wrong with it may hold what stands in it.
  }
  throw new BadSetting('RELET_OIDC', 'FILE_UNREADABLE');
}

/** The secret of this client lies in a file of its own, which nobody else on the machine can read. */
function secretIn(path: string): string {
  try {
    if (statSync(path).mode & 0o077) throw new BadSetting('RELET_OIDC', 'FILE_OPEN_TO_OTHERS');
    return readFileSync(path, 'utf8').trim();
  } catch (error) {
    throw error instanceof BadSetting ? error : wrong('clientSecretFile');
  }
}

function issuerIn(text: string): URL {
  if (!URL.canParse(text) || !isReachable(new URL(text))) throw wrong('issuer');
  return new URL(text);
}

/** True for what may be asked over the net: by https, or on this machine. */
export function isReachable({ protocol, hostname }: URL): boolean {
  return protocol === 'https:' || (protocol === 'http:' && isLoopback(hostname.replace(/^\[|\]$/g, '')));
}

function algorithmsIn(value: unknown): string[] {
  if (!Array.isArray(value) || !value.length || !value.every((each) => ALGORITHMS.has(each as string))) throw wrong('algorithms');
  return value as string[];
}

/** One text or several, without spaces; none where the field is left out. A list of none would look like a demand and be none. */
function textsIn(file: Readonly<Record<string, unknown>>, field: string): string[] {
  if (file[field] === undefined) return [];
  const texts = [file[field]].flat();
  if (!texts.length || !texts.every((each) => typeof each === 'string' && /^[\x21-\x7e]+$/.test(each))) throw wrong(field);
  return texts as string[];
}

function claimsFromIn(place: string): OidcSettings['claimsFrom'] {
  if (place !== 'userinfo' && place !== 'id_token') throw wrong('claimsFrom');
  return place;
}

function claimsIn(value: unknown): OidcSettings['claims'] {
  const names = { organisation: 'cvr', roles: 'roles', name: 'name', privileges: 'privileges_intermediate', ...(value as object) };
  if (!Object.values(names).every((name) => typeof name === 'string')) throw wrong('claims');
  return names;
}

function entriesOf(file: Readonly<Record<string, unknown>>, field: string): [string, unknown][] {
  const value = file[field];
  if (typeof value !== 'object' || value === null) throw wrong(field);
  return Object.entries(value);
}

function cvrIn(cvr: string): string {
  if (!/^\d{8}$/.test(cvr)) throw wrong('organisations');
  return cvr;
}

function organisationIn(value: unknown): Organisation {
  const { party, municipality } = (value ?? {}) as Record<string, unknown>;
  if (party === 'administrator' && municipality === undefined) return { party };
  if (party === 'municipality' && typeof municipality === 'string' && MUNICIPALITY_ID.test(municipality)) return { party, municipality };
  throw wrong('organisations');
}

function roleIn(value: unknown): Role {
  if (!(ROLES as readonly unknown[]).includes(value)) throw wrong('roles');
  return value as Role;
}
