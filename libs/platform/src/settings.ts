import { isServer } from '@relet/event-store';
import { fill, WORDS, type Words } from '@relet/words';
import { isIP } from 'node:net';

/** What a deployment can set. Every value is checked before the store is opened. */
export interface Settings {
  /** RELET_STORE: a file's path, or `esdb://...`. */
  store: string;
  /** RELET_READ_MODEL: the file of the read models. */
  readModel: string;
  /** RELET_USERS: the file of the users and service accounts, or `postgres://...` where several machines share them. */
  users: string;
  /** RELET_USERS_KEY: the file of the key under which users' keys for codes are sealed. */
  usersKey: string;
  /** RELET_OIDC: a JSON file that says which identity provider is asked, and what its claims mean. */
  oidc: string | undefined;
  /** RELET_HOST: loopback, or any address where `publicUrl` is set. */
  host: string;
  port: number;
  /** RELET_PUBLIC_URL: the origin under which people reach the server from elsewhere, `https://...`. */
  publicUrl: string | undefined;
  /** RELET_TLS_CERT and RELET_TLS_KEY: files with the certificate and its key. */
  tls: { cert: string; key: string } | undefined;
  /** RELET_TRUSTED_PROXY: addresses of the proxies that end TLS before this server, and alone may reach it from elsewhere. */
  trustedProxy: readonly string[];
  /** RELET_WATCH: an address and port, or a port of this machine, where programs that watch ask how the process stands. */
  watch: { host: string; port: number } | undefined;
  /** RELET_BACKUPS: the folder of the backups, whose age the metrics tell. */
  backups: string | undefined;
  /** RELET_DEMO=principals: demo principals act on this machine, also in a store with the machine's clock. */
  demo: boolean;
  /** RELET_CLOCK: `manual` only for a new, empty store. */
  clock: 'system' | 'manual';
  /** RELET_LOG: how much is logged. */
  log: 'silent' | 'error' | 'info';
  /** `--role`: what of the whole this process does. */
  role: Role;
  /** True when the store is opened for reading only, beside the process that writes. */
  readOnly: boolean;
  /** True when an empty log is begun with the first event that is written into it, and not when it is opened: what is refused leaves no trace of itself. */
  beginsLate: boolean;
  /** True when a log is served although its read models have seen events that it no longer has; it is refused otherwise. */
  logAsItIs: boolean;
  /** Where persons are kept: apart from the log, and from each other. */
  persons: PersonsSettings;
}

/** The roles that a process can have; `all` where one does everything. */
export const ROLES = ['all', 'api', 'projector', 'worker'] as const;
export type Role = (typeof ROLES)[number];

/** Where persons are kept: in files, each of which may lie on a disk of its own, or on servers, where several processes share them. */
export interface PersonsSettings {
  /** RELET_PERSONS: who a pseudonym is, sealed. On a server it lies with the rows. */
  register: string;
  /** RELET_KEYS: the keys that open it, wrapped: a file, or `postgres://...` for all that is kept of persons on servers. */
  keys: string;
  /** RELET_MASTER_KEY: the key that unwraps them; only its owner may read it. */
  masterKey: string;
  /** RELET_ACCESS_LOG: the folder of who has read what. On a server it lies with the rows. */
  accessLog: string;
  /** RELET_ERASURES: who was erased, outside every backup: a file, or a database of its own. */
  erasures: string;
}

/** Thrown for a setting with an impossible value. The start stops and names the variable. */
export class BadSetting extends Error {
  constructor(
    private readonly variable: string,
    readonly why: keyof Words['commandLine']['settings'],
    private readonly values = '',
  ) {
    super();
    this.name = 'BadSetting';
    this.message = this.told(WORDS.en);
  }

  /** What is wrong, as a sentence. */
  told({ commandLine: { settings } }: Words): string {
    return fill(settings[this.why], { variable: this.variable, values: this.values });
  }
}

/** True for a setting that names a server of tables, not a file. */
export const isPostgres = (setting: string): boolean => /^postgres(ql)?:\//i.test(setting);

/** A file's path. Throws BadSetting for an address: it would be made a folder of that name, password and all. */
function file(variable: string, path: string, why: 'NO_ADDRESS' | 'ROWS_ADDRESS' = 'NO_ADDRESS'): string {
  if (isServer(path)) throw new BadSetting(variable, why);
  return named(variable, path);
}

