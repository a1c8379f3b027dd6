import { setTimeout } from 'node:timers/promises';
import { openStore, type EventStore } from '@relet/event-store';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { REGISTRATION, reletUnder, serveApart, type ServerProcess } from '../operations/processes.js';
import { EVENT_SERVERS, type EventServer } from './event-server.js';
import { count, tell } from './soak.js';

/** Commands a second at most, from clients that each wait for their answer. */
const [CLIENTS, RATE] = [20, 100];
const APIS = count(2, 3);
/** A client gives up after so many tries, half a second apart at most. */
const TRIES = 120;

interface Taken {
  unit: string;
  key: string;
  ids: string;
  tries: number;
}

(hasPostgres ? describe : describe.skip)('APIs, a projector and a worker, each a process', () => {
  let events: EventServer;
  let env: Record<string, string>;
  const role = (name: string) => serveApart(events.setting, env, '0', name);
  let apis: ServerProcess[];
  let others: ServerProcess[];
  beforeAll(async () => {
    events = await (EVENT_SERVERS[0] as (typeof EVENT_SERVERS)[0]).start();
    env = { RELET_READ_MODEL: (await sharedPostgres()).setting() };
    others = [await role('projector'), await role('worker')];
    apis = await Promise.all(Array.from({ length: APIS }, () => role('api')));
  }, 120_000);
  afterAll(async () => {
    for (const { child } of [...apis, ...others]) child.kill('SIGKILL');
    await events.stop();
  });

  const ask = async (address: string, unit: string, key: string) => {
    const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json', 'idempotency-key': key };
    const response = await fetch(`${address}/v1/units/${unit}`, {
      ...{ method: 'POST', headers, body: JSON.stringify(REGISTRATION), signal: AbortSignal.timeout(15_000) },
    });
    const body = (await response.json()) as { code?: string; events?: { id: string }[] };
    return { status: response.status, code: body.code, again: response.headers.get('retry-after'), events: body.events };
  };

  /** One command until it has its answer, at one API after the other. */
  async function given(n: number, refused: string[]): Promise<Taken | undefined> {
    const [unit, key] = [`eksempel.r${n}`, `r${n}`];
    for (let tries = 1; tries <= TRIES; tries++) {
      const { address } = apis[(n + tries) % apis.length] as ServerProcess;
      const answer = await ask(address, unit, key).catch(() => undefined);
      if (answer?.status === 200) return { unit, key, tries, ids: JSON.stringify(answer.events?.map(({ id }) => id)) };
      if (answer && !(answer.status === 503 && answer.again)) {
        refused.push(`${unit}: ${answer.status} ${answer.code}`);
        return undefined;
      }
      await setTimeout(100 + 400 * Math.random());
    }
    refused.push(`${unit}: no answer`);
    return undefined;
  }

  /** Sends commands while something is done to the processes; answers those that were taken, and what was refused. */
  async function under(act: () => Promise<void>, from: number): Promise<{ taken: Taken[]; refused: string[]; seconds: number }> {
    const [taken, refused]: [Taken[], string[]] = [[], []];
    let [over, next] = [false, from];
    const begun = performance.now();
    const clients = Array.from({ length: CLIENTS }, async () => {
      while (!over) {
        const n = next++;
        const due = begun + ((n - from) * 1_000) / RATE;
        await setTimeout(Math.max(0, due - performance.now()));
        const one = await given(n, refused);
        if (one) taken.push(one);
      }
    });
    await act();
    over = true;
    await Promise.all(clients);
    return { taken, refused, seconds: (performance.now() - begun) / 1_000 };
  }

  /** Every command that was acknowledged is in the log once, with the events that its answer named; rows are the fold of it. */
  async function mustHold(taken: readonly Taken[]): Promise<void> {
    const log: EventStore = await openStore(events.setting, { readOnly: true });
    for (const { unit, ids } of taken) {
      const written = (await log.readStream(`unit-${unit}`)).map(({ id }) => id);
      expect([unit, JSON.stringify(written)]).toEqual([unit, ids]);
    }
    const head = await log.head();
    await log.close();
    const shown = await fetch(`${(apis[0] as ServerProcess).address}/v1/board?after=${head}`, {
      headers: { authorization: 'Bearer demo-administrator' },
    });
    expect(shown.status).toBe(200);
  }

  test('a rolling restart while up to 100 commands a second come loses none, and refuses none that would not have been refused alone', async () => {
    const { taken, refused, seconds } = await under(async () => {
      for (let round = 0; round < count(1, 10); round++)
        for (const n of apis.keys()) {
          await (apis[n] as ServerProcess).stop();
          apis[n] = await role('api');
        }
    }, 0);
    expect(refused).toEqual([]);
    await mustHold(taken);
    const again = taken.filter(({ tries }) => tries > 1).length;
    expect(again).toBeGreaterThan(0);
    tell(`${taken.length} commands in ${seconds.toFixed(0)} s, ${again} of them sent again`);
  }, 900_000);

  /** Kills one amid its work, and starts another in its place. */
  async function killed(kind: string, all: ServerProcess[], n: number): Promise<void> {
    const { child, ended } = all[n] as ServerProcess;
    await setTimeout(1_000 * Math.random());
    child.kill('SIGKILL');
    await ended;
    all[n] = await role(kind);
  }

  test('any of them killed at any moment loses nothing, and the others go on', async () => {
    const { taken, refused } = await under(async () => {
      for (let round = 0; round < count(1, 10); round++)
        await Promise.all([killed('projector', others, 0), killed('worker', others, 1), killed('api', apis, round % apis.length)]);
    }, 1_000_000);
    expect(refused).toEqual([]);
    await setTimeout(500);
    await mustHold(taken);
    for (const { child } of others) child.kill('SIGTERM');
    await Promise.all(others.map(({ ended }) => ended));
    const rebuilt = await reletUnder({ ...env, RELET_STORE: events.setting }, 'rebuild', '--json');
    expect({ ...(JSON.parse(rebuilt.out || '{}') as object), exit: rebuilt.exit }).toMatchObject({
      ...{ exit: 0, differs: { streams: [], tables: {} } },
    });
    tell(`${taken.length} commands`);
  }, 900_000);
});
