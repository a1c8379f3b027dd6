import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { Projector, ReadModels } from '@relet/platform';
import { hasPostgres, Postgres } from '@relet/platform/testing';
import { serve, type Server } from '../journeys/server.js';
import { give, newStore, REGISTRATION, reletUnder, serveApart, type ServerProcess } from '../operations/processes.js';
import { count, tell } from './soak.js';

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));
/** Tries again until it holds, some twenty seconds at most. */
async function until(holds: () => Promise<boolean>): Promise<boolean> {
  for (let n = 0; n < 200; n++) {
    if (await holds().catch(() => false)) return true;
    await pause(100);
  }
  return false;
}
const HOME = { ...REGISTRATION, effective: '2024-01-01', occupiedSince: '2024-01-01' };
const rent = (rentOere: number) => ({ effective: '2024-02-01', rentOere });
const NOTHING = { streams: [], tables: {} };

(hasPostgres ? describe : describe.skip)('rows in PostgreSQL', () => {
  let postgres: Postgres;
  let standIn: EventStoreDbStandIn;
  beforeAll(async () => {
    postgres = await Postgres.start();
    standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  }, 60_000);
  afterAll(async () => {
    await standIn.stop();
    await postgres.stop();
  });

  describe('of one server', () => {
    let server: Server;
    beforeEach(async () => {
      server = await serve({ readModel: postgres.setting() });
    });
    afterEach(() => server.stop());
    const now = { 'relet-now': '2024-03-01' };
    const shown = (position: string | undefined) =>
      until(async () => (await server.get(`/v1/board?after=${position}`, now)).status === 200);

    test('cut amid transactions again and again are those of the log, and reads are answered or told to come again', async () => {
      const answers = new Set<string>();
      let [stopped, cut] = [false, 0];
      const clients = Array.from({ length: 4 }, async (_, n) => {
        // A home of its own each time: what one page has lost no later one brings.
        for (let value = 1; !stopped; value++) {
          const { status, body } = await server.post(`/v1/units/eksempel.${n}r${value}`, HOME, now);
          answers.add(`${status} ${body.code ?? ''}`);
          const read = await server.get('/v1/board', now);
          answers.add(`${read.status} ${read.body.code ?? ''}`);
        }
      });
      for (let round = 0; round < count(5, 30); round++) {
        const before = cut;
        for (let n = 0; n < 500 && cut === before; n++) cut += await postgres.cut('amid a transaction');
        await pause(100);
        // Those that read are cut as well.
        await postgres.cut();
      }
      stopped = true;
      await Promise.all(clients);
      expect(await shown(server.position)).toBe(true);
      expect((await server.part(Projector).rebuild()).differs).toEqual(NOTHING);
      expect(cut).toBeGreaterThanOrEqual(count(5, 30));
      expect([...answers].filter((answer) => answer !== '200 ' && answer !== '503 ROWS_UNAVAILABLE')).toEqual([]);
      tell(`${cut} transactions were cut`);
    }, 240_000);

    test('whose server is away: reads and commands are told to come again, and all goes on by itself once it is back', async () => {
      await server.post('/v1/units/eksempel.1', HOME, now);
      expect(await shown(server.position)).toBe(true);
      await postgres.stop('immediate');
      const [board, ready, order] = [
        await server.get('/v1/board', now),
        await server.get('/readyz'),
        await server.post('/v1/units/eksempel.1/rent', rent(7), now),
      ];
      expect([board.status, board.body.code, board.headers.get('retry-after')]).toEqual([503, 'ROWS_UNAVAILABLE', '2']);
      expect([ready.status, order.status, order.body.code]).toEqual([503, 503, 'ROWS_UNAVAILABLE']);
      expect(JSON.stringify([board.body, ready.body, order.body])).not.toMatch(/hemmelig|127\.0\.0\.1/);
      await postgres.begin();
      expect(await until(async () => (await server.post('/v1/units/eksempel.1/rent', rent(8), now)).status === 200)).toBe(true);
      expect(await shown(server.position)).toBe(true);
      expect((await server.part(Projector).rebuild()).differs).toEqual(NOTHING);
      expect(await until(async () => (await server.get('/readyz')).status === 200)).toBe(true);
    }, 120_000);
  });

  test('two servers that start at one instant share them: one makes them, both show them, and one goes on when the other stops', async () => {
    for (let round = 0; round < count(2, 100); round++) {
      const both = { store: standIn.setting, readModel: postgres.setting(), clock: 'system' as const };
      const servers = await Promise.all([serve(both), serve(both)]);
      for (const [n, server] of servers.entries()) {
        expect((await server.post(`/v1/units/eksempel.${round}r${n}`, HOME)).status).toBe(200);
        for (const each of servers) expect((await each.get(`/v1/board?after=${server.position}`)).status).toBe(200);
      }
      const [one, other] = round % 2 ? servers : [servers[1] as Server, servers[0] as Server];
      await one.stop();
      await other.post(`/v1/units/eksempel.${round}r0/rent`, rent(9));
      expect(await until(async () => (await other.get(`/v1/board?after=${other.position}`)).status === 200)).toBe(true);
      expect((await other.part(Projector).rebuild()).differs).toEqual(NOTHING);
      const sum = await other.part(ReadModels).checksum();
      await other.stop();
      const again = await serve(both);
      expect(await again.part(ReadModels).checksum()).toBe(sum);
      await again.stop();
    }
  }, 600_000);

  describe('of two processes', () => {
    let readModel: string;
    let servers: ServerProcess[];
    let home = 0;
    const begin = () => serveApart(standIn.setting, { RELET_READ_MODEL: readModel, RELET_LOG: 'info' });
    const board = (server: ServerProcess, position = '') =>
      fetch(`${server.address}/v1/board?after=${position}`, { headers: { authorization: 'Bearer demo-administrator' } });
    /** Registers a home at one; true once another shows it. */
    async function goesOn(at: ServerProcess, seenBy: ServerProcess): Promise<boolean> {
      const id = `eksempel.p${++home}`;
      let position: string | undefined;
      const taken = async () => {
        const { status, body } = await give(at.address, id, REGISTRATION, id);
        position = body.position;
        return status === 200;
      };
      return (await until(taken)) && until(async () => (await board(seenBy, position)).status === 200);
    }

    beforeEach(async () => {
      readModel = postgres.setting();
      servers = [await begin(), await begin()];
    }, 60_000);
    afterEach(async () => {
      for (const { child } of servers) child.kill('SIGCONT');
      await Promise.all(servers.map((server) => server.stop()));
      const { exit, out } = await reletUnder({ RELET_STORE: standIn.setting, RELET_READ_MODEL: readModel }, 'rebuild', '--json');
      expect({ ...(JSON.parse(out) as object), exit }).toMatchObject({ exit: 0, differs: NOTHING });
    }, 60_000);

    test('go on when the one that makes them is killed', async () => {
      const [maker, other] = servers as [ServerProcess, ServerProcess];
      expect(await goesOn(other, maker)).toBe(true);
      maker.child.kill('SIGKILL');
      await maker.ended;
      expect(await goesOn(other, other)).toBe(true);
      servers = [other, await begin()];
      expect(await goesOn(servers[1] as ServerProcess, other)).toBe(true);
    }, 120_000);

    test('go on when the one that makes them sleeps; woken, it writes nothing and shows what the other has made', async () => {
      const [maker, other] = servers as [ServerProcess, ServerProcess];
      expect(await goesOn(other, other)).toBe(true);
      maker.child.kill('SIGSTOP');
      expect(await goesOn(other, other)).toBe(true);
      maker.child.kill('SIGCONT');
      expect([await goesOn(maker, other), await goesOn(other, maker), await goesOn(maker, maker)]).toEqual([true, true, true]);
      const told = await until(async () => maker.said.out.concat(maker.said.talk).includes('made by another process'));
      expect(told).toBe(true);
    }, 120_000);
  });
});
