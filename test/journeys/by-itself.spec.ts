import { StoreError, type EventStore } from '@relet/event-store';
import { EVENT_STORE, Projector, ReadModels } from '@relet/platform';
import { CommandGateway, Pause, Worker } from '@relet/reletting';
import { serve, as, type Server } from './server.js';

const DAY = 86_400_000;
const ago = (days: number) => new Date(Date.now() - days * DAY).toISOString().slice(0, 10);
const events = async (server: Server, stream: string) =>
  (await server.part<EventStore>(EVENT_STORE).readStream(stream)).map(({ type, effective, commandId }) => ({ type, effective, commandId }));
const typesOf = async (server: Server, stream: string) => (await events(server, stream)).map(({ type }) => type);

/** Makes an empty home with an offer. */
async function offered(server: Server, unit: string, citizen: string, respondBy: string, made = ago(30)): Promise<string> {
  const home = `/v1/units/${unit}`;
  const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
  await server.post(home, { effective: '2020-01-01', occupiedSince: '2020-01-01', ...registration });
  await server.post(`${home}/vacated`, { effective: ago(40), reason: 'eviction' });
  expect(await server.post(`${home}/offers`, { effective: made, offerId: 'o', citizen, respondBy })).toMatchObject({ status: 200 });
  return home;
}
async function citizenOf(server: Server): Promise<string> {
  const { body } = await server.post('/v1/citizens', { effective: ago(60), list: 'general', elderly: true }, as('eksempel'));
  return String(body['stream']).slice('citizen-'.length);
}

/** Makes the next append to a stream fail. */
function failNext(
  server: Server,
  stream: string,
  instead: () => Promise<void> = () => Promise.reject(new StoreError('STORE_UNAVAILABLE', 'cut')),
): void {
  const store = server.part<EventStore>(EVENT_STORE);
  const append = store.append.bind(store);
  let armed = true;
  store.append = async (to, ...rest) => {
    if (armed && to === stream) {
      armed = false;
      await instead();
    }
    return append(to, ...rest);
  };
}

