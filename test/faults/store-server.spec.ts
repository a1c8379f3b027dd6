import { openStore, verifyLog, type EventStore } from '@relet/event-store';
import { EventStoreDbStandIn, StandInLog } from '@relet/event-store/testing';
import { Projector, ReadModels } from '@relet/platform';
import { Chance } from '../../apps/cli/src/demo/chance.js';
import { as, serve, type Answer, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { ago, empty } from './lettings.js';
import { count, tell } from './soak.js';

const SCHEDULES = count(20, 1_000);
const SEED = Number(process.env['RELET_SEED'] ?? 20265);
/** Commands of one client in one schedule. */
const COMMANDS = 2;

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

let log: EventStore;
let standIn: EventStoreDbStandIn;
let server: Server;
beforeAll(async () => {
  log = await openStore(newStore());
  standIn = await EventStoreDbStandIn.start(log);
  server = await serve({ store: standIn.setting, readModel: newStore(), clock: 'system' });
});
afterAll(async () => {
  await server.stop();
  await standIn.stop();
});

/** Faults of the server of the events; each of them ends by itself. */
const FAULTS: Record<string, (chance: Chance) => Promise<void> | void> = {
  'is away': (chance) => void (standIn.faults.unavailable = 1 + Math.floor(chance.next() * 6)),
  'loses answers': (chance) => void (standIn.faults.loseAnswers = 1 + Math.floor(chance.next() * 3)),
  'loses answers, and is away': () => void Object.assign(standIn.faults, { loseAnswers: 1, unavailable: 2 }),
  'is slow': async (chance) => {
    standIn.faults.slow = 5 + Math.floor(chance.next() * 40);
    await pause(60);
    standIn.faults.slow = 0;
  },
  'drops its subscribers': () => standIn.dropSubscriptions(),
  'is restarted': async (chance) => {
    standIn.down();
    await pause(chance.next() * 60);
    await standIn.up();
  },
};

/** An answer without its warnings: nobody is asked twice. */
const told = ({ warnings: _, ...answer }: object & { warnings?: unknown }) => JSON.stringify(answer);
const rent = (home: string, rentOere: number, key: string) =>
  server.post(`/v1/units/${home}/rent`, { effective: ago(1), rentOere }, { 'idempotency-key': key });

/** Gives a command under the same key until it is answered. Answers what it was told meanwhile, except "try again". */
async function insist(give: () => Promise<Answer>, wrong: string[]): Promise<Answer> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const answer = await give();
    if (answer.status === 200) return answer;
    if (answer.status !== 503 || !answer.headers.get('retry-after')) wrong.push(`${answer.status} ${answer.body.code}`);
    await pause(30);
  }
  throw new Error('It was never answered.');
}

/** Lets some clients give commands on three homes while the server of the events fails. Names in words what should hold afterwards and does not. */
async function schedule(n: number, chance: Chance): Promise<{ wrong: string[]; refused: number }> {
  const homes = [0, 1, 2].map((home) => `eksempel.s${n}_${home}`);
  const registered = await Promise.all(homes.map((home) => server.post(`/v1/${empty(home).path}`, empty(home).body)));
  expect(registered.map(({ status }) => status)).toEqual([200, 200, 200]);
  const [wrong, acknowledged]: [string[], Answer[]] = [[], []];
  const given: (() => Promise<Answer>)[] = [];
  const wanted = new Map(homes.map((home) => [home, [] as number[]]));
  let asked = 0;
  const clients = Array.from({ length: 4 + (n % 5) }, async (_, client) => {
    for (let command = 0; command < COMMANDS; command++) {
      const home = homes[(client + command) % homes.length] as string;
      const rentOere = 1 + client * COMMANDS + command;
      wanted.get(home)?.push(rentOere);
      const give = () => (asked++, rent(home, rentOere, `${n}/${rentOere}`));
      acknowledged.push(await insist(give, wrong));
      given.push(give);
    }
  });
  for (let fault = 0; fault < 3; fault++) {
    await pause(chance.next() * 20);
    await FAULTS[chance.pick(Object.keys(FAULTS))]?.(chance);
  }
  await Promise.all(clients);
  Object.assign(standIn.faults, { unavailable: 0, loseAnswers: 0, slow: 0 });
  const again = await Promise.all(given.map((give) => give()));
  for (const [which, { body }] of again.entries())
    if (told(body) !== told(acknowledged[which]?.body ?? {})) wrong.push('a command given again has another answer');
  for (const [home, rents] of wanted) {
    const stored = (await log.readStream(`unit-${home}`)).slice(1).map(({ payload }) => payload['rentOere'] as number);
    if (String([...stored].sort((a, b) => a - b)) !== String([...rents].sort((a, b) => a - b)))
      wrong.push(`${home}: ${String(stored)} of ${String(rents)}`);
  }
  const winners = acknowledged.map(({ body }) => `${String(body['stream'])} ${String(body['revision'])}`);
  if (new Set(winners).size < winners.length) wrong.push('a revision has two winners');
  return { wrong, refused: asked - 2 * acknowledged.length };
}

test(`when the server of the events is away, slow, silent or restarted, each acknowledged command is in the log once, with one winner a revision, in ${SCHEDULES} schedules`, async () => {
  const chance = new Chance(SEED);
  let refused = 0;
  for (let n = 0; n < SCHEDULES; n++) {
    const done = await schedule(n, chance);
    expect([n, done.wrong]).toEqual([n, []]);
    refused += done.refused;
  }
  expect(await verifyLog(log)).toMatchObject({ ok: true });
  const readModels = server.part(ReadModels);
  await readModels.reached(StandInLog.placeOf(await log.head()), 10_000);
  const live = await readModels.checksum();
  expect((await server.part(Projector).rebuild()).differs).toEqual({ streams: [], tables: {} });
  expect(await readModels.checksum()).toBe(live);
  tell(`${refused} commands were told to come again, seed ${SEED}`);
}, 1_800_000);

describe('while the server of the events cannot be reached', () => {
  const home = 'eksempel.away';
  const board = () => server.get('/v1/board');
  const figures = () => server.get(`/v1/vacancy?from=${ago(30)}&to=${ago(1)}`, as('analyst'));
  beforeAll(async () => {
    await server.post(`/v1/${empty(home).path}`, empty(home).body);
    await server.get(`/v1/board?after=${server.position}`);
    await figures();
  });

  test.each([
    ['away', () => standIn.down(), () => standIn.up()],
    ['silent', () => void (standIn.faults.slow = 600_000), () => void (standIn.faults.slow = 0)],
  ])(
    '%s: reads go on and say that they are not up to date, commands are 503 with Retry-After, and it heals by itself',
    async (how, fail, heal) => {
      fail();
      await pause(300);
      const asked = [board(), figures(), rent(home, 5, how), server.get('/livez'), server.get('/readyz')] as const;
      const [shown, counted, refused, lives, ready] = await Promise.all(asked);
      expect([shown, counted]).toMatchObject(Array(2).fill({ status: 200, body: { upToDate: false } }));
      expect(refused).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
      expect(refused.headers.get('retry-after')).toBe('2');
      expect(lives.status).toBe(200);
      expect(ready).toMatchObject({ status: 503, body: { details: { store: expect.stringContaining('STORE_UNAVAILABLE') } } });
      await heal();
      const again = await insist(() => rent(home, 5, how), []);
      await server.part(ReadModels).reached(String(again.body['position']), 10_000);
      // A look that began while the server was silent is waited out.
      await pause(2_500);
      expect(await board()).toMatchObject({ status: 200, body: { upToDate: true } });
    },
  );
});