/** SQLite's name for a database that is in no file. */
const IN_MEMORY = ':memory:';

/** A name that is one. Throws BadSetting for an empty one, which SQLite takes for a file that it deletes at the end, and for a database in memory: what is kept there is lost. */
function named(variable: string, name: string): string {
  if (!name.trim()) throw new BadSetting(variable, 'NO_NAME');
  if (name.trim() === IN_MEMORY) throw new BadSetting(variable, 'NOT_KEPT');
  return name;
}

/** Where the key of a file of users lies unless a place is named. */
export const usersKeyBeside = (users: string): string => `${users.replace(/\.db$/, '')}.key`;

/** Users are in a file, or on a server. */
const usersIn = (setting: string) => (isPostgres(setting) ? setting : file('RELET_USERS', setting));

/** The settings from the environment; what a command line gives comes before them. Throws BadSetting. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>, given: Partial<Settings> = {}): Settings {
  const store = named('RELET_STORE (--store)', given.store ?? env['RELET_STORE'] ?? 'data/relet.db');
  const port = Number(given.port ?? env['RELET_PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new BadSetting('RELET_PORT', 'PORT');
  const reach = reachOf(env, given);
  const demo = given.demo ?? (Boolean(env['RELET_DEMO']) && oneOf('RELET_DEMO', env['RELET_DEMO'] ?? '', ['principals']) === 'principals');
  if (demo && (!isLoopback(reach.host) || reach.publicUrl !== undefined)) throw new BadSetting('RELET_DEMO', 'DEMO_BEYOND_LOOPBACK');
  const local = isServer(store) ? 'data/relet' : store.replace(/\.db$/, '');
  const path = (variable: string, otherwise: string) => file(variable, env[variable] ?? otherwise);
  const users = given.users ?? usersIn(env['RELET_USERS'] ?? `${local}.users.db`);
  const readModel = given.readModel ?? env['RELET_READ_MODEL'] ?? `${local}.read.db`;
  return {
    store,
    // Rows may be in memory: they are made anew.
    readModel: isPostgres(readModel) || readModel === IN_MEMORY ? readModel : file('RELET_READ_MODEL', readModel, 'ROWS_ADDRESS'),
    users,
    usersKey: given.usersKey ?? path('RELET_USERS_KEY', usersKeyBeside(isPostgres(users) ? `${local}.users.db` : users)),
    oidc: given.oidc ?? env['RELET_OIDC'],
    ...reach,
    port,
    watch: given.watch ?? watchIn(env['RELET_WATCH']),
    backups: given.backups ?? (env['RELET_BACKUPS'] === undefined ? undefined : path('RELET_BACKUPS', '')),
    demo,
    clock: oneOf('RELET_CLOCK', given.clock ?? env['RELET_CLOCK'] ?? 'system', ['system', 'manual']),
    log: oneOf('RELET_LOG', given.log ?? env['RELET_LOG'] ?? 'info', ['silent', 'error', 'info']),
    role: given.role ?? 'all',
    readOnly: given.readOnly ?? false,
    beginsLate: given.beginsLate ?? false,
    logAsItIs: given.logAsItIs ?? false,
    persons: given.persons ?? personsIn(env, path, { local, readModel }),
  };
}

/** Persons are kept in files, or all of them on servers: half of them in files would be another register in each process. Throws BadSetting. */
function personsIn(
  env: Readonly<Record<string, string | undefined>>,
  path: (variable: string, otherwise: string) => string,
  { local, readModel }: { local: string; readModel: string },
): PersonsSettings {
  const shared = isPostgres(env['RELET_KEYS'] ?? '');
  const place = (variable: string, otherwise: string) => (shared ? (env[variable] ?? otherwise) : path(variable, otherwise));
  if (shared && !isPostgres(readModel)) throw new BadSetting('RELET_READ_MODEL', 'PERSONS_NEED_ROWS');
  if (isPostgres(env['RELET_ERASURES'] ?? '') !== shared) throw new BadSetting('RELET_ERASURES', 'PERSONS_TOGETHER');
  for (const variable of ['RELET_PERSONS', 'RELET_ACCESS_LOG'])
    if (shared && env[variable] !== undefined) throw new BadSetting(variable, 'PERSONS_WITH_ROWS');
  return {
    register: path('RELET_PERSONS', `${local}.persons.db`),
    keys: place('RELET_KEYS', `${local}.keys.db`),
    masterKey: path('RELET_MASTER_KEY', `${local}.master.key`),
    accessLog: path('RELET_ACCESS_LOG', `${local}.access`),
    erasures: place('RELET_ERASURES', `${local}.erasures.ndjson`),
  };
}

