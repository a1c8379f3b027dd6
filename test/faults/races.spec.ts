import { openStore, verifyLog, type EventStore } from '@relet/event-store';
import { Chance } from '../../apps/cli/src/demo/chance.js';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';
import { disagreements, type Cast } from './agreement.js';
import { Clients, give, giveAll } from './clients.js';
import { EVENT_SERVERS, RUN } from './event-server.js';
import { MANY_OFFERS } from './lettings.js';
import { KINDS, misjudged } from './races.js';
import { count, tell } from './soak.js';

const RACES = count(50, 1_000);
/** Races over two servers. A sample has fewer of them, because each call goes over one more socket. */
const RACES_OF_TWO = count(20, 1_000);
const SEED = Number(process.env['RELET_SEED'] ?? 20261);

const clients = new Clients(2);
afterAll(() => clients.stop());

/** Runs all races on some servers of one store; answers all homes and citizens that took part. */
async function raceAll(races: number, servers: readonly ServerProcess[], store: Pick<EventStore, 'readStream'>, first = 0): Promise<Cast> {
  const addresses = servers.map(({ address }) => address);
  const chance = new Chance(SEED);
  const all: { citizens: string[]; homes: string[] } = { citizens: [], homes: [] };
  let shots = 0;
  await giveAll(addresses[0] as string, [MANY_OFFERS]);
  for (let n = 0; n < races; n++) {
    const kind = Object.keys(KINDS)[n % Object.keys(KINDS).length] as string;
    const race = (KINDS[kind] as (typeof KINDS)[string])(first + n, 2 + Math.floor(chance.next() * 15), chance);
    for (const step of race.before) await giveAll(addresses[n % addresses.length] as string, step);
    const answers = await clients.race(addresses, race.shots);
    expect([n, kind, misjudged(race, answers), await disagreements(store, race.cast)]).toEqual([n, kind, [], []]);
    all.citizens.push(...race.cast.citizens);
    all.homes.push(...race.cast.homes);
    shots += race.shots.length;
  }
  tell(`${races} races, ${shots} clients, seed ${SEED}`);
  return all;
}

test(`of 2-16 clients that race on a store in a file one wins, the others are told why, and the streams agree, ${RACES} times`, async () => {
  const path = newStore();
  const server = await serveApart(path);
  const log = await openStore(path, { readOnly: true });
  const cast = await raceAll(RACES, [server], log);
  expect(await server.stop()).toBe(0);
  const restarted = await serveApart(path);
  expect(await disagreements(log, cast)).toEqual([]);
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  await restarted.stop();
  await log.close();
}, 1_800_000);

describe.each(EVENT_SERVERS)('$name', ({ start }) => {
  test(`of 2-16 clients that race over two servers of one EventStoreDB one wins, the others are told why, and the streams agree, ${RACES_OF_TWO} times`, async () => {
    const events = await start();
    const begin = () => serveApart(events.setting, { RELET_READ_MODEL: newStore() });
    const servers = await Promise.all([begin(), begin()]);
    const log = await openStore(events.setting, { readOnly: true });
    const cast = await raceAll(RACES_OF_TWO, servers, log, RUN * 1_000);
    for (const server of servers) expect(await server.stop()).toBe(0);
    const restarted = await Promise.all([begin(), begin()]);
    expect(await disagreements(log, cast)).toEqual([]);
    expect((await give(restarted[0]?.address as string, MANY_OFFERS)).status).toBe(200);
    for (const server of restarted) await server.stop();
    await log.close();
    await events.stop();
  }, 1_800_000);
});
