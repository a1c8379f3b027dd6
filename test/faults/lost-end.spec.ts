import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { verifyLog, type EventStore } from '@relet/event-store';
import { EVENT_STORE } from '@relet/platform';
import { relet } from '../acceptance/relet.js';
import { serve } from '../journeys/server.js';
import { give, newStore, REGISTRATION, reletApart, serveApart } from '../operations/processes.js';
import { chance } from './damage.js';
import { count, tell } from './soak.js';

const CUTS = count(6, 100);
const COMMANDS = 30;
const OPENED = 1;

/** Makes a store and the files beside it as a server leaves them that is killed after its read models have seen all commands. */
async function killed(commands = COMMANDS): Promise<string> {
  const store = newStore();
  const server = await serveApart(store, { RELET_LOG: 'silent' });
  let position = '';
  for (let n = 0; n < commands; n++) {
    const { body } = await give(server.address, `eksempel.${n}`, { ...REGISTRATION, rentOere: n + 1 }, `${n}`);
    position = body.position ?? '';
  }
  const headers = { authorization: 'Bearer demo-administrator' };
  expect((await fetch(`${server.address}/v1/board?after=${position}`, { headers })).status).toBe(200);
  server.child.kill('SIGKILL');
  await server.ended;
  return store;
}

/** Copies the files to a folder of their own, without those that SQLite keeps only for running processes. */
function copyOf(store: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'relet-lost-'));
  for (const name of readdirSync(dirname(store)))
    if (!/(-shm|\.lock|\.json)$/.test(name)) copyFileSync(join(dirname(store), name), join(folder, name));
  return join(folder, basename(store));
}

/** What a server does with a store: it refuses it with a sentence, or serves so many events. */
async function started(store: string): Promise<string | number> {
  try {
    const server = await serve({ store, clock: 'system' });
    const { ok, events } = await verifyLog(server.part<EventStore>(EVENT_STORE));
    await server.stop();
    return ok ? events : 'Its chain does not hold.';
  } catch (error) {
    return (error as Error).message;
  }
}

let store: string;
const readModel = (of: string) => of.replace('.db', '.read.db');
beforeAll(async () => {
  store = await killed();
}, 60_000);

test('a store is served with every event when nothing was damaged', async () => {
  expect(statSync(`${store}-wal`).size).toBeGreaterThan(0);
  expect(await started(copyOf(store))).toBe(COMMANDS + OPENED);
});

test(`with a write-ahead log that was cut or removed, the server refuses a store that lacks events its read models have seen, at ${CUTS} places`, async () => {
  const size = statSync(`${store}-wal`).size;
  let refused = 0;
  for (let n = 0; n <= CUTS; n++) {
    const copy = copyOf(store);
    if (n === CUTS) rmSync(`${copy}-wal`);
    else truncateSync(`${copy}-wal`, Math.floor((size * n) / CUTS));
    const said = await started(copy);
    if (said === COMMANDS + OPENED) continue;
    expect([n, said]).toEqual([n, expect.stringMatching(/its read models have seen it up to 31: an older copy|damaged/)]);
    refused += 1;
  }
  tell(`${refused} refused, ${CUTS + 1 - refused} whole`);
  expect(refused).toBeGreaterThan(CUTS / 2);
}, 300_000);

test(`with a bit flipped in the write-ahead log, the server refuses a store that lacks events its read models have seen, ${CUTS} times`, async () => {
  const bytes = readFileSync(`${store}-wal`);
  const draw = chance(31);
  let refused = 0;
  for (let n = 0; n < CUTS; n++) {
    const copy = copyOf(store);
    const damaged = Buffer.from(bytes);
    const at = draw(bytes.length);
    damaged[at] = (damaged[at] as number) ^ (1 << draw(8));
    writeFileSync(`${copy}-wal`, damaged);
    const said = await started(copy);
    if (said === COMMANDS + OPENED) continue;
    expect([n, said]).toEqual([n, expect.stringMatching(/its read models have seen it up to 31: an older copy|damaged/)]);
    refused += 1;
  }
  tell(`${refused} refused, ${CUTS - refused} whole`);
}, 300_000);

