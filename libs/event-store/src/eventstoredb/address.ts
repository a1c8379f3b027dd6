import type { Credentials } from '@eventstore/db-client';
import { existsSync } from 'node:fs';
import { StoreError, type StoreCase } from '../errors.js';

/** Where a server is, and who asks. */
export interface Address {
  /** The connection string for the client, without who asks: the client prints it with each of its warnings. */
  setting: string;
  /** Several machines, of which one leads. */
  isCluster: boolean;
  /** The machines, without credentials. */
  host: string;
  credentials: Credentials;
}

/** Seconds in which a machine of a cluster has to say who leads: the client asks one after the other, and first perhaps the one that hangs. */
const GOSSIP = 1;

const PARTS = /^esdb(?:\+discover)?:\/\/(?:([^:@/]*):([^@/]*)@)?([^/?@]+)\/?(?:\?(.*))?$/;

/** What an address may say behind the machines. The client passes over anything else, or takes it otherwise than it is meant. */
const OPTIONS = [
  'tls',
  'tlsCAFile',
  'userCertFile',
  'userKeyFile',
  'connectionName',
  'nodePreference',
  'maxDiscoverAttempts',
  'discoveryInterval',
  'gossipTimeout',
  'defaultDeadline',
  'keepAliveInterval',
  'keepAliveTimeout',
];
const flat = (option: string) => option.toLowerCase().replace(/[_-]/g, '');
const KNOWN: ReadonlySet<string> = new Set(OPTIONS.map(flat));

/** Reads a connection string. Refuses what the client would silently take otherwise than it is meant; no sentence repeats a part of it. */
export function addressOf(said: string): Address {
  const setting = said.replace(/^[^:]*/, (scheme) => scheme.toLowerCase());
  if (/^kurrentdb/.test(setting))
    throw refused('kurrentdb:// belongs to another client. Write the same address with esdb://: the servers are the same.', 'OTHER_CLIENT');
  const [, user, password, host, query = ''] = PARTS.exec(setting) ?? [];
  if (!host) throw refused('RELET_STORE is no address that can be read: esdb://user:password@host:2113, or esdb://host:2113?tls=false.');
  const options = new Map([...new URLSearchParams(query)].map(([key, value]) => [flat(key), value] as const));
  if (options.has('tlsverifycert'))
    throw refused(
      'The certificate of a server is always looked at: leave tlsVerifyCert out, and name its CA by tlsCAFile.',
      'CERTIFICATE_LOOKED_AT',
    );
  if ([...options.keys()].some((option) => !KNOWN.has(option)))
    throw refused(`RELET_STORE has an option that is not known. There are ${OPTIONS.join(', ')}.`, 'OPTION_UNKNOWN', {
      options: OPTIONS.join(', '),
    });
  const isInsecure = options.get('tls')?.toLowerCase() === 'false';
  const ca = options.get('tlscafile');
  if (ca !== undefined && !isInsecure && !existsSync(ca))
    throw new StoreError('STORE_UNTRUSTED', 'There is no file where tlsCAFile in RELET_STORE says.', { details: { case: 'NO_CA' } });
  if (isInsecure && user !== undefined)
    throw refused(
      'Without TLS a user and a password would be left out on the way: leave them out, or leave tls=false out.',
      'USER_WITHOUT_TLS',
    );
  if (!isInsecure && !user)
    throw new StoreError('STORE_USER_MISSING', 'A server with TLS asks who comes: esdb://user:password@host:2113 in RELET_STORE.');
  // Without TLS the server asks nobody; a name has to be given all the same, so that appends do not share one table (docs/decisions/0005).
  const isCluster = /^esdb\+discover:/.test(setting) || host.includes(',');
  const nameless = user === undefined ? setting : setting.replace(`${user}:${password}@`, '');
  const patient =
    isCluster && !options.has('gossiptimeout') ? `${nameless.replace(/\?$/, '')}${query ? '&' : '?'}gossipTimeout=${GOSSIP}` : nameless;
  return { setting: patient, isCluster, host, credentials: { username: plain(user ?? 'relet'), password: plain(password ?? 'relet') } };
}

const refused = (why: string, which?: StoreCase, about?: Readonly<Record<string, string>>) =>
  new StoreError('STORE_ADDRESS', why, { details: which && { case: which, ...about } });

function plain(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw refused('The user or the password of RELET_STORE is not written as in an address: use %40 for @ and %25 for %.', 'NOT_ESCAPED');
  }
}
