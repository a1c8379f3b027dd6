import { Users } from '@relet/identity';
import Database from 'better-sqlite3';
import { rmSync } from 'node:fs';
import { openStore, link, type EventDraft, type EventStore } from '@relet/event-store';
import { draft, EventStoreDbStandIn } from '@relet/event-store/testing';
import { EVENT_STORE, ReadModels, Streams } from '@relet/platform';
import { relet } from '../acceptance/relet.js';
import { as, serve, type Server } from '../journeys/server.js';
import { newStore } from '../operations/processes.js';
import { ago, approved, citizen, empty, offered, yes } from './lettings.js';
import type { Order } from './clients.js';

const HOME = 'eksempel.1';
const STREAM = `unit-${HOME}`;
const post = (server: Server, { path, body, as: who = 'administrator' }: Order) => server.post(`/v1/${path}`, body, as(who));
const rent = (unit: string): Order => ({ path: `units/${unit}/rent`, body: { effective: ago(1), rentOere: 5 } });
const period = `from=${ago(30)}&to=${ago(1)}`;

/** A server with two homes of one municipality and one of another, all of them empty. */
async function threeHomes(store = newStore()): Promise<Server> {
  const server = await serve({ store, clock: 'system' });
  for (const unit of [HOME, 'eksempel.2', 'nordby.1']) {
    const { path, body } = empty(unit);
    await post(server, { path, body: { ...body, municipality: unit.split('.')[0] } });
  }
  return server;
}

/** Writes an event that no command of this version writes, correctly linked, as another version or another program might. */
async function write(server: Server, stream: string, event: Partial<EventDraft>): Promise<void> {
  const store = server.part<EventStore>(EVENT_STORE);
  const head = (await store.readStream(stream)).at(-1);
  const events = link(head, stream, [{ ...draft(), effective: ago(1), ...event }], new Date().toISOString());
  await store.append(stream, head?.revision ?? 'noStream', events);
}

/** Writes a text into a store's file directly, past all checks. */
function writeText(path: string, stream: string, text: string): void {
  const file = new Database(path);
  const next = file.prepare('SELECT max(revision) + 1 FROM event WHERE stream = ?').pluck().get(stream) as number;
  file.prepare('INSERT INTO event (stream, revision, body) VALUES (?, ?, ?)').run(stream, next, text);
  file.close();
}

/** Waits until everything that is acknowledged by now is visible. */
async function seen(server: Server): Promise<void> {
  await server.part(ReadModels).reached((await server.part<EventStore>(EVENT_STORE).head()) as string, 10_000);
}

/** Removes the last event of a stream, as somebody who mends the store would. */
function mend(path: string, stream: string): void {
  const file = new Database(path);
  file.prepare('DELETE FROM event WHERE stream = ? AND revision = (SELECT max(revision) FROM event WHERE stream = ?)').run(stream, stream);
  file.close();
}

/** Expects that one home is parked: every answer that lacks it says so, commands on it are refused with their code, and all else goes on. */
async function oneIsParked(server: Server, folds: boolean): Promise<void> {
  expect(await server.get('/v1/board')).toMatchObject({
    status: 200,
    body: { parked: [STREAM], homes: [{ unit: 'eksempel.2' }, { unit: 'nordby.1' }] },
  });
  expect(await server.get('/v1/board', as('eksempel'))).toMatchObject({ body: { parked: [STREAM] } });
  expect(await server.get('/v1/board', as('nordby'))).toMatchObject({ body: { parked: [] } });
  for (const path of [`vacancy?${period}`, 'waiting-list', 'deadlines', `meeting?since=${ago(3)}`])
    expect([path, await server.get(`/v1/${path}`, as('auditor'))]).toMatchObject([path, { status: 200, body: { parked: [STREAM] } }]);
  // These answers are made from the log itself, so a home that can be folded is in them.
  for (const path of [`vacancy?${period}&knownAt=${new Date().toISOString()}`, 'portfolio', `difference?asOf=${ago(9)}`])
    expect([path, await server.get(`/v1/${path}`, as('auditor'))]).toMatchObject([
      path,
      { status: 200, body: { parked: folds ? [] : [STREAM] } },
    ]);
  for (const file of [`vacancy?${period}&csv=da`, `exports/unit-days?${period}&csv=da`, `exports/phases?${period}&csv=en`])
    expect((await server.get(`/v1/${file}`, as('analyst'))).headers.get('relet-parked')).toBe(`1: ${STREAM}`);
  expect((await server.get(`/v1/exports/vacancies?${period}&csv=en`, as('nordby'))).headers.get('relet-parked')).toBe('0');
  const page = await server.get(`/v1/meeting?since=${ago(3)}`, { accept: 'text/html' });
  expect(page.body['text']).toContain(`Kunne ikke læses og er ikke med: ${STREAM}.`);
  expect(await server.get('/readyz')).toMatchObject({
    status: 200,
    body: { parkedHomes: 1, warnings: [expect.stringContaining('relet repair')] },
  });
  expect((await server.get('/metrics')).body['text']).toContain('relet_parked_homes 1\n');
  const refused = await post(server, rent(HOME));
  expect(refused).toMatchObject({ status: 409, body: { code: 'HISTORY_UNREADABLE' } });
  expect((await server.post(`/v1/units/${HOME}/rent`, rent(HOME).body, { 'accept-language': 'da' })).body['title']).toBe(
    'Historikken kan ikke læses',
  );
  expect(await server.get(`/v1/units/${HOME}/next-steps`)).toMatchObject({ status: 409 });
  for (const path of ['rent', 'offers'])
    expect((await server.post(`/v1/units/${HOME}/${path}`, { effective: ago(1), rentOere: 5 }, as('nordby'))).body).toEqual(
      (await server.post(`/v1/units/eksempel.none/${path}`, { effective: ago(1), rentOere: 5 }, as('nordby'))).body,
    );
  expect(await post(server, rent('eksempel.2'))).toMatchObject({ status: 200 });
}

