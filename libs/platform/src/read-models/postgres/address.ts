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

/** The setting of the rows. */
const ROWS = 'RELET_READ_MODEL';

/** Which setting it is, and the schema where it names none. */
interface Asked {
  variable?: string;
  schema?: string;
}

const PARAMETERS = ['schema', 'host', 'sslmode', 'sslrootcert', 'sslcert', 'sslkey'] as const;
type Parameters = Partial<Record<(typeof PARAMETERS)[number], string>>;
const SCHEMA = /^[a-z_][a-z0-9_]{0,50}$/;

/** Reads `postgres://user:password@host:5432/database?schema=relet&sslmode=verify-full&sslrootcert=FILE`. Throws BadSetting, which repeats no part of it. */
export function addressOf(setting: string, asked: Asked = {}): Address {
  const wrong = () => new BadSetting(asked.variable ?? ROWS, 'ROWS_ADDRESS');
  if (!URL.canParse(setting)) throw wrong();
  const { hostname, port, username, password, pathname, searchParams, hash } = new URL(setting);
  const given = Object.fromEntries(searchParams) as Parameters;
  if (hash || Object.keys(given).some((name) => !PARAMETERS.includes(name as never))) throw wrong();
  const named = asked.schema ?? 'relet';
  const { schema = named, host = decoded(hostname.replace(/^\[|\]$/g, ''), wrong) } = given;
  const database = decoded(pathname.slice(1), wrong);
  if (!host || !database || database.includes('/') || !SCHEMA.test(schema) || schema.startsWith('pg_')) throw wrong();
  const client: ClientConfig = { host, port: Number(port || 5432), database, ssl: tlsOf(host, given, asked.variable ?? ROWS) };
  if (username) client.user = decoded(username, wrong);
  if (password) client.password = decoded(password, wrong);
  const place = host.startsWith('/') ? host : `${hostname}${port && `:${port}`}`;
  return { client, schema, shown: `${place}/${database}${schema === named ? '' : `, schema ${schema}`}` };
}

/** On the way to another machine rows and password are sealed, and the server proves its name, unless the setting says otherwise. */
function tlsOf(host: string, { sslmode, sslrootcert, sslcert, sslkey }: Parameters, variable: string): ClientConfig['ssl'] {
  const isHere = host.startsWith('/') || isLoopback(host);
  const mode = sslmode ?? (isHere && sslrootcert === undefined ? 'disable' : 'verify-full');
  if (mode !== 'disable' && mode !== 'verify-full') throw new BadSetting(variable, 'ROWS_TLS');
  if (mode === 'disable') return false;
  return {
    rejectUnauthorized: true,
    ...(sslrootcert !== undefined && { ca: fileOf(sslrootcert, variable) }),
    ...(sslcert !== undefined && { cert: fileOf(sslcert, variable) }),
    ...(sslkey !== undefined && { key: fileOf(sslkey, variable) }),
  };
}

function fileOf(path: string, variable: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    throw new BadSetting(variable, 'FILE_UNREADABLE');
  }
}

function decoded(text: string, wrong: () => BadSetting): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw wrong();
  }
}

/** The same address with a schema of another name beside that of the rows. */
export function withSchemaBeside(setting: string, name: string): string {
  const { schema } = addressOf(setting);
  const url = new URL(setting);
  url.searchParams.set('schema', schema === 'relet' ? name : `${schema}_${name}`);
  return url.href;
}
