import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { setTimeout } from 'node:timers/promises';
import { ProjectorModule } from '../../apps/projector/src/projector.module.js';
import { WorkerModule } from '../../apps/worker/src/worker.module.js';
import { openStore, type EventStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { EVENT_STORE, ReadModels, settingsFrom, type Settings } from '@relet/platform';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { Pause, Worker } from '@relet/reletting';
import { as, serve, type Server } from '../journeys/server.js';
import { newStore, REGISTRATION, reletApart } from './processes.js';

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
const PLACES: [string, () => Promise<string>][] = [
  ['a file of one machine', async () => newStore().replace('.db', '.read.db')],
  ...(hasPostgres ? [['PostgreSQL', async () => (await sharedPostgres()).setting()] as [string, () => Promise<string>]] : []),
];

/** A role that serves nobody, in this process. */
async function runs(module: typeof ProjectorModule | typeof WorkerModule, settings: Partial<Settings>): Promise<INestApplicationContext> {
  return NestFactory.createApplicationContext(await module.with(settingsFrom({}, { log: 'silent', ...settings })), { logger: false });
}

describe.each(PLACES)('two APIs, a projector and two workers with rows in %s', (_, placeOf) => {
  let standIn: EventStoreDbStandIn;
  let apis: [Server, Server];
  let workers: [INestApplicationContext, INestApplicationContext];
  let others: INestApplicationContext[];
  beforeAll(async () => {
    standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
    const both = { store: standIn.setting, readModel: await placeOf(), clock: 'system' as const };
    const projector = await runs(ProjectorModule, { ...both, role: 'projector' });
    apis = [await serve({ ...both, role: 'api' }), await serve({ ...both, role: 'api' })];
    workers = [await runs(WorkerModule, { ...both, role: 'worker' }), await runs(WorkerModule, { ...both, role: 'worker' })];
    others = [...workers, projector];
  }, 60_000);
  afterAll(async () => {
    for (const each of apis) await each.stop();
    for (const each of others) await each.close();
    await standIn.stop();
  });

  const typesOf = async (unit: string) => (await apis[0].part<EventStore>(EVENT_STORE).readStream(`unit-${unit}`)).map(({ type }) => type);
  /** Makes an empty home with an offer that was to be answered a week ago; nobody but a worker ends it. */
  async function overdue(unit: string): Promise<void> {
    const { body } = await apis[0].post('/v1/citizens', { effective: ago(60), list: 'general', elderly: true }, as('eksempel'));
    await apis[0].post(`/v1/units/${unit}`, REGISTRATION);
    await apis[0].post(`/v1/units/${unit}/vacated`, { effective: ago(40), reason: 'eviction' });
    const offer = { effective: ago(30), offerId: 'o', citizen: String(body['stream']).slice('citizen-'.length), respondBy: ago(7) };
    expect(await apis[0].post(`/v1/units/${unit}/offers`, offer)).toMatchObject({ status: 200 });
    for (const each of workers) await each.get(ReadModels).reached(apis[0].position as string, 10_000);
  }
  const both = () => Promise.all(workers.map((each) => each.get(Worker).look()));

  test('what one API has taken, the other shows, and answers again under the same key', async () => {
    const [one, other] = apis;
    const key = { 'idempotency-key': 'the-same' };
    const first = await one.post('/v1/units/eksempel.1', REGISTRATION, key);
    expect(first.status).toBe(200);
    const board = await other.get(`/v1/board?after=${one.position}`);
    expect([board.status, (board.body['homes'] as unknown as { unit: string }[]).map(({ unit }) => unit)]).toEqual([200, ['eksempel.1']]);
    expect((await other.post('/v1/units/eksempel.1', REGISTRATION, key)).body).toEqual(first.body);
    expect((await other.post('/v1/units/eksempel.1', { ...REGISTRATION, rentOere: 2 }, key)).body.code).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  test('live events go on at the other API where the first one was left', async () => {
    const [one, other] = apis;
    await one.post('/v1/units/eksempel.2', REGISTRATION);
    const seen = one.position as string;
    await one.post('/v1/units/eksempel.2/rent', { effective: ago(20), rentOere: 7 });
    expect(one.position).not.toBe(seen);
    const ending = new AbortController();
    const headers = { authorization: 'Bearer demo-administrator', 'last-event-id': seen };
    const { body } = await fetch(`${other.address}/v1/units/eksempel.2/events`, { headers, signal: ending.signal });
    const timer = AbortSignal.timeout(10_000);
    timer.onabort = () => ending.abort();
    let text = '';
    try {
      for await (const part of body as unknown as AsyncIterable<Uint8Array>) {
        text += Buffer.from(part).toString();
        if (text.includes('RentSet')) break;
      }
    } finally {
      ending.abort();
    }
    expect(text.match(/"type":"\w+"/g)).toEqual(['"type":"RentSet"']);
  });

  test('deadlines wait in every process while history comes in at one API, and run once afterwards', async () => {
    await overdue('eksempel.3');
    await apis[1].part(Pause).during(async () => {
      await both();
      expect(await typesOf('eksempel.3')).not.toContain('OfferExpired');
    });
    await both();
    expect((await typesOf('eksempel.3')).filter((type) => type === 'OfferExpired')).toHaveLength(1);
  });

  test('one worker works; when it stops the other one goes on', async () => {
    await overdue('eksempel.4');
    await workers[1].get(Worker).look();
    expect(await typesOf('eksempel.4')).not.toContain('OfferExpired');
    others = others.filter((each) => each !== workers[0]);
    await workers[0].close();
    for (let n = 0; n < 100 && !(await typesOf('eksempel.4')).includes('OfferExpired'); n++) await setTimeout(100);
    expect((await typesOf('eksempel.4')).filter((type) => type === 'OfferExpired')).toHaveLength(1);
  }, 30_000);

  test('an API tells that persons are kept elsewhere, and erases nobody', async () => {
    const { body } = await apis[0].post('/v1/citizens', { effective: ago(60), list: 'general', elderly: true }, as('eksempel'));
    const citizen = String(body['stream']).slice('citizen-'.length);
    for (const asked of [
      apis[1].post('/v1/persons/search', { name: 'anna', reason: 'offer' }, as('eksempel')),
      apis[1].post(`/v1/citizens/${citizen}/erasure`, { effective: ago(0) }, as('eksempel')),
    ]) {
      const { status, body: problem, headers } = await asked;
      expect([status, problem.code, headers.get('retry-after')]).toEqual([503, 'PERSONS_ELSEWHERE', '2']);
    }
  });
});

describe('a role is refused', () => {
  const refused = async (...argv: string[]) => {
    const { exit, talk } = await reletApart('serve', ...argv, '--port', '0');
    return [exit, talk.trim()];
  };

  test('on a log in a file, in rows that nobody makes, and when there is none of that name', async () => {
    const store = newStore();
    expect(await refused('--store', store, '--role', 'api')).toEqual([2, expect.stringContaining('a log in a file has one process')]);
    expect(await refused('--store', store, '--role', 'boss')).toEqual([2, expect.stringContaining('all, api, projector, worker')]);
  });

  test('on a store whose clock is set by hand, and without rows', async () => {
    const standIn = await EventStoreDbStandIn.start(await openStore(newStore()));
    const readModel = newStore().replace('.db', '.read.db');
    const api = { store: standIn.setting, readModel, role: 'api' as const };
    await expect(serve({ ...api, clock: 'manual' })).rejects.toMatchObject({ why: 'ROLE_BY_HAND' });
    await expect(serve({ ...api, clock: 'system' })).rejects.toMatchObject({ why: 'ROLE_WITHOUT_ROWS' });
    await standIn.stop();
  }, 30_000);
});
