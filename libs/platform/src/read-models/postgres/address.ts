import { readFileSync } from 'node:fs';
import type { ClientConfig } from 'pg';
import { BadSetting, isLoopback } from '../../settings.js';

/** Where rows are kept on a server, and who asks. */
export interface Address {
  /** What a client needs. It may hold a password: never show it. */
  client: ClientConfig;
  /** The schema that holds our tables and nothing else. */
  schema: string;
  /** Server, database and schema, without credentials. */
  shown: string;
}

const PARAMETERS = ['schema', 'host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;
type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>;
const SCHEMA = /^[a-z_][a-z0-9_]{0,50}$/;

/** Reads `postgres://user:password@host:5432/database?schema=relet&sslmode=verify-full&sslrootcert=FILE`. Throws BadSetting, which repeats no part of it. */
export function addressOf(setting: string): Address {
  if (!URL.canParse(setting)) throw wrong();
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(setting);
  const given = Object.fromEntries(searchParams) as Parameters;
  if (hash || Object.keys(given).some((name) => !PARAMETERS.includes(name as never))) throw wrong();
  const { schema = 'relet', host = decoded(hostname.replace(/^\[|\]$/g, '')) } = given;
  const database = decoded(pathname.slice(1));
  if (!host || !database || database.includes('/') || !SCHEMA.test(schema) || schema.startsWith('pg_')) throw wrong();
  const client: ClientConfig = { host, port: Number(port || 5432), database, ssl: tlsOf(host, given) };
  if (username) client.user = decoded(username);
  if (password) client.password = decoded(password);
  const place = host.startsWith('/') ? host : `${hostname}${port && `:${port}`}`;
  return { client, schema, shown: `${place}/${database}${schema === 'relet' ? '' : `, schema ${schema}`}` };
}

/** On the way to another machine rows and password are sealed, and the server proves its name, unless the setting says otherwise. */
function tlsOf(host: string, { sslmode, sslrootcert, sslcert, sslkey }: Parameters): ClientConfig['ssl'] {
  const isHere = host.startsWith('/') || isLoopback(host);
  const mode = sslmode ?? (isHere && sslrootcert === undefined ? 'disable' : 'verify-full');
  if (mode !== 'disable' && mode !== 'verify-full') throw new BadSetting('RELET_READ_MODEL', 'ROWS_TLS');
  if (mode === 'disable') return false;
  return {
    rejectUnauthorized: true,
    ...(sslrootcert !== undefined && { ca: fileOf(sslrootcert) }),
    ...(sslcert !== undefined && { cert: fileOf(sslcert) }),
    ...(sslkey !== undefined && { key: fileOf(sslkey) }),
  };
}

function fileOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BadSetting('RELET_READ_MODEL', 'FILE_UNREADABLE');
  }
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong();
  }
}

const wrong = () => new BadSetting('RELET_READ_MODEL', 'ROWS_ADDRESS');