describe.each<[string, number, (server: Server) => Promise<void> | void]>([
  ['of an unknown type', 0, (server) => write(server, STREAM, { type: 'RoofBlownOff' })],
  ['of a later version', 0, (server) => write(server, STREAM, { type: 'NoticeGiven', v: 99, payload: { by: 'resident' } })],
  [
    'with a day that is none',
    0,
    (server) => write(server, STREAM, { type: 'NoticeGiven', effective: 'soon', payload: { by: 'resident' } }),
  ],
  ['that no row can be made of', 0, (server) => write(server, STREAM, { type: 'OfferMade' })],
  ['that is no JSON', 6, ({ settings }) => writeText(settings.store, STREAM, '{"id":"5d7a')],
  ['whose text names another stream', 6, ({ settings }) => writeText(settings.store, STREAM, '{"stream":"unit-eksempel.2","revision":0}')],
])('an event %s', (name, broken, poison) => {
  const folds = name === 'that no row can be made of';
  let server: Server;
  beforeAll(async () => {
    server = await threeHomes();
    await poison(server);
    await post(server, rent('nordby.1'));
    await seen(server);
  });

  test('parks its home, every answer says so, and the other homes go on', () => oneIsParked(server, folds));

  test('is found by the doctor and, where the log itself is damaged, by verify', async () => {
    await server.stop();
    const { store } = server.settings;
    const { checks } = JSON.parse((await relet('doctor', '--store', store, '--json')).out) as { checks: object[] };
    expect(checks).toContainEqual(expect.objectContaining({ name: 'parked homes', level: 'warn', found: `1: ${STREAM}` }));
    expect((await relet('verify', '--store', store)).exit).toBe(broken);
    expect((await relet('board', '--store', store)).talk).toContain(`Not complete: ${STREAM}`);
  });

  test('parks its home as well after a start and when the read models are made anew, with the same rows', async () => {
    const { settings } = server;
    server = await serve(settings);
    await oneIsParked(server, folds);
    await seen(server);
    const live = await server.part(ReadModels).checksum();
    await server.stop();
    rmSync(settings.readModel);
    server = await serve(settings);
    expect(await server.part(ReadModels).checksum()).toBe(live);
    await oneIsParked(server, folds);
    await server.stop();
  });

  test('is read again by `relet repair` once it was mended', async () => {
    const { store } = server.settings;
    const repaired = async () => {
      const { exit, out } = await relet('repair', '--json', '--store', store);
      return { exit, ...(JSON.parse(out) as object) };
    };
    expect(await repaired()).toMatchObject({ exit: 6, parked: [{ stream: STREAM }] });
    mend(store, STREAM);
    expect(await repaired()).toEqual({ exit: 0, parked: [] });
    server = await serve(server.settings);
    expect(await server.get('/v1/board')).toMatchObject({ body: { parked: [], homes: [{ unit: HOME }, {}, {}] } });
    expect(await post(server, rent(HOME))).toMatchObject({ status: 200 });
    await server.stop();
  });
});

test('a running server reads a mended stream again when it is told to', async () => {
  const server = await threeHomes();
  const { store } = server.settings;
  const text = (change: (body: string) => string) => {
    const file = new Database(store);
    const body = file.prepare('SELECT body FROM event WHERE stream = ? AND revision = 0').pluck().get(STREAM) as string;
    file.prepare('UPDATE event SET body = ? WHERE stream = ? AND revision = 0').run(change(body), STREAM);
    file.close();
  };
  server.part(Streams).forget(STREAM);
  text((body) => `?${body}`);
  await post(server, rent(HOME)); // The server reads the stream here, with a first event that cannot be read.
  await write(server, STREAM, { type: 'RentSet', payload: { rentOere: 7 } });
  await seen(server);
  const repair = () => server.post('/v1/read-models/repair', undefined, as('operator'));
  expect(await repair()).toMatchObject({ status: 200, body: { parked: [{ stream: STREAM }] } });
  text((body) => body.slice(1));
  expect(await repair()).toMatchObject({ status: 200, body: { parked: [] } });
  expect(await post(server, rent(HOME))).toMatchObject({ status: 200 });
  expect(await server.post('/v1/read-models/repair')).toMatchObject({ status: 403 });
  await server.stop();
});

