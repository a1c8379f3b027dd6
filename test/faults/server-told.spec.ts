import Database from 'better-sqlite3';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { as } from '../journeys/server.js';
import { give, newStore, REGISTRATION, reletUnder, serveApart, type ServerProcess } from '../operations/processes.js';

/** What operators are told of a server of the events: each cause by its code, its sentence and one line in the log, and how far the rows are behind. */

const SECRET = 'hemmeligt';
const folder = () => mkdtempSync(join(tmpdir(), 'relet-'));
const rows = () => join(folder(), 'read.db');
const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let standIn: EventStoreDbStandIn;
let server: ServerProcess | undefined;
beforeEach(async () => {
  standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
});
afterEach(async () => {
  await server?.stop();
  server = undefined;
  await standIn.stop();
});

/** Certificates are made by a program that a machine may lack: then that test is skipped, and says so. */
const testWithCertificate = spawnSync('openssl', ['version']).status === 0 ? test : test.skip;

/** Lines of a process's log about the events, without those about requests. */
const linesIn = (out: string) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as { level: string; context?: string; message?: string })
    .filter(({ context }) => context === 'Store' || context === 'Projector');

/** Starts a server that must not come up; answers what it has said. */
async function refused(store: string, given: Record<string, string> = {}) {
  const { exit, out, talk } = await reletUnder({ RELET_READ_MODEL: rows(), ...given }, 'serve', '--store', store, '--port', '0');
  expect(out + talk).not.toContain(SECRET);
  // What is meant for those who write programs is shown to nobody.
  expect(out + talk).not.toContain('DEP0');
  return { exit, talk, lines: linesIn(out) };
}

/** One line of the log, with that code. */
const oneLine = (code: string): unknown => [expect.objectContaining({ level: 'error', message: expect.stringContaining(code) })];

describe('a start that is given up says why, in a sentence and in one line of the log', () => {
  test('a password that is refused', async () => {
    standIn.faults.denied = true;
    const told = await refused(standIn.setting);
    expect(told).toMatchObject({ exit: 7, talk: expect.stringContaining('refuses the user'), lines: oneLine('STORE_DENIED') });
  }, 60_000);

  test('no user where one is asked for', async () => {
    const told = await refused('esdb://127.0.0.1:2113');
    expect(told).toMatchObject({ exit: 7, talk: expect.stringContaining('asks who comes'), lines: oneLine('STORE_USER_MISSING') });
  }, 60_000);

  test('an address that cannot be meant is called one, and no file', async () => {
    const told = await refused(`esdb://relet:${SECRET}@127.0.0.1:2113?tls=false`);
    expect(told).toMatchObject({ exit: 7, talk: expect.stringContaining('mend the address'), lines: oneLine('STORE_ADDRESS') });
    expect(told.talk).not.toContain('file');
  }, 60_000);

  test('nobody there', async () => {
    standIn.down();
    const told = await refused(standIn.setting);
    expect(told).toMatchObject({ exit: 7, talk: expect.stringContaining('cannot be reached'), lines: oneLine('STORE_UNAVAILABLE') });
  }, 60_000);

  test('a server that comes up after us is waited for, and then served', async () => {
    standIn.down();
    const starting = serveApart(standIn.setting, { RELET_READ_MODEL: rows() });
    await pause(3_000);
    await standIn.up();
    server = await starting;
    expect(await give(server.address, 'eksempel.1', REGISTRATION, 'one')).toMatchObject({ status: 200 });
    expect((await fetch(`${server.address}/readyz`)).status).toBe(200);
  }, 60_000);

  testWithCertificate(
    'a certificate of an unknown authority',
    async () => {
      const [key, cert] = certificate();
      const secure = await EventStoreDbStandIn.start(await openStore(newStore()), 0, { key, cert });
      const told = await refused(`esdb://relet:${SECRET}@${secure.setting.split('//')[1]?.split('?')[0]}?tls=true`);
      expect(told).toMatchObject({ exit: 7, talk: expect.stringContaining('tlsCAFile'), lines: oneLine('STORE_UNTRUSTED') });
      await secure.stop();
    },
    60_000,
  );

  testWithCertificate(
    'a certificate for another name',
    async () => {
      const [key, cert, ca] = certificate();
      const secure = await EventStoreDbStandIn.start(await openStore(newStore()), 0, { key, cert });
      const told = await refused(`esdb://relet:${SECRET}@localhost:${/:(\d+)\?/.exec(secure.setting)?.[1]}?tlsCAFile=${ca}`);
      expect(told).toMatchObject({ exit: 7, talk: expect.stringContaining('another name'), lines: oneLine('STORE_MISNAMED') });
      await secure.stop();
    },
    60_000,
  );

  test('rows that have seen a place which the log does not have', async () => {
    const readModel = rows();
    server = await serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
    await give(server.address, 'eksempel.1', REGISTRATION, 'one');
    await give(server.address, 'eksempel.2', REGISTRATION, 'two');
    await server.stop();
    const file = new Database(readModel);
    file.prepare(`UPDATE relet_meta SET value = '17/17' WHERE key = 'position'`).run();
    file.close();
    const told = await refused(standIn.setting, { RELET_READ_MODEL: readModel });
    expect(told).toMatchObject({ exit: 6, talk: expect.stringContaining('no such place'), lines: oneLine('STORE_CORRUPT') });
    expect(await reletUnder({ RELET_READ_MODEL: readModel, RELET_STORE: standIn.setting }, 'rebuild')).toMatchObject({ exit: 0 });
    server = await serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
  }, 60_000);
});

describe('while it serves', () => {
  test.each([
    ['goes away', 'STORE_UNAVAILABLE', () => standIn.down(), () => standIn.up()],
    ['falls silent', 'STORE_UNAVAILABLE', () => void (standIn.faults.slow = 600_000), () => void (standIn.faults.slow = 0)],
    ['no longer lets the user in', 'STORE_DENIED', () => void (standIn.faults.denied = true), () => void (standIn.faults.denied = false)],
  ])(
    'a server that %s is told once, and once that it is over; metrics say how old the rows are, and /readyz answers within a second',
    async (_, code, fail, heal) => {
      server = await serveApart(standIn.setting, { RELET_READ_MODEL: rows(), RELET_LOG: 'info' });
      const { address } = server;
      await give(address, 'eksempel.1', REGISTRATION, 'one');
      fail();
      await pause(4_000);
      const begun = performance.now();
      const ready = await fetch(`${address}/readyz`);
      // One second is promised; the machine is shared.
      expect([ready.status, performance.now() - begun < 2_000]).toEqual([503, true]);
      const metrics = await (await fetch(`${address}/metrics`)).text();
      expect(Number(/^relet_projection_lag_seconds (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThanOrEqual(1);
      await heal();
      for (let n = 0; n < 100 && (await fetch(`${address}/readyz`)).status !== 200; n++) await pause(100);
      await fetch(`${address}/v1/board`, { headers: as('administrator') });
      const lines = linesIn(server.said.out).filter(({ context }) => context === 'Store');
      expect(lines.map(({ level }) => level)).toEqual(['error', 'info']);
      expect(lines[0]?.message).toContain(code);
    },
    60_000,
  );
});

/** A key, a certificate for 127.0.0.1 that nobody has vouched for, and the file in which it lies. */
function certificate(): [Buffer, Buffer, string] {
  const at = (name: string) => join(place, name);
  const place = folder();
  const made = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', at('key'), '-out', at('cert'), '-days', '2'];
  execFileSync('openssl', [...made, '-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'], { stdio: 'ignore' });
  return [readFileSync(at('key')), readFileSync(at('cert')), at('cert')];
}
