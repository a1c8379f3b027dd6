import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, verifyLog } from '@relet/event-store';
import { give, newStore, REGISTRATION, serveApart, type ServerProcess } from '../operations/processes.js';
import { LoopDisk } from './loop-disk.js';
import { SmallDisk } from './small-disk.js';

const small = SmallDisk.mounted('4m');
const other = SmallDisk.mounted('4m');
const disk = LoopDisk.mounted(32);
afterAll(() => {
  for (const each of [small, other, disk]) each?.remove();
});
const onSmallDisk = small && other ? test : test.skip;
const onDisk = disk ? test : test.skip;

const rent = ({ address }: ServerProcess, n: number) =>
  give(address, 'eksempel.1/rent', { effective: '2021-01-01', rentOere: n }, `rent-${n}`);
const board = (server: ServerProcess, query = '') => asked(server, `/v1/board${query}`);

async function asked({ address }: ServerProcess, path: string) {
  const response = await fetch(`${address}${path}`, { headers: { authorization: 'Bearer demo-administrator' } });
  const body = (await response.json()) as { code?: string; details?: Record<string, string> };
  return { status: response.status, type: response.headers.get('content-type'), body };
}

/** A server with one home whose rent is 1. */
async function serving(store: string, given: Record<string, string> = {}): Promise<ServerProcess> {
  const server = await serveApart(store, { RELET_LOG: 'silent', ...given });
  expect(await give(server.address, 'eksempel.1', REGISTRATION, 'home')).toMatchObject({ status: 200 });
  return server;
}

/** Sets the rent again and again until it is refused; answers the last rent that was taken, and the refusal. */
async function untilRefused(server: ServerProcess, from: number) {
  for (let n = from; n < from + 2_000; n++) {
    const answer = await rent(server, n);
    if (answer.status !== 200) return { taken: n - 1, refusal: answer };
  }
  throw new Error('It was never refused.');
}

/** Resolves once the server says that it can serve; answers the reason it gave until then. */
async function readyAgain(server: ServerProcess): Promise<void> {
  for (let look = 0; look < 200; look++) {
    if ((await asked(server, '/readyz')).status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(JSON.stringify(await asked(server, '/readyz')));
}

async function rentsIn(store: string): Promise<unknown[]> {
  const log = await openStore(store);
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  const events = await log.readStream('unit-eksempel.1');
  await log.close();
  return events.map(({ payload }) => payload['rentOere']);
}

const upTo = (n: number) => Array.from({ length: n }, (_, rentOere) => rentOere + 1);

onSmallDisk(
  'a full disk under a server: 507 STORE_FULL, reads go on, /readyz says why; with room it takes commands again, and shows what it took',
  async () => {
    const store = join(small?.folder ?? '', 'relet.db');
    const server = await serving(store);
    small?.fill();
    const { taken, refusal } = await untilRefused(server, 2);
    expect(refusal).toMatchObject({ status: 507, type: 'application/problem+json; charset=utf-8', body: { code: 'STORE_FULL' } });
    for (const n of [1, 2, 3]) expect([n, (await rent(server, taken + n)).status]).toEqual([n, 507]);
    expect([(await board(server)).status, (await asked(server, '/livez')).status]).toEqual([200, 200]);
    expect(await asked(server, '/readyz')).toMatchObject({
      status: 503,
      body: { details: { store: expect.stringContaining('STORE_FULL') } },
    });
    small?.makeRoom();
    const healed = await rent(server, taken + 1);
    expect(healed.status).toBe(200);
    await readyAgain(server);
    expect((await board(server, `?after=${healed.body.position}`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
    expect(await rentsIn(store)).toEqual(upTo(taken + 1));
  },
  60_000,
);

onSmallDisk(
  'a full disk under the read models alone: commands are taken, /readyz says what is waited for; with room they catch up by themselves',
  async () => {
    const server = await serving(newStore(), { RELET_READ_MODEL: join(other?.folder ?? '', 'read.db') });
    other?.fill();
    let answer = await rent(server, 2);
    for (let n = 3; (await board(server, `?after=${answer.body.position}`)).status === 200; n++) answer = await rent(server, n);
    expect(answer.status).toBe(200);
    expect(await asked(server, '/readyz')).toMatchObject({
      status: 503,
      body: { details: { projector: expect.stringMatching(/tries again.*SQLITE_FULL/) } },
    });
    expect((await board(server)).status).toBe(200);
    other?.makeRoom();
    await readyAgain(server);
    expect((await board(server, `?after=${answer.body.position}`)).status).toBe(200);
    expect(await server.stop()).toBe(0);
  },
  60_000,
);

onDisk(
  'files that may no longer be written under a server: 503 STORE_READ_ONLY, reads go on, /readyz says why; it heals without a restart',
  async () => {
    const folder = join(disk?.folder ?? '', 'immutable');
    mkdirSync(folder);
    const store = join(folder, 'relet.db');
    const server = await serving(store);
    execFileSync('chattr', ['+i', store, `${store}-wal`]);
    try {
      expect(await rent(server, 2)).toMatchObject({ status: 503, body: { code: 'STORE_READ_ONLY' } });
      expect([(await board(server)).status, (await asked(server, '/livez')).status]).toEqual([200, 200]);
      const { status, body } = await asked(server, '/readyz');
      expect([status, body.details?.['store']]).toEqual([503, expect.stringContaining('STORE_READ_ONLY')]);
    } finally {
      execFileSync('chattr', ['-i', store, `${store}-wal`]);
    }
    expect((await rent(server, 2)).status).toBe(200);
    await readyAgain(server);
    expect(await server.stop()).toBe(0);
    expect(await rentsIn(store)).toEqual([1, 2]);
  },
  60_000,
);

onDisk(
  'a disk that fails and is made read-only by the system: 503 STORE_READ_ONLY, reads go on; mounted again, all that was acknowledged is there',
  async () => {
    const store = join(disk?.folder ?? '', 'relet.db');
    const server = await serving(store);
    const { body } = await rent(server, 2);
    expect((await board(server, `?after=${body.position}`)).status).toBe(200);
    execFileSync('sync', ['-f', disk?.folder ?? '']);
    disk?.fail();
    expect(await rent(server, 3)).toMatchObject({ status: 503, body: { code: 'STORE_READ_ONLY' } });
    expect([(await board(server)).status, (await asked(server, '/readyz')).status]).toEqual([200, 503]);
    server.child.kill('SIGKILL');
    await server.ended;
    disk?.back();
    const again = await serveApart(store, { RELET_LOG: 'silent' });
    expect((await rent(again, 3)).status).toBe(200);
    expect(await again.stop()).toBe(0);
    expect(await rentsIn(store)).toEqual([1, 2, 3]);
  },
  60_000,
);
