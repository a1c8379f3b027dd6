/** Sends 200 commands a second over HTTP for a minute, re-letting after re-letting, to a store with ten years of history and every projection. */
import { fork, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createApi, listen } from '../../apps/api/src/index.js';
import { relettings, SPREADSHEET, toCsv } from '../../apps/cli/src/demo/relettings.js';
import type { EventStore } from '@relet/event-store';
import { EVENT_STORE, ReadModels, settingsFrom } from '@relet/platform';
import { Imports } from '@relet/reletting';
import { line, scratch } from './report.js';

const RATE = 200;
const SECONDS = Number(process.env['RELET_LOAD_SECONDS'] ?? 60);
const HOMES = 300;
const today = new Date().toISOString().slice(0, 10);

/** The steps of one re-letting, all on one day: path and fields. */
const steps = (round: number): [string, object][] => [
  ['/vacated', { reason: 'eviction' }],
  ['/keys', {}],
  ['/inspection', { works: 'standard' }],
  ['/works', { due: today }],
  ['/offers', { offerId: `o${round}`, direct: true, respondBy: today }],
  [`/offers/o${round}/acceptance`, {}],
  ['/works/completion', {}],
  ['/contract', { rentFrom: today }],
  ['/move-in', {}],
];

/** Sends requests at a fixed rate from a process of its own, without waiting for answers; answers the milliseconds of each. */
async function load(address: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 64 });
  const post = (path: string, body: object) =>
    new Promise<{ status: number; ms: number }>((resolve, reject) => {
      const begun = performance.now();
      const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
      const sent = request(`${address}${path}`, { method: 'POST', agent, headers }, (answer) =>
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, ms: performance.now() - begun })),
      );
      sent.on('error', reject).end(JSON.stringify({ effective: today, ...body }));
    });
  const home = {
    effective: '2020-01-01',
    kind: 'care_home',
    municipality: 'eksempel',
    building: 'Bench',
    rentOere: 600000,
    occupiedSince: '2020-01-01',
  };
  for (let n = 0; n < HOMES; n++) await post(`/v1/units/eksempel.load${n}`, home);
  const answers: Promise<{ status: number; ms: number }>[] = [];
  const begun = performance.now();
  for (let n = 0; n < RATE * SECONDS; n++) {
    const due = begun + (n * 1000) / RATE;
    if (due > performance.now()) await wait(due - performance.now());
    const turn = Math.floor(n / HOMES);
    const [path, fields] = steps(Math.floor(turn / 9))[turn % 9] as [string, object];
    answers.push(post(`/v1/units/eksempel.load${n % HOMES}${path}`, fields));
  }
  const all = await Promise.all(answers);
  process.send?.({ taken: all.filter(({ status }) => status === 200).length, ms: all.map(({ ms }) => ms) });
  agent.destroy();
}

const percentile = (all: readonly number[], p: number) => [...all].sort((a, b) => a - b)[Math.floor(((all.length - 1) * p) / 100)] ?? 0;

/** Megabytes of memory of a demo that is idle. */
async function idleDemo(folder: string): Promise<number> {
  const demo = spawn(process.execPath, ['dist/program/relet.js', 'demo', '--port', '0', '--store', join(folder, 'demo.db')], {
    stdio: 'ignore',
  });
  await wait(20_000);
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${demo.pid}/status`, 'utf8')) ?? [];
  demo.kill('SIGTERM');
  return Number(kilobytes) / 1024;
}

const [, , address] = process.argv;
if (address) await load(address);
else {
  const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
  const settings = settingsFrom({}, { store: join(folder, 'relet.db'), demo: true, port: 0, log: 'silent' });
  const api = await createApi(settings);
  const url = await listen(api, settings);
  const history = toCsv(relettings({ ...SPREADSHEET, homes: 400, from: '2015-01-01' }));
  await api.get(Imports, { strict: false }).run(Buffer.from(history), { name: 'history.csv' });
  const [store, readModels] = [api.get<EventStore>(EVENT_STORE, { strict: false }), api.get(ReadModels, { strict: false })];
  const append = store.append.bind(store);
  const visible: number[] = [];
  store.append = async (...order) => {
    const result = await append(...order);
    const begun = performance.now();
    void readModels.reached(result.position, 60_000).then(() => visible.push(performance.now() - begun));
    return result;
  };
  const { taken, ms } = await new Promise<{ taken: number; ms: number[] }>((resolve, reject) =>
    fork(process.argv[1] as string, [url])
      .on('message', (answer) => resolve(answer as { taken: number; ms: number[] }))
      .on('error', reject),
  );
  line(`commands taken of ${RATE * SECONDS}, ${RATE} a second`, taken, 'commands', taken / (RATE * SECONDS), 1);
  for (const p of [50, 99]) line(`command over HTTP, p${p}`, percentile(ms, p), p === 99 ? 'ms (goal 15)' : 'ms');
  for (const p of [50, 99]) line(`append to visible, p${p}`, percentile(visible, p), p === 99 ? 'ms (goal 50)' : 'ms');
  await api.close();
  line('a demo that nobody asks anything', await idleDemo(folder), 'MB (goal 250)');
  rmSync(folder, { recursive: true, force: true });
}
