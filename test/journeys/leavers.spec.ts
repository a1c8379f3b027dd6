import { openStore, uuidV5, VersionConflict, type EventStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { EVENT_STORE, ReadModels } from '@relet/platform';
import { Pause, Worker } from '@relet/reletting';
import { disagreements } from '../faults/agreement.js';
import { ago, citizen } from '../faults/lettings.js';
import { newStore } from '../operations/processes.js';
import { as, serve, type Answer, type Server } from './server.js';

const REMOVALS = '6f9b2f0e-6a0c-5b6e-9d7a-0c6f2c1d4e5e';

/** A server on one of the two engines, with one of the two clocks. */
async function opened(engine: string, clock: 'system' | 'manual'): Promise<{ server: Server; close(): Promise<void> }> {
  if (engine === 'a file') {
    const server = await serve({ clock });
    return { server, close: () => server.stop() };
  }
  const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
  const server = await serve({ store: standIn.setting, readModel: newStore(), clock });
  return { server, close: () => server.stop().then(() => standIn.stop()) };
}

let server: Server;
const log = () => server.part<EventStore>(EVENT_STORE);
const post = (path: string, body: object, who = 'administrator') =>
  server.post(`/v1/${path}`, body, { ...as(who), ...(server.settings.clock === 'manual' && { 'relet-now': ago(0) }) });
async function taken(answer: Promise<Answer>): Promise<Answer> {
  const { status, body } = await answer;
  if (status !== 200) throw new Error(`${status} ${body.code}`);
  return answer;
}
const idsIn = ({ body }: Answer) => (body['events'] as unknown as { id: string }[]).map(({ id }) => id);

let homes = 0;
/** A new home, empty and ready. */
async function empty(): Promise<string> {
  const unit = `eksempel.leaver${++homes}`;
  const registration = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };
  await taken(post(`units/${unit}`, { effective: ago(50), ...registration }));
  return unit;
}
let people = 0;
async function approved(): Promise<string> {
  const pseudonym = citizen(++people);
  await taken(post(`citizens/${pseudonym}/approval`, { effective: ago(60), list: 'general', elderly: true }, 'eksempel'));
  return pseudonym;
}
const offered = (unit: string, pseudonym: string, respondBy = ago(-5), made = ago(30)) =>
  taken(post(`units/${unit}/offers`, { effective: made, offerId: 'o', citizen: pseudonym, respondBy }));
const accepted = (unit: string, day = ago(20)) => taken(post(`units/${unit}/offers/o/acceptance`, { effective: day }));
const removed = (pseudonym: string, day: string, reason: string) =>
  taken(post(`citizens/${pseudonym}/removal`, { effective: day, reason }, 'eksempel'));
const retracted = (stream: string, targets: string[], who = 'administrator') =>
  taken(post(`${stream}/retractions`, { targets, reason: 'typing_error' }, who));

const last = async (stream: string) => {
  const { type, effective, payload } = (await log().readStream(stream)).at(-1) as { type: string; effective: string; payload: object };
  return [type, effective, ...('reason' in payload ? [payload.reason] : [])].join(' ');
};
const typesOf = async (stream: string) => (await log().readStream(stream)).map(({ type }) => type);
const seen = async () => server.part(ReadModels).reached((await log().head()) as string);
/** The next round: by the worker, or when told where the clock is set by hand. */
async function round(): Promise<Answer['body'] | undefined> {
  await seen();
  if (server.settings.clock === 'manual') return (await taken(post('deadlines/run', {}, 'operator'))).body;
  await server.part(Worker).look();
  return undefined;
}
/** With a manual clock nothing follows until it is told. */
const followed = () => (server.settings.clock === 'manual' ? round() : undefined);

