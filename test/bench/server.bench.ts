/**
 * Measures EventStoreDB: appends through the adapter beside the bare client, and commands over HTTP beside a bare read of a stream's tail plus append, each with 64
 * callers. With ESDB_URL on that server, else on the stand-in.
 */
import { BACKWARDS, END, EventStoreDBClient, jsonEvent, NO_STREAM } from '@eventstore/db-client';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { join, resolve } from 'node:path';
import { createApi, listen } from '../../apps/api/src/index.js';
import { link, openStore } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { ReadModels, settingsFrom } from '@relet/platform';
import { line, scratch } from './report.js';

const SECONDS = 4;
const CALLERS = 64;
const ROUNDS = 3;
const HOMES = 256;
const run = Date.now();
const payload = { text: 'x'.repeat(120) };
const credentials = { username: 'relet', password: 'relet' };
let streams = 0;
const stream = () => `bench-${run}_${++streams}`;

/** Calls a second, and milliseconds of this process for each. */
async function rate(callers: number, call: (caller: number, n: number) => Promise<unknown>): Promise<{ rate: number; cpu: number }> {
  const [before, end] = [process.cpuUsage(), performance.now() + SECONDS * 1000];
  let done = 0;
  const caller = async (which: number) => {
    for (let n = 0; performance.now() < end; n++) {
      await call(which, n);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, which) => caller(which)));
  const { user, system } = process.cpuUsage(before);
  return { rate: done / SECONDS, cpu: (user + system) / 1000 / done };
}

/** Both in turn, some rounds; the middle one of the ratios counts. */
async function compared(
  name: string,
  goal: number,
  ours: () => ReturnType<typeof rate>,
  bare: () => ReturnType<typeof rate>,
): Promise<void> {
  const rounds = [];
  for (let n = 0; n < ROUNDS; n++) rounds.push({ bare: await bare(), ours: await ours() });
  const ratio = rounds.map((round) => round.ours.rate / round.bare.rate).sort((a, b) => a - b)[1] ?? 0;
  const middle = rounds[1] as (typeof rounds)[number];
  line(`${name}, bare client`, middle.bare.rate, 'a second');
  line(`${name}`, middle.ours.rate, 'a second', ratio, goal);
  line('  processor time of one, in microseconds', middle.ours.cpu * 1000, 'µs', middle.bare.cpu / middle.ours.cpu);
}

/** Sends commands from a process of its own for some seconds; tells how many were taken. */
async function sendAll(address: string, kind: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CALLERS });
  const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
  const post = (path: string, body: object) =>
    new Promise<number>((answered, failed) => {
      const sent = request(`${address}/v1/units/eksempel.bench_${path}`, { method: 'POST', agent, headers }, (answer) =>
        answer.resume().on('end', () => answered(answer.statusCode ?? 0)),
      );
      sent.on('error', failed).end(JSON.stringify(body));
    });
  const home = {
    effective: '2020-01-01',
    kind: 'care_home',
    municipality: 'eksempel',
    building: 'Bench',
    rentOere: 600000,
    occupiedSince: '2020-01-01',
  };
  let taken = 0;
  if (kind === 'register') for (let n = 0; n < HOMES; n++) await post(String(n), home);
  else
    await rate(CALLERS, async (caller, n) => {
      const rent = { effective: '2020-02-01', rentOere: 500_000 + ((Date.now() + caller) % 1_000_000) };
      if ((await post(`${(caller + n * CALLERS) % HOMES}/rent`, rent)) === 200) taken += 1;
    });
  process.send?.(taken);
  process.exit(0);
}

const [, , at, kind] = process.argv;
if (at !== undefined && kind !== undefined) await sendAll(at, kind);

const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const named = process.env['ESDB_URL'];
const child =
  named === undefined
    ? fork(resolve('dist/libs/event-store/src/testing/stand-in-program.js'), [join(folder, 'log.db')], { silent: true })
    : undefined;
const setting = named ?? (await new Promise<string>((said) => child?.stdout?.once('data', (text: Buffer) => said(text.toString().trim()))));
const client = EventStoreDBClient.connectionString(setting);
const store = await openStore(setting);
const append = async () => {
  const own = stream();
  await store.append(own, 'noStream', link(undefined, own, [draft(payload)], '2026-06-01T10:00:00.000Z'));
};
const bareEvent = () => {
  const [{ payload: data, ...metadata }] = link(undefined, 'bench', [draft(payload)], '2026-06-01T10:00:00.000Z') as [
    ReturnType<typeof link>[number],
  ];
  return jsonEvent({ id: randomUUID(), type: metadata.type, data: { ...data }, metadata: { ...metadata } });
};
const bareAppend = () => client.appendToStream(stream(), bareEvent(), { expectedRevision: NO_STREAM, credentials });
const settings = settingsFrom({}, { store: setting, readModel: join(folder, 'rows.db'), demo: true, port: 0, log: 'silent' });
const api = await createApi(settings);
const address = await listen(api, settings);
const load = (kind: 'register' | 'rents') =>
  new Promise<number>((told) => fork(process.argv[1] as string, [address, kind]).on('message', (taken) => told(Number(taken))));
// A log that is still looked through would be measured, too.
const settled = () => api.get(ReadModels, { strict: false }).caughtUp(120_000);
await settled();
await load('register');
const overHttp = async () => {
  await settled();
  const before = process.cpuUsage();
  const taken = await load('rents');
  const { user, system } = process.cpuUsage(before);
  return { rate: taken / SECONDS, cpu: (user + system) / 1000 / taken };
};
const revisions = new Map<string, bigint>();
const bareCommand = async (caller: number, n: number) => {
  const own = `bench-${run}-home_${(caller + n * CALLERS) % HOMES}`;
  let last = revisions.get(own);
  if (last !== undefined) {
    const tail = client.readStream(own, { direction: BACKWARDS, fromRevision: END, maxCount: 1, credentials });
    for await (const { event } of tail) last = event?.revision ?? last;
  }
  const expectedRevision = last ?? NO_STREAM;
  const { nextExpectedRevision } = await client.appendToStream(own, bareEvent(), { expectedRevision, credentials });
  revisions.set(own, nextExpectedRevision);
};
await compared('command over HTTP, 64 callers', 0.5, overHttp, () => rate(CALLERS, bareCommand));
await api.close();

await bareAppend();
await append();
await compared(
  'append in turn',
  0.9,
  () => rate(1, append),
  () => rate(1, bareAppend),
);
await compared(
  'append, 64 callers',
  0.9,
  () => rate(CALLERS, append),
  () => rate(CALLERS, bareAppend),
);

await store.close();
await client.dispose();
child?.kill();
process.exit(0);
