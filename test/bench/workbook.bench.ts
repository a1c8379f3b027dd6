/** Measures how long others wait for an answer while a server reads, checks and takes in a workbook of 20,000 re-lettings. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { relettings, SPREADSHEET } from '../../apps/cli/src/demo/relettings.js';
import { COLUMN_NAMES, headerOf } from '@relet/reletting';
import { xlsxOf, type Made } from '../import/zip.js';
import { line, scratch } from './report.js';

const ROWS = 20_000;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const folder = mkdtempSync(join(scratch(), 'relet-bench-'));

const all = [...relettings({ ...SPREADSHEET, homes: ROWS / 10, from: '2004-01-01', stay: 650 })].slice(0, ROWS);
const columns = COLUMN_NAMES.filter((column) => all.some((row) => row[column] !== undefined));
const rows: Made[][] = [columns.map((column) => headerOf(column)), ...all.map((row) => columns.map((column) => row[column] ?? ''))];
const body = new Uint8Array(xlsxOf({ Ark1: { rows } }));

const server = fork(resolve('dist/program/relet.js'), ['serve', '--lang', 'en', '--store', join(folder, 'relet.db'), '--port', '0'], {
  env: { ...process.env, NODE_OPTIONS: '', RELET_DEMO: 'principals' },
  silent: true,
  execArgv: [],
});
// The server writes a line of its log for each answer: one that nobody reads would hold it up once the pipe is full.
server.stdout?.resume();
const address = await new Promise<string>((found, gone) => {
  let said = '';
  server.once('exit', (code) => gone(new Error(`The server ended with ${code ?? 'a signal'}: ${said}`)));
  setTimeout(() => gone(new Error(`The server does not say where it is: ${said}`)), 180_000).unref();
  server.stderr?.on('data', (text: Buffer) => {
    said += text.toString();
    const [, url] = /served on (\S+)\s/.exec(said) ?? [];
    if (url) found(url);
  });
}).catch((error: unknown) => {
  server.kill('SIGKILL');
  throw error;
});

/** Asks for health again and again until the work is done; answers the milliseconds of each answer. */
async function waited(isDone: () => boolean): Promise<number[]> {
  const times: number[] = [];
  while (!isDone()) {
    const begun = performance.now();
    await (await fetch(`${address}/livez`, { signal: AbortSignal.timeout(60_000) })).text();
    times.push(performance.now() - begun);
    await new Promise((next) => setTimeout(next, 2));
  }
  return times.sort((a, b) => a - b);
}

for (const how of ['dryRun=true', 'dryRun=false']) {
  let done = false;
  const begun = performance.now();
  const answer = fetch(`${address}/v1/imports?name=large.xlsx&${how}`, {
    method: 'POST',
    headers: { authorization: 'Bearer demo-operator', 'content-type': XLSX },
    body,
    signal: AbortSignal.timeout(1_200_000),
  }).then((response) => response.text().finally(() => (done = true)));
  const times = await waited(() => done);
  const told = (await answer).trimEnd().split('\n').at(-1) ?? '';
  const { report } = JSON.parse(told) as { report: { good: number } };
  if (report.good !== ROWS) throw new Error(`Of ${ROWS} rows ${report.good} were good.`);
  line(`${ROWS} rows of a workbook, ${how}`, performance.now() - begun, 'ms');
  line(`  health was asked ${times.length} times; the median`, times[Math.floor(times.length / 2)] ?? 0, 'ms');
  line('  99 of 100', times[Math.floor(times.length * 0.99)] ?? 0, 'ms');
  line('  the longest (goal 100)', times.at(-1) ?? 0, 'ms');
}
server.kill('SIGTERM');
await once(server, 'exit');
rmSync(folder, { recursive: true, force: true });