test('a store with the write-ahead log of another store is refused', async () => {
  const other = await killed(COMMANDS + 20);
  const copy = copyOf(store);
  copyFileSync(`${other}-wal`, `${copy}-wal`);
  expect(await started(copy)).toMatch(/another store|damaged|older copy/);
}, 60_000);

test('when a store is gone or empty beside its write-ahead log, no new store is begun in its place', async () => {
  const gone = copyOf(store);
  rmSync(gone);
  expect(await started(gone)).toContain('its write-ahead log is still there');
  expect(existsSync(gone)).toBe(false);
  const empty = copyOf(store);
  truncateSync(empty, 0);
  expect(await started(empty)).toContain('has been cut short');
});

test('an older copy in place of the store is refused, the doctor says why, and rebuilding takes it as it is', async () => {
  const earlier = await killed(3);
  const older = copyOf(earlier);
  const server = await serveApart(earlier, { RELET_LOG: 'silent' });
  const { body } = await give(server.address, 'eksempel.late', REGISTRATION, 'late');
  expect(
    (await fetch(`${server.address}/v1/board?after=${body.position}`, { headers: { authorization: 'Bearer demo-administrator' } })).status,
  ).toBe(200);
  expect(await server.stop()).toBe(0);
  for (const end of ['', '-wal']) copyFileSync(`${older}${end}`, `${earlier}${end}`);

  expect(await started(earlier)).toContain('ends at 4, and its read models have seen it up to 5: an older copy stands in its place');
  expect(await relet('serve', '--store', earlier, '--port', '0')).toMatchObject({
    exit: 6,
    talk: expect.stringContaining('STORE_CORRUPT'),
  });
  expect(await relet('doctor', '--store', earlier)).toMatchObject({
    exit: 1,
    out: expect.stringMatching(/read model: .*ahead of the log.*newer store back/),
  });
  expect(await relet('rebuild', '--store', earlier)).toMatchObject({ exit: 0 });
  expect(await started(earlier)).toBe(4);
}, 60_000);

test('an older copy that has grown again is refused by the event where the rows stand, the doctor says why, and rebuilding takes it as it is', async () => {
  const earlier = await killed(3);
  const older = copyOf(earlier);
  for (const [path, homes] of [
    [earlier, ['late']],
    [older, ['other', 'more']],
  ] as const) {
    const server = await serveApart(path, { RELET_LOG: 'silent' });
    for (const home of homes) {
      const { body } = await give(server.address, `eksempel.${home}`, REGISTRATION, home);
      const headers = { authorization: 'Bearer demo-administrator' };
      expect((await fetch(`${server.address}/v1/board?after=${body.position}`, { headers })).status).toBe(200);
    }
    expect(await server.stop()).toBe(0);
  }
  rmSync(`${earlier}-wal`, { force: true });
  copyFileSync(older, earlier);
  if (existsSync(`${older}-wal`)) copyFileSync(`${older}-wal`, `${earlier}-wal`);

  expect(await started(earlier)).toContain('have seen the log up to 5, and it has another event there: an older copy stands in its place');
  expect(await relet('doctor', '--store', earlier)).toMatchObject({
    exit: 1,
    out: expect.stringMatching(/read model: .*another event.*newer store back/),
  });
  expect(await relet('rebuild', '--store', earlier)).toMatchObject({ exit: 0 });
  expect(await started(earlier)).toBe(6);
}, 60_000);

test('another store in place of the store is refused, and rebuilding takes it as it is', async () => {
  const other = copyOf(await killed(3));
  for (const end of ['', '-wal']) copyFileSync(`${readModel(store)}${end}`, `${readModel(other)}${end}`);
  expect(await reletApart('serve', '--store', other, '--port', '0')).toMatchObject({
    exit: 6,
    talk: expect.stringContaining('have seen another store than this one'),
  });
  expect(await relet('rebuild', '--store', other)).toMatchObject({ exit: 0 });
  expect(await started(other)).toBe(4);
}, 60_000);
