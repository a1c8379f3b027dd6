import { execFile, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, watch } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { said as keep } from '../temporary-folder/said.js';

const env = { ...process.env, NODE_OPTIONS: '' };

/** The program that people start. */
export const PROGRAM = resolve('dist/program/relet.js');
/** The same before it was joined into few files, for a test that reaches into its parts. */
export const PROGRAM_IN_PARTS = resolve('dist/apps/cli/src/main.js');

/** A path for the store of a test. */
export const newStore = () => join(mkdtempSync(join(tmpdir(), 'relet-ops-')), 'relet.db');

/** Servers that run; those that a failed test has left behind are ended at the end. */
const running = new Set<ChildProcess>();
afterAll(() => running.forEach((child) => child.kill('SIGKILL')));

/** A server as a process of its own. */
export interface ServerProcess {
  child: ChildProcess;
  address: string;
  /** All that it has written to stdout and to stderr so far. */
  said: { out: string; talk: string };
  /** Resolves with its exit code, or the signal that ended it. */
  ended: Promise<number | string>;
  /** Asks it to stop, and waits until it has. */
  stop(): Promise<number | string>;
}

/** Starts `relet serve` on a store, on a free port unless one is named, in one role where one is named. Fails when it ends before it serves. */
export async function serveApart(
  store: string,
  given: Record<string, string> = {},
  port = '0',
  role = 'all',
  program = PROGRAM,
): Promise<ServerProcess> {
  const child = fork(program, ['serve', '--store', store, '--port', port, '--role', role], {
    env: { ...env, ...given },
    silent: true,
    execArgv: [],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  const said = { out: '', talk: '' };
  const ended = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text: Buffer) => keep(text.toString()));
  child.stdout?.on('data', (text: Buffer) => (said.out += text.toString()));
  const address = await new Promise<string>((found, failed) => {
    child.stderr?.on('data', (text: Buffer) => {
      said.talk += text.toString();
      const [, url] = /served on (\S+)|relet's \w+ runs/.exec(said.talk) ?? [undefined, undefined];
      if (url !== undefined || /relet's \w+ runs/.test(said.talk)) found(url ?? '');
    });
    child.once('exit', () => failed(new Error(said.talk)));
  });
  return { child, address, said, ended, stop: () => (child.kill('SIGTERM'), ended) };
}

/** Runs one command line in a process of its own, while this process goes on. */
export const reletApart = (...argv: string[]) => reletUnder({}, ...argv);

/** The same with settings of the machine, like its locale. */
export function reletUnder(given: Record<string, string>, ...argv: string[]): Promise<{ exit: number; out: string; talk: string }> {
  const settings = { env: { ...env, ...given }, timeout: 60_000 };
  return new Promise((done) => {
    execFile(process.execPath, [PROGRAM, ...argv], settings, (error, out, talk) =>
      done({ exit: error ? Number(error.code ?? -1) : 0, out, talk }),
    );
  });
}

/** Runs one command line and kills it some milliseconds after a partial file has appeared in a folder, unless it has ended by then. */
export async function reletKilled(folder: string, after: number, ...argv: string[]): Promise<void> {
  const child = fork(PROGRAM, argv, { env, silent: true, execArgv: [] });
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(folder, (_, name) => {
    if (name?.endsWith('.partial')) timer ??= setTimeout(() => child.kill('SIGKILL'), after);
  });
  await once(child, 'exit');
  clearTimeout(timer);
  watcher.close();
}

/** Gives one command over HTTP; answers its status and body. */
export async function give(
  address: string,
  path: string,
  body: object,
  key: string,
): Promise<{ status: number; type: string | null; body: Given }> {
  const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json', 'idempotency-key': key };
  const response = await fetch(`${address}/v1/units/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  return { status: response.status, type: response.headers.get('content-type'), body: (await response.json()) as Given };
}

/** The parts of a command's answer that tests look at. */
export interface Given {
  position?: string;
  code?: string;
  revision?: number;
  events?: { id: string; type: string }[];
}

/** The fields with which a home is registered. */
export const REGISTRATION = {
  effective: '2020-01-01',
  kind: 'care_home',
  municipality: 'eksempel',
  building: 'Solgaarden',
  rentOere: 1,
  occupiedSince: '2020-01-01',
};