test('an answer as known before the event that cannot be read is complete', async () => {
  const server = await threeHomes();
  await new Promise((later) => setTimeout(later, 2));
  const before = new Date().toISOString();
  await new Promise((later) => setTimeout(later, 2));
  await write(server, STREAM, { type: 'RoofBlownOff' });
  await seen(server);
  for (const path of [`vacancy?${period}&knownAt=${before}`, `portfolio?knownAt=${before}`])
    expect([path, await server.get(`/v1/${path}`, as('auditor'))]).toMatchObject([path, { status: 200, body: { parked: [] } }]);
  await server.stop();
});

test('a home that a correction made unreadable takes only another correction, and can be read again after it', async () => {
  const server = await threeHomes();
  const [registered] = await server.part<EventStore>(EVENT_STORE).readStream(STREAM);
  const [target, reason] = [String(registered?.id), 'typing_error'];
  await write(server, STREAM, { type: 'EventCorrected', payload: { target, newPayload: {}, reason } });
  await seen(server);
  expect(await post(server, rent(HOME))).toMatchObject({ status: 409, body: { code: 'HISTORY_UNREADABLE' } });
  const corrected = { path: `units/${HOME}/corrections`, body: { target, newPayload: { ...registered?.payload, rentOere: 7 }, reason } };
  expect(await post(server, corrected)).toMatchObject({ status: 200 });
  await seen(server);
  expect(await server.get('/v1/board')).toMatchObject({ body: { parked: [], homes: [{ unit: HOME }, {}, {}] } });
  expect(await post(server, rent(HOME))).toMatchObject({ status: 200 });
  await server.stop();
});

test('while a policy cannot be read its municipality is told so, others go on, and reads say that they are not complete', async () => {
  const server = await threeHomes();
  await write(server, 'policy-eksempel', { type: 'PolicyAgreed', v: 99 });
  await seen(server);
  expect(await server.get('/v1/board')).toMatchObject({ status: 200, body: { parked: ['policy-eksempel'], homes: [{}, {}, {}] } });
  expect(await server.get('/v1/board', as('nordby'))).toMatchObject({ status: 200, body: { parked: [] } });
  expect(await post(server, rent(HOME))).toMatchObject({ status: 409, body: { code: 'HISTORY_UNREADABLE' } });
  expect(await post(server, rent('nordby.1'))).toMatchObject({ status: 200 });
  await server.stop();
});

test("a citizen whose stream cannot be read is offered nothing and cannot accept, and another citizen's yes is taken", async () => {
  const server = await threeHomes();
  const [one, other] = [citizen(1), citizen(2)];
  for (const order of [approved(one), approved(other), offered(HOME, one), offered('eksempel.2', other)]) await post(server, order);
  await write(server, `citizen-${one}`, { type: 'Cloned', municipality: 'eksempel' });
  expect(await post(server, yes(HOME, one))).toMatchObject({ status: 409, body: { code: 'HISTORY_UNREADABLE' } });
  expect(await post(server, yes('eksempel.2', other))).toMatchObject({ status: 200 });
  await seen(server);
  expect(await server.get('/v1/waiting-list')).toMatchObject({ body: { parked: [`citizen-${one}`], citizens: [{ citizen: other }] } });
  // Its municipality hears of it, and no other; nor does an administrator who manages others alone.
  const parkedFor = async (headers: Record<string, string>) =>
    Promise.all(
      ['waiting-list', 'vacancy?from=2026-01-01&to=2026-01-31'].map(
        async (path) => (await server.get(`/v1/${path}`, headers)).body['parked'],
      ),
    );
  expect(await parkedFor(as('eksempel'))).toEqual([[`citizen-${one}`], [`citizen-${one}`]]);
  expect(await parkedFor(as('nordby'))).toEqual([[], []]);
  const users = server.part(Users);
  await users.municipalities.set({ id: 'nordby', name: 'Nordby', cvr: '29189999', from: '2020-01-01', to: null }, 'test');
  expect(await parkedFor(as('administrator'))).toEqual([[], []]);
  await server.stop();
});

test('on EventStoreDB an event whose bytes are no JSON parks its home, and the other homes go on', async () => {
  const file = newStore();
  const standIn = await EventStoreDbStandIn.start(await openStore(file));
  const server = await serve({ store: standIn.setting, readModel: newStore(), clock: 'system' });
  for (const unit of [HOME, 'eksempel.2']) await post(server, empty(unit));
  writeText(file, STREAM, '{"id":"5d7a');
  await post(server, rent('eksempel.2'));
  await seen(server);
  expect(await server.get('/v1/board')).toMatchObject({ status: 200, body: { parked: [STREAM], homes: [{ unit: 'eksempel.2' }] } });
  expect(await post(server, rent(HOME))).toMatchObject({ status: 409, body: { code: 'HISTORY_UNREADABLE' } });
  expect(await server.get('/v1/verify', as('auditor'))).toMatchObject({
    body: { ok: false, breaks: [{ stream: STREAM, revision: 1, kind: 'text' }] },
  });
  await server.stop();
  await standIn.stop();
});
