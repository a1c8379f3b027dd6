import { as, serve, type Server } from './server.js';

const NOW = '2026-06-10';
const now = { 'relet-now': NOW };
const municipality = { ...as('eksempel'), ...now };

let server: Server;
const citizens: Record<'elderly' | 'specific' | 'young' | 'offered', string> = { elderly: '', specific: '', young: '', offered: '' };
beforeAll(async () => {
  server = await serve();
  citizens.elderly = await approved('2026-05-01', 'general', true);
  citizens.specific = await approved('2026-05-01', 'specific', true);
  citizens.young = await approved('2026-05-01', 'general', false);
  citizens.offered = await approved('2026-05-02', 'general', true);
  await home('1', { kind: 'care_home' });
  await home('2', { kind: 'elderly_home' });
  await home('3', { kind: 'dementia_home' });
  await home('4', { kind: 'care_home' });
  await home('5', { kind: 'care_home', works: '2026-07-10' });
  await home('6', { kind: 'care_home', works: '2026-07-20' });
  await home('7', { kind: 'care_home', at: 'nabo' });
  await taken('/v1/units/eksempel.3/out-of-service', { effective: NOW, reason: 'mould' });
  await taken('/v1/units/eksempel.4/offers', { effective: NOW, offerId: 'o', citizen: citizens.offered }, municipality);
}, 60_000);
afterAll(() => server.stop());

async function taken(path: string, body: object, headers: Record<string, string> = now) {
  const answer = await server.post(path, body, headers);
  expect([path, answer.status, answer.body.code]).toEqual([path, 200, undefined]);
  return answer.body;
}

async function approved(effective: string, list: string, elderly: boolean): Promise<string> {
  const { stream } = await taken('/v1/citizens', { effective, list, elderly }, municipality);
  return String(stream).slice('citizen-'.length);
}

/** An empty home that is ready from 1 June, or has works that are due on a day. */
async function home(number: string, { kind, works, at = 'eksempel' }: { kind: string; works?: string; at?: string }): Promise<void> {
  const path = `/v1/units/${at}.${number}`;
  const registration = { kind, municipality: at, building: 'Solgaarden', rentOere: 600000 };
  await taken(path, { effective: '2020-01-01', occupiedSince: '2020-01-01', ...registration });
  await taken(`${path}/vacated`, { effective: '2026-05-20', reason: 'eviction' });
  await taken(`${path}/keys`, { effective: '2026-05-25' });
  await taken(`${path}/inspection`, { effective: '2026-06-01', works: works ? 'standard' : 'none' });
  if (works) await taken(`${path}/works`, { effective: '2026-06-02', due: works });
}

async function waiting(query = '', asking = municipality): Promise<Map<string, object>> {
  const { body } = await server.get(`/v1/waiting-list?after=${server.position}${query}`, asking);
  return new Map((body['citizens'] as unknown as { citizen: string }[]).map((each) => [each.citizen, each]));
}

test('for a citizen whose guarantee runs, homes that are ready or whose works are due in time are named, with the days to spare', async () => {
  expect((await waiting()).get(citizens.elderly)).toMatchObject({
    deadline: '2026-07-01',
    readyBy: '2026-07-15',
    daysLeft: 21,
    noClock: null,
    homes: [
      { unit: 'eksempel.1', ready: true, readyOn: '2026-06-01', daysToSpare: 35 },
      { unit: 'eksempel.5', ready: false, readyOn: '2026-07-10', daysToSpare: 5 },
    ],
  });
});

test('homes that are of another kind, out of service, offered to somebody else, ready too late or of another municipality are not named', async () => {
  const { homes } = (await waiting()).get(citizens.elderly) as { homes: { unit: string }[] };
  const named = homes.map(({ unit }) => unit);
  for (const unit of ['eksempel.2', 'eksempel.3', 'eksempel.4', 'eksempel.6', 'nabo.7']) expect(named).not.toContain(unit);
});

test('for a citizen without a guarantee the reason is given, and for one who had an offer in time no home is named', async () => {
  const list = await waiting();
  expect(list.get(citizens.specific)).toMatchObject({ noClock: 'specific_list', deadline: null, homes: [] });
  expect(list.get(citizens.young)).toMatchObject({ noClock: 'not_elderly', deadline: null, homes: [] });
  expect(list.get(citizens.offered)).toMatchObject({ metOn: NOW, daysLeft: null, homes: [], openOffers: [{ unit: 'eksempel.4' }] });
});

test('a reserved home is named only for the citizen it is reserved for', async () => {
  await taken('/v1/units/eksempel.1/reservation', { effective: NOW, citizen: citizens.specific }, municipality);
  expect((await waiting()).get(citizens.elderly)).toMatchObject({ homes: [{ unit: 'eksempel.5' }] });
  await taken('/v1/units/eksempel.1/reservation/release', { effective: NOW }, municipality);
});

test('a ready home is named also when the deadline is past', async () => {
  expect((await waiting('&asOf=2026-08-01')).get(citizens.elderly)).toMatchObject({
    daysLeft: -31,
    breachDays: 31,
    homes: [{ unit: 'eksempel.1', ready: true, daysToSpare: -17 }],
  });
});

test('on a day between an offer and its refusal the clock from before the refusal is shown', async () => {
  const later = { ...as('eksempel'), 'relet-now': '2026-06-12' };
  await taken('/v1/units/eksempel.4/offers/o/decline', { effective: '2026-06-12', reason: 'other_area' }, later);
  expect((await waiting(`&asOf=${NOW}`, later)).get(citizens.offered)).toMatchObject({
    clockFrom: '2026-05-02',
    deadline: '2026-07-02',
    metOn: NOW,
    openOffers: [{ unit: 'eksempel.4', offerId: 'o' }],
  });
  expect((await waiting('&asOf=2026-06-12', later)).get(citizens.offered)).toMatchObject({
    clockFrom: '2026-06-12',
    deadline: '2026-08-12',
    metOn: null,
    openOffers: [],
  });
});
