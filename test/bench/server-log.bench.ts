/**
 * Measures a server with a long log: making all rows, a start with current rows, a read by the command line through the running server, and the memory of the server for a
 * quarter of the log and for all of it. With ESDB_URL on that server, which must be empty, else on the stand-in; RELET_BENCH_EVENTS says how many events (120,000).
 */
import { execFileSync, fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { writeLongLog } from '../faults/long-log.js';
import { line, scratch } from './report.js';

const EVENTS = Number(process.env['RELET_BENCH_EVENTS'] ?? 120_000);
const RELET = resolve('dist/program/relet.js');
const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const named = process.env['ESDB_URL'];
const child =
  named === undefined
    ? fork(resolve('dist/libs/event-store/src/testing/stand-in-program.js'), [join(folder, 'log.db')], { silent: true })
    : undefined;
const store = named ?? (await new Promise<string>((said) => child?.stdout?.once('data', (text: Buffer) => said(text.toString().trim()))));

/** `relet serve` on rows of its own, with the milliseconds until it served. */
async function served(readModel: string): Promise<{ server: ChildProcess; ms: number }> {
  const begun = performance.now();
  const server = fork(RELET, ['serve', '--port', '0'], {
    env: { ...process.env, RELET_STORE: store, RELET_READ_MODEL: readModel, RELET_LOG: 'error' },
    silent: true,
  });
  await new Promise<void>((resolved, failed) => {
    server.stderr?.on('data', (text: Buffer) => text.includes('served on') && resolved());
    server.once('exit', () => failed(new Error('relet serve has ended.')));
  });
  return { server, ms: performance.now() - begun };
}

async function stop(server: ChildProcess): Promise<void> {
  server.kill('SIGTERM');
  await once(server, 'exit');
}

/** The most memory that a process has had, in megabytes. */
function most({ pid }: ChildProcess): number {
  return Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1_024;
}

/** Writes the log on to so many events, and has all rows made. Answers where the rows lie, and the memory that it took. */
async function made(count: number, home: number): Promise<{ readModel: string; memory: number; home: number; ms: number }> {
  const begun = performance.now();
  const next = await writeLongLog(store, count, home);
  line(`${count.toLocaleString('en')} events written`, (count / (performance.now() - begun)) * 1_000, 'a second');
  const readModel = join(folder, `rows-${next}.db`);
  const { server, ms } = await served(readModel);
  const memory = most(server);
  await stop(server);
  return { readModel, memory, home: next, ms };
}

await stop((await served(join(folder, 'first.db'))).server);
const quarter = await made(EVENTS / 4, 0);
const whole = await made(EVENTS - EVENTS / 4, quarter.home);
line('all rows made, events a second', EVENTS / (whole.ms / 1_000), 'a second');
line('memory at most, a quarter of the events', quarter.memory, 'MB');
line('memory at most, all of them', whole.memory, 'MB', whole.memory / quarter.memory, 1.5);
const { server, ms } = await served(whole.readModel);
line('start with current rows', ms, 'ms', ms / 1_000, 1);
for (const argv of [['--version'], ['next', 'eksempel.1'], ['vacancy', '--from', '2010-01-01', '--to', '2010-03-31']]) {
  const begun = performance.now();
  execFileSync(process.execPath, [RELET, ...argv], {
    env: { ...process.env, RELET_STORE: store, RELET_READ_MODEL: whole.readModel },
    maxBuffer: 1e9,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const taken = performance.now() - begun;
  line(`relet ${argv[0]}, through the running server`, taken, 'ms', taken / 1_000, 1);
}
line('memory at most, once it serves', most(server), 'MB');
await writeLongLog(store, EVENTS / 4, whole.home);
await new Promise((resolved) => setTimeout(resolved, 3_000));
line('memory at most, after it has followed more', most(server), 'MB');
await stop(server);
child?.kill();
process.exit(0);