describe('when a process is cut off between the claim of a citizen and the yes of the home', () => {
  let server: Server;
  beforeEach(async () => {
    server = await serve({ clock: 'system' });
  });
  afterEach(() => server.stop());

  test('the yes is given again under its own id, and the caller who asks again gets that answer', async () => {
    const citizen = await citizenOf(server);
    const home = await offered(server, 'eksempel.1', citizen, ago(-5));
    failNext(server, 'unit-eksempel.1');
    const yes = () => server.post(`${home}/offers/o/acceptance`, { effective: ago(1) }, { 'idempotency-key': 'yes' });
    expect(await yes()).toMatchObject({ status: 503 });
    expect(await typesOf(server, `citizen-${citizen}`)).toEqual(['CitizenApproved', 'HomeClaimed']);
    await server.get(`/v1/board?after=${server.position}`);
    await server.part(ReadModels).reached((await server.part<EventStore>(EVENT_STORE).head()) as string);
    await server.part(Worker).look();
    const [, claimed] = await events(server, `citizen-${citizen}`);
    expect((await events(server, 'unit-eksempel.1')).at(-1)).toEqual({
      type: 'OfferAccepted',
      effective: ago(1),
      commandId: claimed?.commandId,
    });
    expect(await yes()).toMatchObject({ status: 200, body: { events: [{ type: 'OfferAccepted' }] } });
    expect(await typesOf(server, `citizen-${citizen}`)).toEqual(['CitizenApproved', 'HomeClaimed']);
  });

  test('a direct move-in that names its citizen is given again like a yes, by the recovery alone', async () => {
    const citizen = await citizenOf(server);
    const home = '/v1/units/eksempel.9';
    const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
    await server.post(home, { effective: ago(50), ...registration });
    failNext(server, 'unit-eksempel.9');
    expect(await server.post(`${home}/move-in`, { effective: ago(1), direct: true, citizen })).toMatchObject({ status: 503 });
    expect(await typesOf(server, `citizen-${citizen}`)).toEqual(['CitizenApproved', 'HomeClaimed']);
    await server.part(ReadModels).reached((await server.part<EventStore>(EVENT_STORE).head()) as string);
    await server.part(Worker).look();
    const [, claimed] = await server.part<EventStore>(EVENT_STORE).readStream(`citizen-${citizen}`);
    expect((await server.part<EventStore>(EVENT_STORE).readStream('unit-eksempel.9')).at(-1)).toMatchObject({
      ...{ type: 'MovedIn', effective: ago(1), payload: { citizen, direct: true }, commandId: claimed?.commandId },
      commandHash: claimed?.commandHash,
    });
    expect(claimed?.payload['offerId']).toBe(claimed?.commandId);
    expect(await typesOf(server, `citizen-${citizen}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'HomeTaken']);
  });

  test('the claim is released only when the yes is refused: here the offer was withdrawn meanwhile', async () => {
    const citizen = await citizenOf(server);
    const home = await offered(server, 'eksempel.1', citizen, ago(-5));
    failNext(server, 'unit-eksempel.1');
    await server.post(`${home}/offers/o/acceptance`, { effective: ago(1) });
    await server.post(`${home}/offers/o/withdrawal`, { effective: ago(0) });
    expect(await typesOf(server, `citizen-${citizen}`)).not.toContain('ClaimReleased');
    await server.part(ReadModels).reached(server.position as string);
    await server.part(Worker).look();
    expect(await typesOf(server, `citizen-${citizen}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'ClaimReleased']);
  });

  test('a server that crashed finishes the yes before it serves again', async () => {
    const citizen = await citizenOf(server);
    const home = await offered(server, 'eksempel.1', citizen, ago(-5));
    failNext(server, 'unit-eksempel.1');
    await server.post(`${home}/offers/o/acceptance`, { effective: ago(1) });
    await server.stop();
    server = await serve({ ...server.settings });
    expect(await typesOf(server, 'unit-eksempel.1')).toContain('OfferAccepted');
  });

  test('a yes that was refused after its claim makes a new claim when it is given again', async () => {
    const citizen = await citizenOf(server);
    const home = await offered(server, 'eksempel.1', citizen, ago(-5));
    failNext(server, 'unit-eksempel.1', async () => void (await server.post(`${home}/offers/o/withdrawal`, { effective: ago(1) })));
    const yes = () => server.post(`${home}/offers/o/acceptance`, { effective: ago(1) }, { 'idempotency-key': 'yes' });
    expect(await yes()).toMatchObject({ status: 409, body: { code: 'OFFER_NOT_PENDING' } });
    const withdrawn = (await server.part<EventStore>(EVENT_STORE).readStream('unit-eksempel.1')).at(-1);
    await server.post(`${home}/retractions`, { targets: [withdrawn?.id], reason: 'typing_error' });
    expect(await yes()).toMatchObject({ status: 200 });
    expect(await typesOf(server, `citizen-${citizen}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'ClaimReleased', 'HomeClaimed']);
  });

  test('a claim whose yes is still under way stands while another home of the citizen is settled', async () => {
    const citizen = await citizenOf(server);
    const other = await offered(server, 'eksempel.2', citizen, ago(-5));
    const home = await offered(server, 'eksempel.1', citizen, ago(-5));
    await server.post(`${other}/offers/o/acceptance`, { effective: ago(2) });
    await server.post(`${other}/acceptance/cancellation`, { effective: ago(2), reason: 'regret' });
    const cancelled = (await server.part<EventStore>(EVENT_STORE).readStream('unit-eksempel.2')).at(-1);
    failNext(server, 'unit-eksempel.1', async () => {
      const corrected = await server.post(`${other}/corrections`, {
        target: cancelled?.id,
        newPayload: { reason: 'defect' },
        reason: 'typing_error',
      });
      expect(corrected).toMatchObject({ status: 200, body: { events: [{ type: 'EventCorrected' }] } });
      await server.part(Worker).look();
    });
    expect(await server.post(`${home}/offers/o/acceptance`, { effective: ago(1) })).toMatchObject({ status: 200 });
    expect((await typesOf(server, `citizen-${citizen}`)).at(-1)).toBe('HomeClaimed');
  });

  test("a move-in that is missing on the citizen's stream is recorded there", async () => {
    const citizen = await citizenOf(server);
    const home = await offered(server, 'eksempel.1', citizen, ago(-5));
    await server.post(`${home}/offers/o/acceptance`, { effective: ago(20) });
    await server.post(`${home}/contract`, { effective: ago(19), rentFrom: ago(10) });
    await server.post(`${home}/ready`, { effective: ago(15), direct: true });
    failNext(server, `citizen-${citizen}`);
    await server.post(`${home}/move-in`, { effective: ago(10) });
    expect(await typesOf(server, `citizen-${citizen}`)).not.toContain('HomeTaken');
    await server.part(ReadModels).reached((await server.part<EventStore>(EVENT_STORE).head()) as string);
    await server.part(Worker).look();
    expect((await events(server, `citizen-${citizen}`)).at(-1)).toMatchObject({ type: 'HomeTaken', effective: ago(10) });
  });
});

describe('deadlines', () => {
  let server: Server;
  beforeEach(async () => {
    server = await serve({ clock: 'system' });
  });
  afterEach(() => server.stop());
  const expiries = async () => (await events(server, 'unit-eksempel.1')).filter(({ type }) => type === 'OfferExpired');

  test('a server that was off for a week expires each due offer once, on the day on which it fell due', async () => {
    await offered(server, 'eksempel.1', await citizenOf(server), ago(7));
    await server.stop();
    server = await serve({ ...server.settings });
    for (const round of [1, 2, 3]) {
      await server.part(Worker).look();
      expect([round, await expiries()]).toMatchObject([round, [{ effective: ago(6) }]]);
    }
  });

  test('an offer does not expire before its last day has ended', async () => {
    await offered(server, 'eksempel.1', await citizenOf(server), new Date().toLocaleDateString('sv', { timeZone: 'Europe/Copenhagen' }));
    await server.part(ReadModels).reached(server.position as string);
    await server.part(Worker).look();
    expect(await expiries()).toEqual([]);
  });

  test('pause while history is imported and while read models are made anew', async () => {
    await offered(server, 'eksempel.1', await citizenOf(server), ago(7));
    await server.part(ReadModels).reached(server.position as string);
    await server.part(Pause).during(async () => {
      await server.part(Worker).look();
      expect(await expiries()).toEqual([]);
    });
    const readModels = server.part(ReadModels);
    await server.part(Projector).rebuild(() => void server.part(Worker).look());
    readModels.rebuilding = true;
    await server.part(Worker).look();
    expect(await expiries()).toEqual([]);
    readModels.rebuilding = false;
    await server.part(Worker).look();
    expect(await expiries()).toHaveLength(1);
  });

  test('leave an offer alone that was answered first, also when the read model still shows it as due', async () => {
    const home = await offered(server, 'eksempel.1', await citizenOf(server), ago(7));
    const gateway = server.part(CommandGateway);
    const give = gateway.give.bind(gateway);
    gateway.give = async (...order) => {
      if (order[1] === 'ExpireOffer') await server.post(`${home}/offers/o/decline`, { effective: ago(8), reason: 'other_area' });
      return give(...order);
    };
    await server.part(ReadModels).reached(server.position as string);
    await server.part(Worker).look();
    expect((await typesOf(server, 'unit-eksempel.1')).slice(-2)).toEqual(['OfferMade', 'OfferDeclined']);
  });
});

test('when a corrected respondBy moves an expiry to a later day, the offer is pending until that day and then expires by itself', async () => {
  const server = await serve();
  const on = (day: string, who = {}) => ({ 'relet-now': day, ...who });
  try {
    const home = '/v1/units/eksempel.1';
    const { body } = await server.post(
      '/v1/citizens',
      { effective: '2026-01-01', list: 'general', elderly: true },
      on('2026-01-01', as('eksempel')),
    );
    const citizen = String(body['stream']).slice('citizen-'.length);
    const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600000 };
    await server.post(home, { effective: '2026-01-01', ...registration });
    const offer = await server.post(
      `${home}/offers`,
      { effective: '2026-02-01', offerId: 'o', citizen, respondBy: '2026-02-05' },
      on('2026-02-01'),
    );
    const run = async (day: string) => (await server.post('/v1/deadlines/run', {}, on(day, as('operator')))).body['expired'];
    expect(await run('2026-02-10')).toMatchObject([{ offer: 'o', effective: '2026-02-06' }]);
    const target = (offer.body['events'] as unknown as { id: string }[])[0]?.id;
    const newPayload = { offerId: 'o', citizen, respondBy: '2026-02-20' };
    expect(await server.post(`${home}/corrections`, { target, newPayload, reason: 'typing_error' })).toMatchObject({ status: 200 });
    const erase = (day: string) => server.post(`/v1/citizens/${citizen}/erasure`, { effective: day }, on(day, as('eksempel')));
    expect(await erase('2026-02-20')).toMatchObject({ status: 409, body: { code: 'STILL_IN_USE' } });
    expect(await run('2026-02-20')).toEqual([]);
    expect(await server.post(`${home}/offers/o/withdrawal`, { effective: '2026-02-21' }, on('2026-02-21'))).toMatchObject({
      body: { code: 'OFFER_NOT_PENDING' },
    });
    expect(await run('2026-02-21')).toEqual([]);
    expect(await erase('2026-02-21')).toMatchObject({ status: 200 });
    expect((await typesOf(server, 'unit-eksempel.1')).filter((type) => type === 'OfferExpired')).toHaveLength(1);
  } finally {
    await server.stop();
  }
});