describe.each([
  ['a file', 'system'],
  ['a file', 'manual'],
  ['EventStoreDB', 'system'],
  ['EventStoreDB', 'manual'],
] as const)('on %s with a %s clock, who leaves the list', (engine, clock) => {
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ server, close } = await opened(engine, clock));
    await taken(post('policies/eksempel', { effective: ago(100), maxOpenOffers: 16 }));
  });
  afterAll(() => close());

  test('leaves offers and reservation, each by one command whose cause is the removal', async () => {
    const [anna, one, other] = [await approved(), await empty(), await empty()];
    await offered(one, anna);
    const [reserved = ''] = idsIn(await taken(post(`units/${other}/reservation`, { effective: ago(25), citizen: anna }, 'eksempel')));
    const [removal = ''] = idsIn(await removed(anna, ago(10), 'own_wish'));
    if (clock === 'manual')
      expect([await last(`unit-${one}`), await last(`unit-${other}`)]).toEqual([`OfferMade ${ago(30)}`, `Reserved ${ago(25)}`]);
    await followed();
    const { commandId: cause } = (await log().readStream(`citizen-${anna}`)).at(-1) as { commandId: string };
    const follows = { actor: 'system', party: 'system', effective: ago(10), correlationId: cause, causationId: cause };
    expect((await log().readStream(`unit-${one}`)).at(-1)).toMatchObject({
      ...{ ...follows, type: 'OfferWithdrawn', payload: { offerId: 'o' } },
      commandId: uuidV5(REMOVALS, `${removal}/${one}/o/WithdrawOffer`),
    });
    expect((await log().readStream(`unit-${other}`)).at(-1)).toMatchObject({
      ...{ ...follows, type: 'ReservationReleased' },
      commandId: uuidV5(REMOVALS, `${removal}/${other}/${reserved}/ReleaseReservation`),
    });
  });

  test('keeps the home that was said yes to, unless the reason is a death or a move away', async () => {
    const [anna, home] = [await approved(), await empty()];
    await offered(home, anna);
    await accepted(home);
    const [removal = ''] = idsIn(await removed(anna, ago(15), 'own_wish'));
    await round();
    expect(await last(`unit-${home}`)).toBe(`OfferAccepted ${ago(20)}`);
    await taken(post(`units/${home}/contract`, { effective: ago(12), rentFrom: ago(1) }));
    const reason = (to: string) =>
      taken(post(`citizens/${anna}/corrections`, { target: removal, newPayload: { reason: to }, reason: 'learned_later' }, 'eksempel'));
    await reason('moved_away');
    await followed();
    expect(await last(`unit-${home}`)).toBe(`AcceptanceCancelled ${ago(12)} regret`);
    expect(await last(`citizen-${anna}`)).toMatch('ClaimReleased');
    await reason('own_wish');
    await retracted(`citizens/${anna}`, [removal], 'eksempel');
    await round();
    expect(await last(`unit-${home}`)).toBe(`AcceptanceCancelled ${ago(12)} regret`);
  });

  test('once: what people retract stays retracted', async () => {
    const [anna, home] = [await approved(), await empty()];
    await offered(home, anna);
    await removed(anna, ago(10), 'own_wish');
    await followed();
    const late = () => post(`units/${home}/offers/o/acceptance`, { effective: ago(11) });
    expect(await late()).toMatchObject({ status: 409, body: { code: 'OFFER_NOT_PENDING' } });
    await retracted(`units/${home}`, [(await log().readStream(`unit-${home}`)).at(-1)?.id as string]);
    await round();
    await taken(post(`units/${home}/rent`, { effective: ago(1), rentOere: 1 }));
    if (clock === 'manual') expect(await round()).toMatchObject({ ended: [], refused: [] });
    await round();
    expect((await typesOf(`unit-${home}`)).filter((type) => type === 'OfferWithdrawn')).toHaveLength(1);
    expect(await late()).toMatchObject({ status: 200 });
  });

  test('before the deadlines of one round; an offer that was due before the removal is left to its deadline', async () => {
    const [anna, early, late] = [await approved(), await empty(), await empty()];
    await server.part(Pause).during(async () => {
      await offered(early, anna, ago(12));
      await offered(late, anna, ago(8));
      await removed(anna, ago(10), 'died');
      await seen();
      if (clock === 'system') await server.part(Worker).look();
      expect([await last(`unit-${early}`), await last(`unit-${late}`)]).toEqual([`OfferMade ${ago(30)}`, `OfferMade ${ago(30)}`]);
    });
    await round();
    expect([await last(`unit-${early}`), await last(`unit-${late}`)]).toEqual([`OfferExpired ${ago(11)}`, `OfferWithdrawn ${ago(10)}`]);
  });

  test('stays in the offers that were made after a new approval', async () => {
    const [anna, home] = [await approved(), await empty()];
    await removed(anna, ago(40), 'own_wish');
    await taken(post(`citizens/${anna}/approval`, { effective: ago(35), list: 'general', elderly: true }, 'eksempel'));
    await offered(home, anna);
    await round();
    expect(await last(`unit-${home}`)).toBe(`OfferMade ${ago(30)}`);
  });

  test('dead, neither signs nor moves in', async () => {
    const [anna, home, other] = [await approved(), await empty(), await empty()];
    await offered(home, anna);
    await offered(other, anna);
    await accepted(home);
    await removed(anna, ago(15), 'died');
    const sign = () => post(`units/${home}/contract`, { effective: ago(14), rentFrom: ago(1) });
    if (clock === 'manual') expect(await sign()).toMatchObject({ status: 409, body: { code: 'CITIZEN_NOT_ELIGIBLE' } });
    await followed();
    expect(await sign()).toMatchObject({ status: 409, body: { code: 'NOTHING_ACCEPTED' } });
    expect(await post(`units/${home}/move-in`, { effective: ago(13) })).toMatchObject({ status: 409, body: { code: 'NO_CONTRACT' } });
    expect([await last(`unit-${home}`), await last(`unit-${other}`)]).toEqual([
      `AcceptanceCancelled ${ago(15)} died`,
      `OfferWithdrawn ${ago(15)}`,
    ]);
    expect(await disagreements(log(), { citizens: [anna], homes: [home, other] })).toEqual([]);
  });

  test('is not erased while a home is reserved', async () => {
    const [anna, home] = [await approved(), await empty()];
    await taken(post(`units/${home}/reservation`, { effective: ago(25), citizen: anna }, 'eksempel'));
    await seen();
    const erase = () => post(`citizens/${anna}/erasure`, { effective: ago(0) }, 'eksempel');
    expect(await erase()).toMatchObject({ status: 409, body: { code: 'STILL_IN_USE' } });
    await taken(post(`units/${home}/reservation/release`, { effective: ago(24) }, 'eksempel'));
    expect(await erase()).toMatchObject({ status: 200 });
  });

  test('in a race with their own yes, ends up with no home in whichever order the two are written', async () => {
    for (let n = 0; n < 8; n++) {
      const [anna, home] = [await approved(), await empty()];
      await offered(home, anna);
      const yes = post(`units/${home}/offers/o/acceptance`, { effective: ago(11) });
      if (n % 2) await new Promise((done) => setTimeout(done, n));
      await Promise.all([yes, removed(anna, ago(10), 'died')]);
      await round();
      await round();
      expect([n, await last(`unit-${home}`)]).toEqual([n, expect.stringMatching(/^(OfferWithdrawn|AcceptanceCancelled)/)]);
      expect([n, await disagreements(log(), { citizens: [anna], homes: [home] })]).toEqual([n, []]);
    }
  });

  /** Lets something else happen just before the next append to a stream. */
  function beforeNext(stream: string, act: () => Promise<unknown>): void {
    const store = log();
    const { append } = store;
    store.append = async function (this: EventStore, to, ...rest) {
      if (to !== stream) return append.call(store, to, ...rest);
      store.append = append;
      await act();
      return append.call(store, to, ...rest);
    };
  }

  test('gives up that acceptance only: after a lost race another citizen’s yes to the home stands', async () => {
    const [anna, bent, home] = [await approved(), await approved(), await empty()];
    await offered(home, anna);
    await accepted(home);
    beforeNext(`citizen-${anna}`, async () => {
      beforeNext(`unit-${home}`, async () => {
        await taken(post(`units/${home}/acceptance/cancellation`, { effective: ago(15), reason: 'other' }));
        const offer = { effective: ago(14), offerId: 'p', citizen: bent, respondBy: ago(-5) };
        await taken(post(`units/${home}/offers`, offer));
        await taken(post(`units/${home}/offers/p/acceptance`, { effective: ago(12) }));
      });
    });
    await removed(anna, ago(10), 'died');
    await followed();
    expect(await last(`unit-${home}`)).toBe(`OfferAccepted ${ago(12)}`);
  });

  test('gives up what is refused at first when the home changes, and people are told of it', async () => {
    const [anna, home] = [await approved(), await empty()];
    await offered(home, anna);
    const store = log();
    const { append } = store;
    store.append = async (to, ...rest) => {
      if (to === `unit-${home}`) throw new VersionConflict(to, 0);
      return append.call(store, to, ...rest);
    };
    await removed(anna, ago(10), 'own_wish');
    const { body } = await taken(post('deadlines/run', {}, 'operator'));
    expect(body['refused']).toMatchObject([{ unit: home, command: 'WithdrawOffer', offer: 'o', code: 'VERSION_CONFLICT' }]);
    store.append = append;
    await taken(post(`units/${home}/rent`, { effective: ago(1), rentOere: 1 }));
    await round();
    expect(await last(`unit-${home}`)).toBe(`OfferWithdrawn ${ago(10)}`);
  });

  test('leaves no claim behind when a direct move-in that named them is retracted', async () => {
    const [anna, home] = [await approved(), await empty()];
    const move = () => post(`units/${home}/move-in`, { effective: ago(9), direct: true, citizen: anna });
    const [moved = ''] = idsIn(await taken(move()));
    expect(await typesOf(`citizen-${anna}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'HomeTaken']);
    await retracted(`units/${home}`, [moved]);
    expect(await typesOf(`citizen-${anna}`)).toEqual(['CitizenApproved', 'HomeClaimed', 'HomeTaken', 'EventRetracted', 'ClaimReleased']);
    await taken(post(`units/${home}/move-in`, { effective: ago(8), direct: true, citizen: anna }));
    expect(await disagreements(log(), { citizens: [anna], homes: [home] })).toEqual([]);
  });
});
