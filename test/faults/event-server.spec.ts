import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, verifyStream } from '@relet/event-store';
import { serve, type Answer, type Server } from '../journeys/server.js';
import { give, REGISTRATION, serveApart } from '../operations/processes.js';
import { EVENT_SERVERS, RUN, type EventServer } from './event-server.js';
import { ago, empty } from './lettings.js';
import { tell } from './soak.js';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
const rows = () => join(mkdtempSync(join(tmpdir(), 'relet-')), 'read.db');
const rent = (server: Server, home: string, rentOere: number, key: string) =>
  server.post(`/v1/units/${home}/rent`, { effective: ago(1), rentOere }, { 'idempotency-key': key });
const HOMES = 8;

/** Clients who give one rent after the other, each under a key of its own and on a home of its own, again until it is taken. */
class Insisting {
  readonly taken: Map<string, number[]>;
  private stopped = false;
  private clients: Promise<unknown> = Promise.resolve();

  constructor(name: string) {
    this.taken = new Map(Array.from({ length: HOMES }, (_, n) => [`eksempel.${name}${RUN}_${n}`, []]));
  }

  get homes(): string[] {
    return [...this.taken.keys()];
  }

  begin(order: (home: string, rentOere: number, key: string) => Promise<{ status: number }>): void {
    const client = async (home: string, n: number) => {
      for (let value = 1; !this.stopped; value++) {
        const rentOere = value * 10 + n;
        while (!this.stopped && (await order(home, rentOere, `${home}/${value}`).catch(() => ({ status: 0 }))).status !== 200)
          await pause(50);
        if (!this.stopped) this.taken.get(home)?.push(rentOere);
      }
    };
    this.clients = Promise.all(this.homes.map(client));
  }

  /** Each client had one more taken at least, however long that takes on a machine that is busy. */
  async goOn(): Promise<void> {
    const before = [...this.taken.values()].map(({ length }) => length);
    const hasMore = () => [...this.taken.values()].every(({ length }, n) => length > (before[n] as number));
    for (let n = 0; n < 600 && !hasMore(); n++) await pause(50);
  }

  async end(): Promise<void> {
    this.stopped = true;
    await this.clients;
  }

  /** Names what a log lacks of what was taken, holds twice, or holds in a broken chain. */
  async wrongIn(setting: string): Promise<string[]> {
    const log = await openStore(setting, { readOnly: true });
    const wrong: string[] = [];
    for (const [home, taken] of this.taken) {
      const events = await log.readStream(`unit-${home}`);
      const stored = events.slice(1).map(({ payload }) => payload['rentOere'] as number);
      if (new Set(stored).size < stored.length) wrong.push(`${home}: twice`);
      if (!taken.length) wrong.push(`${home}: nothing was taken`);
      if (taken.some((each) => !stored.includes(each))) wrong.push(`${home}: lost`);
      if (verifyStream(events.map(({ position: _, ...event }) => event))) wrong.push(`${home}: broken`);
    }
    await log.close();
    tell(`${[...this.taken.values()].reduce((sum, { length }) => sum + length, 0)} commands were taken`);
    return wrong;
  }
}

describe.each(EVENT_SERVERS)('$name', ({ start, canHang, canBeKilled }) => {
  let events: EventServer;
  beforeAll(async () => {
    events = await start();
  });
  afterAll(() => events.stop());

  (canBeKilled ? test : test.skip)(
    'is killed again and again under load: what was acknowledged is in the log once',
    async () => {
      const insisting = new Insisting('k');
      const server = await serve({ store: events.setting, readModel: rows(), clock: 'system' });
      for (const home of insisting.homes) expect((await server.post(`/v1/${empty(home).path}`, empty(home).body)).status).toBe(200);
      insisting.begin((home, rentOere, key) => rent(server, home, rentOere, key));
      for (let kill = 0; kill < 3; kill++) {
        await pause(400);
        await insisting.goOn();
        await events.kill();
        await pause(100);
        await events.again();
      }
      await pause(400);
      await insisting.goOn();
      await insisting.end();
      await server.stop();
      expect(await insisting.wrongIn(events.setting)).toEqual([]);
    },
    180_000,
  );

  test('outlives servers of ours that are killed again and again under load: what was acknowledged is in the log once', async () => {
    const insisting = new Insisting('o');
    const readModel = rows();
    const begin = () => serveApart(events.setting, { RELET_READ_MODEL: readModel });
    let server = await begin();
    for (const home of insisting.homes) expect((await give(server.address, home, REGISTRATION, home)).status).toBe(200);
    insisting.begin((home, rentOere, key) => give(server.address, `${home}/rent`, { effective: ago(1), rentOere }, key));
    for (let kill = 0; kill < 3; kill++) {
      await pause(400);
      await insisting.goOn();
      server.child.kill('SIGKILL');
      await server.ended;
      server = await begin();
    }
    await pause(400);
    await insisting.goOn();
    await insisting.end();
    await server.stop();
    expect(await insisting.wrongIn(events.setting)).toEqual([]);
  }, 180_000);

  (canHang ? test : test.skip)(
    'hangs: /readyz answers within a second and reads go on, commands are told to come again within two, and it heals by itself',
    async () => {
      const home = `eksempel.h${RUN}`;
      const server = await serve({ store: events.setting, readModel: rows(), clock: 'system' });
      await server.post(`/v1/${empty(home).path}`, empty(home).body);
      await server.get(`/v1/board?after=${server.position}`);
      events.hang();
      await pause(300);
      const timed = async (call: Promise<Answer>) => {
        const begun = performance.now();
        return { answer: await call, ms: Math.round(performance.now() - begun) };
      };
      const [ready, board, ...orders] = await Promise.all([
        timed(server.get('/readyz')),
        timed(server.get('/v1/board')),
        ...Array.from({ length: 64 }, (_, n) => timed(rent(server, home, 1 + n, `hang-${RUN}-${n}`))),
      ]).finally(() => events.goOn());
      expect([ready.answer.status, board.answer]).toMatchObject([503, { status: 200, body: { upToDate: false } }]);
      expect(new Set(orders.map(({ answer: { status, headers } }) => `${status} ${headers.get('retry-after')}`))).toEqual(
        new Set(['503 2']),
      );
      const slowest = Math.max(...orders.map(({ ms }) => ms));
      tell(`/readyz ${ready.ms} ms, the board ${board.ms} ms, the slowest of 64 commands ${slowest} ms`);
      // 1, 1 and 2 s are promised; the machine is shared.
      expect([ready.ms < 2_000, board.ms < 2_000, slowest < 3_500]).toEqual([true, true, true]);
      for (let n = 0; n < 100 && (await server.get('/readyz')).status !== 200; n++) await pause(200);
      const again = await rent(server, home, 1, `hang-${RUN}-0`);
      expect([again.status, (await rent(server, home, 1, `hang-${RUN}-0`)).body]).toEqual([200, { ...again.body, warnings: [] }]);
      await server.stop();
    },
    120_000,
  );
});

if (EVENT_SERVERS.length < 2) test.skip('on a real server: skipped, ESDB_URL is not set', () => undefined);
