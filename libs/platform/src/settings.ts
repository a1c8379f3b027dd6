import { isServer } from '@relet/event-store';
import { fill, WORDS, type Words } from '@relet/words';
import { isIP } from 'node:net';

/** What a deployment can set. Every value is checked before the store is opened. */
export interface Settings {
  /** RELET_STORE: a file's path, or `esdb://...`. */
  store: string;
  /** RELET_READ_MODEL: the file of the read models. */
  readModel: string;
  /** RELET_HOST: loopback only until real identity exists. */
  host: string;
  port: number;
  /** RELET_CLOCK: `manual` only for a new, empty store. */
  clock: 'system' | 'manual';
  /** RELET_LOG: how much is logged. */
  log: 'silent' | 'error' | 'info';
  /** True when the store is opened for reading only, beside the process that writes. */
  readOnly: boolean;
  /** True when a log is served although its read models have seen events that it no longer has; it is refused otherwise. */
  logAsItIs: boolean;
}

/** Thrown for a setting with an impossible value. The start stops and names the variable. */
export class BadSetting extends Error {
  constructor(
    private readonly variable: string,
    private readonly why: keyof Words['commandLine']['settings'],
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

/** The settings from the environment; what a command line gives comes before them. Throws BadSetting. */
export function settingsFrom(env: Readonly<Record<string, string | undefined>>, given: Partial<Settings> = {}): Settings {
  const store = given.store ?? env['RELET_STORE'] ?? 'data/relet.db';
  const port = Number(given.port ?? env['RELET_PORT'] ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65535) throw new BadSetting('RELET_PORT', 'PORT');
  const host = given.host ?? env['RELET_HOST'] ?? '127.0.0.1';
  if (!isLoopback(host)) throw new BadSetting('RELET_HOST', 'LOOPBACK');
  const local = isServer(store) ? 'data/relet' : store.replace(/\.db$/, '');
  return {
    store,
    readModel: given.readModel ?? env['RELET_READ_MODEL'] ?? `${local}.read.db`,
    host,
    port,
    clock: oneOf('RELET_CLOCK', given.clock ?? env['RELET_CLOCK'] ?? 'system', ['system', 'manual']),
    log: oneOf('RELET_LOG', given.log ?? env['RELET_LOG'] ?? 'info', ['silent', 'error', 'info']),
    readOnly: given.readOnly ?? false,
    logAsItIs: given.logAsItIs ?? false,
  };
}

/** True for a name or an address of this machine itself. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function oneOf<T extends string>(variable: string, value: string, allowed: readonly T[]): T {
  if (!allowed.includes(value as T)) throw new BadSetting(variable, 'ONE_OF', allowed.join(', '));
  return value as T;
}
