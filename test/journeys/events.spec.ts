import { copenhagenDate } from '@relet/domain';
import { writeLongLog } from '../faults/long-log.js';
import { storeWith, theLog } from '../histories/before/log.js';
import { newStore } from '../operations/processes.js';
import { as, serve, type Server } from './server.js';

const LOG = theLog().filter(({ stream }) => !stream.startsWith('store-'));
let server: Server;
beforeAll(async () => {
  const store = newStore();
  await storeWith(store, theLog());
  server = await serve({ store });
}, 60_000);
afterAll(() => server.stop());

interface Page {
  events: { id: string; [field: string]: unknown }[];
  cursor: string | null;
}
const ask = async (query: string, who = 'auditor', from = server) =>
  (await from.get(`/v1/events?${query}`, as(who))).body as unknown as Page;
/** Every event that is found, a page at a time. */
async function all(query: string, who?: string, from = server): Promise<{ events: Page['events']; pages: number }> {
  const events: Page['events'] = [];
  let [cursor, pages]: [string | null, number] = ['', 0];
  for (; cursor !== null && pages < 200; pages++) {
    const page: Page = await ask(`${query}${cursor && `&cursor=${cursor}`}`, who, from);
    events.push(...page.events);
    ({ cursor } = page);
  }
  return { events, pages };
}
const idsOf = (events: readonly { id: string }[]) => events.map(({ id }) => id);
const found = async (query: string, who?: string) => idsOf((await all(`limit=200&${query}`, who)).events);
const [HOME, CITIZEN] = ['eksempel.107', LOG.find(({ type }) => type === 'OfferMade')?.payload['citizen'] as string];

test('an auditor goes through the whole log in its order, a page at a time, and meets every event once', async () => {
  const { events, pages } = await all('limit=97');
  expect(idsOf(events)).toEqual(idsOf(LOG));
  expect(pages).toBe(Math.ceil(LOG.length / 97));
  const [first] = LOG;
  const { type, revision, effective, recordedAt, actor, payload, hash } = first as (typeof LOG)[number];
  expect(events[0]).toMatchObject({ type, revision, effective, recordedAt, actor, payload, hash });
});

test('a municipality meets its own events, and no others', async () => {
  expect(await found('', 'nordby')).toEqual(idsOf(LOG.filter(({ municipality }) => municipality === 'nordby')));
  expect(await found('municipality=nordby')).toEqual(await found('', 'nordby'));
});

const events = (keeps: (event: (typeof LOG)[number]) => boolean) => idsOf(LOG.filter(keeps));
test.each<[string, string, (event: (typeof LOG)[number]) => boolean]>([
  ['home', `unit=${HOME}`, ({ stream }) => stream === `unit-${HOME}`],
  ['citizen', `citizen=${CITIZEN}`, ({ stream, payload }) => stream === `citizen-${CITIZEN}` || payload['citizen'] === CITIZEN],
  ['type', 'type=OfferMade', ({ type }) => type === 'OfferMade'],
  ['actor', 'actor=import-eksempel', ({ actor }) => actor === 'import-eksempel'],
  ['true day', 'from=2026-05-01&to=2026-05-31', ({ effective }) => effective >= '2026-05-01' && effective <= '2026-05-31'],
  [
    'day of recording',
    'days=recorded&from=2026-05-01&to=2026-05-31',
    ({ recordedAt }) => copenhagenDate(recordedAt) >= '2026-05-01' && copenhagenDate(recordedAt) <= '2026-05-31',
  ],
  ['what was known', 'knownAt=2025-06-15', ({ recordedAt }) => copenhagenDate(recordedAt) <= '2025-06-15'],
  ['two of these', `unit=${HOME}&type=Vacated`, ({ stream, type }) => stream === `unit-${HOME}` && type === 'Vacated'],
])('events are found by %s', async (_, query, keeps) => {
  expect(events(keeps).length).toBeGreaterThan(0);
  expect(await found(query)).toEqual(events(keeps));
});

test('a home’s events come page by page, too', async () => {
  const { events: some, pages } = await all(`unit=${HOME}&limit=3`);
  expect([idsOf(some), pages > 1]).toEqual([events(({ stream }) => stream === `unit-${HOME}`), true]);
});

test('what is out of sight is refused like what nobody knows', async () => {
  const stream = LOG.find(({ stream: each, municipality }) => each.startsWith('citizen-') && municipality === 'eksempel')?.stream;
  const asked = [
    `unit=${HOME}`,
    'unit=nordby.999',
    `citizen=${stream?.slice('citizen-'.length)}`,
    'municipality=eksempel',
    'municipality=nowhere',
  ];
  for (const query of asked) {
    const { status, body } = await server.get(`/v1/events?${query}`, as('nordby'));
    expect([query, status, body]).toMatchObject([query, 400, { errors: [{ pointer: `/${query.split('=')[0]}` }] }]);
  }
});

test('a cursor of another question, half a period and a word that is none are refused', async () => {
  const { cursor } = await ask('limit=1');
  for (const query of [`limit=1&type=Vacated&cursor=${cursor}`, 'from=2026-02-01&to=2026-01-01', 'type=Nothing', 'days=some', 'limit=0'])
    expect([query, (await server.get(`/v1/events?${query}`, as('auditor'))).status]).toEqual([query, 400]);
});

test('analysts and operators do not go through the log', async () => {
  for (const who of ['analyst', 'operator', 'dpo']) expect((await server.get('/v1/events', as(who))).status).toBe(403);
});

test('of a long log so much is looked through for one answer, and its cursor goes on', async () => {
  const store = newStore();
  await writeLongLog(store, 25_000);
  const long = await serve({ store, clock: 'system' });
  expect((await long.post('/v1/units/eksempel.1/rent', { effective: '2026-01-01', rentOere: 700_000 })).status).toBe(200);
  const first = await ask('actor=demo-administrator', 'auditor', long);
  expect([first.events, typeof first.cursor]).toEqual([[], 'string']);
  const { events: some, pages } = await all('actor=demo-administrator', 'auditor', long);
  expect([some.map(({ type }) => type), pages]).toEqual([['RentSet'], 2]);
  await long.stop();
}, 120_000);
