import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';

const run = promisify(execFile);
const USER = 'relet';
/** Looked for in what servers of tests say. */
const PASSWORD = 'hemmelig-kode';
const VERSIONS = '/usr/lib/postgresql';
/** Read models need 15 or later. */
const programs = existsSync(VERSIONS)
  ? readdirSync(VERSIONS)
      .filter((version) => Number(version) >= 15)
      .map((version) => join(VERSIONS, version, 'bin'))
      .find((folder) => existsSync(join(folder, 'initdb')))
  : undefined;

/** False where Debian's package `postgresql` is not installed: what needs it is skipped, and says so. In CI nothing is skipped. */
export const hasPostgres = programs !== undefined;
if (!hasPostgres && process.env['CI'] === 'true')
  throw new Error('The package postgresql is not installed, and its tests would be skipped.');

/** A real server of a test's own, without a database of anybody else: its files lie in a temporary folder. */
export class Postgres {
  private constructor(
    readonly folder: string,
    readonly port: number,
  ) {}

  /** Makes an empty one, and starts it. Danish is the order of its texts unless a column says otherwise. */
  static async start(folder = mkdtempSync(join(tmpdir(), 'relet-postgres-'))): Promise<Postgres> {
    // The server does not run as root: its own user has to pass through our folders, which are nobody else's.
    if (isRoot) letThrough(tmpdir());
    chmodSync(folder, 0o777);
    const [data, password] = [join(folder, 'data'), join(folder, 'password')];
    writeFileSync(password, PASSWORD);
    const locale = ['--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=da'];
    await program('initdb', '-D', data, '-U', USER, '-A', 'scram-sha-256', `--pwfile=${password}`, '-E', 'UTF8', ...locale, '--no-sync');
    const postgres = new Postgres(folder, await freePort());
    await postgres.begin();
    return postgres;
  }

  /** One that another process of the same run has started. */
  static at(folder: string): Postgres {
    return new Postgres(folder, Number(readFileSync(join(folder, 'port'), 'utf8')));
  }

  async begin(): Promise<void> {
    const given = {
      port: this.port,
      listen_addresses: '127.0.0.1',
      unix_socket_directories: this.folder,
      fsync: 'off',
      max_connections: 200,
    };
    const options = Object.entries(given).map(([name, value]) => `-c ${name}=${value}`);
    await program('pg_ctl', '-D', join(this.folder, 'data'), '-w', '-l', join(this.folder, 'log'), '-o', options.join(' '), 'start');
  }

  /** `immediate`: as when the machine loses its power. */
  async stop(mode: 'fast' | 'immediate' = 'immediate'): Promise<void> {
    await program('pg_ctl', '-D', join(this.folder, 'data'), '-m', mode, '-w', 'stop');
  }

  /** RELET_READ_MODEL for a schema that nobody else has. */
  setting(schema = `of_${randomBytes(8).toString('hex')}`): string {
    return `postgres://${USER}:${PASSWORD}@127.0.0.1:${this.port}/postgres?schema=${schema}`;
  }

  /** The same in another database of this server, which is made when it is not there. */
  async settingIn(database: string, schema?: string): Promise<string> {
    await this.ask(`CREATE DATABASE ${database}`).catch((error: { code?: string }) => {
      // Somebody else has made it, or is making it.
      if (!['42P04', '23505'].includes(error.code ?? '')) throw error;
    });
    return this.setting(schema).replace('/postgres?', `/${database}?`);
  }

  /** Copies a schema of the database of a setting into a file, as an operator does. */
  async dump(setting: string, schema: string, ...given: string[]): Promise<string> {
    const file = join(this.folder, `${schema}.${randomBytes(4).toString('hex')}.sql`);
    await program('pg_dump', '-d', withoutSchema(setting), `--schema=${schema}`, `--file=${file}`, ...given);
    return file;
  }

  /** Puts such a copy in the place of the schema. */
  async putBack(setting: string, schema: string, file: string): Promise<void> {
    await this.ask(`DROP SCHEMA ${schema} CASCADE`, setting);
    await program('psql', '-d', withoutSchema(setting), '-q', '-v', 'ON_ERROR_STOP=1', '-f', file);
  }

  /** The rows of what is found, or of the last statement; names are those of the schema of a setting. */
  async ask<R extends object>(sql: string, setting?: string): Promise<R[]> {
    const schema = setting === undefined ? 'public' : new URL(setting).searchParams.get('schema');
    const client = await this.connected(USER, PASSWORD, setting === undefined ? 'postgres' : new URL(setting).pathname.slice(1));
    try {
      await client.query(`SET search_path = "${schema}"`);
      const result = await client.query<R>(sql);
      return (Array.isArray(result) ? (result.at(-1) as pg.QueryResult<R>) : result).rows;
    } finally {
      await client.end();
    }
  }

  /** A connection of anybody. End it. */
  async connected(user = USER, password = PASSWORD, database = 'postgres'): Promise<pg.Client> {
    const client = new pg.Client({ host: '127.0.0.1', port: this.port, user, password, database });
    client.on('error', () => undefined);
    await client.connect();
    return client;
  }

  /** Ends connections of relet, as an operator or a broken network does: all, or those amid a transaction. Answers how many. */
  async cut(which: 'all' | 'amid a transaction' = 'all'): Promise<number> {
    const amid = which === 'all' ? '' : 'AND xact_start IS NOT NULL';
    return (await this.ask(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'relet%' ${amid}`)).length;
  }
}

const withoutSchema = (setting: string) => setting.replace(/\?.*$/, '');

const sharedFolder = () => join(tmpdir(), 'postgres');

/** The server that all tests of a run share, each with a schema of its own. The first who asks starts it. */
export async function sharedPostgres(): Promise<Postgres> {
  const folder = sharedFolder();
  const ready = join(folder, 'port');
  if (isMade(folder)) {
    const { port } = await Postgres.start(folder);
    writeFileSync(ready, String(port));
  }
  for (let n = 0; n < 600 && !existsSync(ready); n++) await setTimeout(100);
  return Postgres.at(folder);
}

/** Stops it when the run ends, if anybody has started it. */
export async function stopShared(): Promise<void> {
  if (existsSync(join(sharedFolder(), 'port'))) await Postgres.at(sharedFolder()).stop();
}

/** True for the one that has made it. */
function isMade(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

const isRoot = process.getuid?.() === 0;

async function program(name: string, ...given: string[]): Promise<void> {
  const path = join(programs ?? '', name);
  await (isRoot ? run('runuser', ['-u', 'postgres', '--', path, ...given], { cwd: '/' }) : run(path, given));
}

function letThrough(folder: string): void {
  const { mode } = statSync(folder);
  if (!(mode & 0o001)) chmodSync(folder, (mode & 0o7777) | 0o011);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
