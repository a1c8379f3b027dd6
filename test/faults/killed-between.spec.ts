import { openStore, verifyLog } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { Chance } from '../../apps/cli/src/demo/chance.js';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';
import { disagreements, type Cast } from './agreement.js';
import { give, giveAll, type Answer, type Order } from './clients.js';
import { ago, approved, citizen, empty, MANY_OFFERS, offered, yes } from './lettings.js';
import { count, tell } from './soak.js';

const KILLS = count(5, 50);
const KILLS_BETWEEN = count(2, 50);
const CLIENTS = 8;
const chance = new Chance(Number(process.env['RELET_SEED'] ?? 20262));

/** Eight citizens were offered each of four homes: their answers, as commands. */
async function offers(address: string, round: number): Promise<{ cast: Cast; orders: Order[] }> {
  const citizens = Array.from({ length: 8 }, (_, n) => citizen(round * 10 + n));
  const homes = Array.from({ length: 4 }, (_, n) => `eksempel.kill${round * 10 + n}`);
  const pairs = homes.flatMap((home) => citizens.map((one) => [home, one] as const));
  await giveAll(address, [...citizens.map(approved), ...homes.map(empty)]);
  await giveAll(
    address,
    pairs.map((pair) => offered(...pair)),
  );
  const shuffled = pairs.map((pair) => ({ pair, at: chance.next() })).sort((a, b) => a.at - b.at);
  return { cast: { citizens, homes }, orders: shuffled.map(({ pair }) => yes(...pair, `${round} ${pair.join(' ')}`.replaceAll(' ', '/'))) };
}

/** Gives all commands by eight clients, each of which waits for its answer before the next. The answers by key, without those that were cut off. */
async function giveBy(clients: number, address: string, orders: readonly Order[], answered: (count: number) => void = () => undefined) {
  const answers = new Map<string, Answer>();
  const waiting = [...orders];
  const client = async () => {
    for (let order = waiting.shift(); order; order = waiting.shift()) {
      const answer = await give(address, order);
      if (answer.status === 0) continue;
      answers.set(order.key as string, answer);
      answered(answers.size);
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  return answers;
}

/** Kills the server when so many answers have come, while other commands are on their way. */
async function killedAmid(server: ServerProcess, orders: readonly Order[]): Promise<Map<string, Answer>> {
  const after = 1 + Math.floor(chance.next() * (orders.length / 2));
  const wait = chance.next() * 4;
  const answers = await giveBy(CLIENTS, server.address, orders, (count) => {
    if (count === after) setTimeout(() => server.child.kill('SIGKILL'), wait);
  });
  await server.ended;
  return answers;
}

test(`when the server is killed while citizens say yes, the next start leaves no claim without its yes, nobody has two homes, and every acknowledged yes is there, ${KILLS} times`, async () => {
  const path = newStore();
  let server = await serveApart(path);
  const log = await openStore(path, { readOnly: true });
  await giveAll(server.address, [MANY_OFFERS]);
  let between = 0;
  for (let kill = 0; kill < KILLS; kill++) {
    const { cast, orders } = await offers(server.address, kill);
    const before = await killedAmid(server, orders);
    between += (await disagreements(log, cast)).length;
    server = await serveApart(path);
    expect([kill, await disagreements(log, cast)]).toEqual([kill, []]);
    const after = await giveBy(CLIENTS, server.address, orders);
    // The answer to a yes is the same for ever. A refusal is decided afresh each time, so its reason may change while others are still asked.
    const settled = await giveBy(1, server.address, orders);
    for (const [key, answer] of [...before, ...after]) if (answer.status === 200) expect([key, settled.get(key)]).toEqual([key, answer]);
    expect(await giveBy(1, server.address, orders)).toEqual(settled);
    expect(new Set([...before.values(), ...after.values()].map(({ status }) => status))).toEqual(new Set([200, 409]));
    expect([kill, await disagreements(log, cast)]).toEqual([kill, []]);
  }
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  expect(between).toBeGreaterThan(0);
  tell(`${between} claims were cut off from their yes`);
  await server.stop();
  await log.close();
}, 1_800_000);

/** Gives a command and kills its server as soon as the append to a home has arrived. The append is then written, or lost with the server. */
async function killedBetween(standIn: EventStoreDbStandIn, server: ServerProcess, order: Order, lost: boolean): Promise<Answer> {
  const written = Promise.withResolvers<void>();
  standIn.faults.beforeAppend = async (stream) => {
    if (!stream.startsWith('unit-')) return;
    server.child.kill('SIGKILL');
    await server.ended;
    setImmediate(written.resolve);
    if (lost) throw new Error('lost');
  };
  const answer = await give(server.address, order);
  await written.promise;
  standIn.faults.beforeAppend = undefined;
  return answer;
}

test(`a yes cut off between its claim and its home on EventStoreDB is answered when it is given again under its key, whether it had been written or lost, ${KILLS_BETWEEN} times`, async () => {
  const log = await openStore(newStore());
  const standIn = await EventStoreDbStandIn.start(log);
  const readModel = newStore();
  let server = await serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
  await giveAll(server.address, [MANY_OFFERS]);
  for (let kill = 0; kill < KILLS_BETWEEN; kill++) {
    const [one, home] = [citizen(kill), `eksempel.between${kill}`];
    await giveAll(server.address, [approved(one), empty(home)]);
    await giveAll(server.address, [offered(home, one)]);
    const order = yes(home, one, `between/${kill}`);
    expect(await killedBetween(standIn, server, order, kill % 2 === 0)).toMatchObject({ status: 0 });
    expect((await log.readStream(`citizen-${one}`)).at(-1)).toMatchObject({ type: 'HomeClaimed' });
    server = await serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
    const answer = await give(server.address, order);
    expect(answer).toMatchObject({ status: 200, body: { events: [{ type: 'OfferAccepted' }] } });
    expect(await give(server.address, order)).toEqual(answer);
    expect(await disagreements(log, { citizens: [one], homes: [home] })).toEqual([]);
  }
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  await server.stop();
  await standIn.stop();
}, 1_800_000);

test('a direct move-in cut off between the claim of the citizen it names and its home is answered when it is given again under its key, whether it had been written or lost', async () => {
  const log = await openStore(newStore());
  const standIn = await EventStoreDbStandIn.start(log);
  const readModel = newStore();
  let server = await serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
  for (const lost of [true, false]) {
    const [one, home] = [citizen(lost ? 1 : 2), `eksempel.moved${Number(lost)}`];
    await giveAll(server.address, [approved(one), empty(home)]);
    const order = { path: `units/${home}/move-in`, body: { effective: ago(1), direct: true, citizen: one }, key: `moved/${lost}` };
    expect(await killedBetween(standIn, server, order, lost)).toMatchObject({ status: 0 });
    expect((await log.readStream(`citizen-${one}`)).at(-1)).toMatchObject({ type: 'HomeClaimed' });
    server = await serveApart(standIn.setting, { RELET_READ_MODEL: readModel });
    const answer = await give(server.address, order);
    expect(answer).toMatchObject({ status: 200, body: { events: [{ type: 'MovedIn' }] } });
    expect(await give(server.address, order)).toEqual(answer);
    expect((await log.readStream(`citizen-${one}`)).map(({ type }) => type)).toEqual(['CitizenApproved', 'HomeClaimed', 'HomeTaken']);
    expect(await disagreements(log, { citizens: [one], homes: [home] })).toEqual([]);
  }
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  await server.stop();
  await standIn.stop();
}, 120_000);
