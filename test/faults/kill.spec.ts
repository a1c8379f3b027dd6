import { fork, type ChildProcess } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openStore, verifyStream } from '@relet/event-store';
import { REGISTRATION } from '../operations/processes.js';
import { count } from './soak.js';

const KILLS = count(5, 25);
const BUILT = resolve('dist/apps/api/src/main.js');
const NODE_OPTIONS = `--import=${pathToFileURL('test/run/joined.ts').href}`;

/** The API as a process of its own, on a port of its own. */
async function start(store: string): Promise<{ api: ChildProcess; address: string }> {
  const api = fork(BUILT, {
    env: { ...process.env, NODE_OPTIONS, RELET_STORE: store, RELET_PORT: '0', RELET_LOG: 'silent' },
    silent: true,
    execArgv: [],
  });
  const address = await new Promise<string>((found, failed) => {
    let said = '';
    api.stderr?.on('data', (text: Buffer) => {
      said += text.toString();
      const [, url] = /served on (\S+)/.exec(said) ?? [];
      if (url) found(url);
    });
    api.once('exit', () => failed(new Error(said)));
  });
  return { api, address };
}

async function give(address: string, home: number, n: number): Promise<number> {
  const path = n === 0 ? '' : '/rent';
  const body = n === 0 ? REGISTRATION : { effective: '2021-01-01', rentOere: n };
  const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json', 'idempotency-key': `${home}-${n}` };
  const response = await fetch(`${address}/v1/units/eksempel.${home}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  await response.text();
  return response.status;
}

test(`when the server is killed between commands, no acknowledged one is lost and none is written twice, ${KILLS} times`, async () => {
  const store = join(mkdtempSync(join(tmpdir(), 'relet-kill-')), 'relet.db');
  const CLIENTS = 8;
  const next = Array.from({ length: CLIENTS }, () => 0);
  for (let kill = 0; kill < KILLS; kill++) {
    const { api, address } = await start(store);
    const ended = new Promise((done) => api.once('exit', done));
    // Counted from the first answer, because a machine under load may need longer than that to give any.
    let isArmed = false;
    const arm = () => {
      if (!isArmed) setTimeout(() => api.kill('SIGKILL'), (kill * 7919) % 240);
      isArmed = true;
    };
    await Promise.all(
      next.map(async (_, home) => {
        try {
          // After the restart a command without an answer is given again under the same key.
          while ((await give(address, home, next[home] as number)) === 200) {
            next[home] = (next[home] as number) + 1;
            arm();
          }
        } catch {
          // The process was killed: no answer came.
        }
      }),
    );
    await ended;
  }
  const { api, address } = await start(store);
  for (const [home, n] of next.entries()) expect(await give(address, home, n)).toBe(200);
  const ended = new Promise((done) => api.once('exit', done));
  api.kill('SIGTERM');
  await ended;
  const log = await openStore(store, { readOnly: true });
  for (const [home, n] of next.entries()) {
    const events = await log.readStream(`unit-eksempel.${home}`);
    expect(events.map(({ payload }) => payload['rentOere'])).toEqual([1, ...Array.from({ length: n }, (_, rent) => rent + 1)]);
    expect(verifyStream(events.map(({ position: _, ...event }) => event))).toBeUndefined();
  }
  await log.close();
  expect(Math.max(...next)).toBeGreaterThan(3);
}, 120_000);