type Reach = Pick<Settings, 'host' | 'publicUrl' | 'tls' | 'trustedProxy'>;

/** Where the server is reached: beyond this machine only under a name that is set. */
function reachOf(env: Readonly<Record<string, string | undefined>>, given: Partial<Settings>): Reach {
  const host = given.host ?? env['RELET_HOST'] ?? '127.0.0.1';
  const [cert, key] = [env['RELET_TLS_CERT'], env['RELET_TLS_KEY']];
  if ((cert === undefined) !== (key === undefined)) throw new BadSetting(cert ? 'RELET_TLS_KEY' : 'RELET_TLS_CERT', 'TLS_NEEDS_BOTH');
  const tls = given.tls ?? (cert !== undefined && key !== undefined ? { cert, key } : undefined);
  const trustedProxy = given.trustedProxy ?? (env['RELET_TRUSTED_PROXY'] ?? '').split(',').filter(Boolean);
  if (trustedProxy.some((address) => !isIP(address))) throw new BadSetting('RELET_TRUSTED_PROXY', 'ADDRESSES');
  const named = given.publicUrl ?? env['RELET_PUBLIC_URL'];
  const publicUrl = named === undefined ? undefined : originIn(named);
  if (trustedProxy.length && publicUrl === undefined) throw new BadSetting('RELET_PUBLIC_URL', 'NAME_NEEDED');
  if (!isLoopback(host) && publicUrl === undefined) throw new BadSetting('RELET_HOST', 'LOOPBACK');
  return { host, publicUrl, tls, trustedProxy };
}

/** `9464`, `10.0.0.5:9464`, `[::]:9464`. Throws BadSetting. */
function watchIn(value: string | undefined): Settings['watch'] {
  if (value === undefined) return undefined;
  const [, bracketed, plain = '127.0.0.1', port = ''] = /^(?:(?:\[([\da-f:.]+)\]|([\d.]+)):)?(\d{1,5})$/i.exec(value) ?? [];
  const host = bracketed ?? plain;
  if (!isIP(host) || port === '' || Number(port) > 65535) throw new BadSetting('RELET_WATCH', 'WATCH');
  return { host, port: Number(port) };
}

/** Several processes share a log and rows only where both can be shared. Throws BadSetting. */
export function mustFitRole({ role, store, readModel }: Settings): void {
  if (role === 'all') return;
  if (!isServer(store)) throw new BadSetting('--role', 'ROLE_OF_FILE', role);
  if (readModel === IN_MEMORY) throw new BadSetting('RELET_READ_MODEL', 'ROLE_IN_MEMORY', role);
}

/** Others are answered only with TLS: the server's own, or that of a proxy that is named. A command line that serves nobody may know the name alone. Throws BadSetting. */
export function mustBeSecured({ publicUrl, tls, trustedProxy }: Reach): void {
  if (publicUrl !== undefined && !tls && !trustedProxy.length) throw new BadSetting('RELET_PUBLIC_URL', 'SECURED');
}

function originIn(url: string): string {
  if (!URL.canParse(url)) throw new BadSetting('RELET_PUBLIC_URL', 'ORIGIN');
  const { protocol, origin, href } = new URL(url);
  if (protocol !== 'https:' || href !== `${origin}/`) throw new BadSetting('RELET_PUBLIC_URL', 'ORIGIN');
  return origin;
}

/** True for a name or an address of this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function oneOf<T extends string>(variable: string, value: string, allowed: readonly T[]): T {
  if (!allowed.includes(value as T)) throw new BadSetting(variable, 'ONE_OF', allowed.join(', '));
  return value as T;
}
