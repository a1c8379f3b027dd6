import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { openStore } from '@relet/event-store';
import { Users } from '@relet/identity';
import { hasPostgres, sharedPostgres } from '@relet/platform/testing';
import { SESSION_COOKIE } from '@relet/platform';
import { newStore, serveApart, type ServerProcess } from '../operations/processes.js';
import { EVENT_SERVERS, type EventServer } from './event-server.js';
import { tell } from './soak.js';

const ago = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

(hasPostgres ? describe : describe.skip)('when a process with a role has a bad day', () => {
  let events: EventServer;
  let env: Record<string, string>;
  const running: ServerProcess[] = [];
  const role = async (name: string) => {
    const process = await serveApart(events.setting, env, '0', name);
    running.push(process);
    return process;
  };
  let api: ServerProcess;
  beforeAll(async () => {
    events = await (EVENT_SERVERS[0] as (typeof EVENT_SERVERS)[0]).start();
    env = { RELET_READ_MODEL: (await sharedPostgres()).setting(), RELET_USERS: join(dirname(newStore()), 'users.db') };
    await role('projector');
    api = await role('api');
  }, 120_000);
  afterAll(async () => {
    for (const { child } of running) child.kill('SIGKILL');
    await events.stop();
  });

  const post = async (path: string, body: object, { address } = api) => {
    const headers = { authorization: 'Bearer demo-administrator', 'content-type': 'application/json' };
    const response = await fetch(`${address}/v1/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([path, response.status, await response.text()]).toEqual([path, 200, expect.any(String)]);
  };
  /** A home with an offer whose last day has passed. */
  async function overdue(unit: string): Promise<void> {
    const home = { kind: 'care_home', municipality: 'eksempel', building: 'Solgaarden', rentOere: 600_000 };
    await post(`units/${unit}`, { effective: '2020-01-01', occupiedSince: '2020-01-01', ...home });
    await post(`units/${unit}/vacated`, { effective: ago(40), reason: 'eviction' });
    await post(`units/${unit}/offers`, { effective: ago(30), offerId: 'o', direct: true, respondBy: ago(20) });
  }
  const expiries = async (unit: string) => {
    const log = await openStore(events.setting, { readOnly: true });
    const facts = await log.readStream(`unit-${unit}`);
    await log.close();
    return facts.filter(({ type }) => type === 'OfferExpired').length;
  };
  /** Milliseconds until the offer has expired, once; a minute at most. */
  async function untilExpired(unit: string): Promise<number> {
    const begun = performance.now();
    while ((await expiries(unit)) === 0 && performance.now() - begun < 60_000) await setTimeout(250);
    expect([unit, await expiries(unit)]).toEqual([unit, 1]);
    return Math.round(performance.now() - begun);
  }

  test('a worker that is held still is followed by another one, and once it goes on it does nothing twice', async () => {
    const first = await role('worker');
    await overdue('eksempel.w1');
    await untilExpired('eksempel.w1');
    const second = await role('worker');
    first.child.kill('SIGSTOP');
    await overdue('eksempel.w2');
    const held = await untilExpired('eksempel.w2');
    first.child.kill('SIGCONT');
    await overdue('eksempel.w3');
    await untilExpired('eksempel.w3');
    await setTimeout(2_000);
    expect(await Promise.all(['w1', 'w2', 'w3'].map((name) => expiries(`eksempel.${name}`)))).toEqual([1, 1, 1]);
    second.child.kill('SIGKILL');
    await overdue('eksempel.w4');
    const killed = await untilExpired('eksempel.w4');
    tell(`another worker went on after ${held} ms (held still) and ${killed} ms (killed)`);
  }, 240_000);

  test('an API that is killed amid an import keeps the deadlines of others waiting for no longer than its lease', async () => {
    const other = await role('api');
    await role('worker');
    const rows = Array.from({ length: 20_000 }, (_, n) => `eksempel.i${n};Havblik;plejebolig;6250;01-01-2026;flytning`);
    const import_ = fetch(`${other.address}/v1/imports?name=large.csv`, {
      method: 'POST',
      headers: { authorization: 'Bearer demo-operator', 'content-type': 'text/csv' },
      body: ['Bolig;Plejecenter;Boligtype;Husleje;Fraflyttet;Årsag', ...rows].join('\r\n'),
    })
      .then((response) => response.text())
      .catch(() => 'cut off');
    await overdue('eksempel.w5');
    await setTimeout(2_000);
    other.child.kill('SIGKILL');
    expect(await import_).toBe('cut off');
    tell(`a deadline waited ${await untilExpired('eksempel.w5')} ms for an import that was killed`);
  }, 240_000);

  test('who signed in at one API is known at the other, and signed out there as well', async () => {
    const other = await role('api');
    const users = Users.inFile(env['RELET_USERS'] as string);
    const { id } = await users.people.add('anna', 'Anna Holm', { roles: ['caseworker'], party: 'administrator' }, 'test');
    const token = await users.sessions.begin(id, 'password');
    const me = async ({ address }: ServerProcess) =>
      (await fetch(`${address}/v1/me`, { headers: { cookie: `${SESSION_COOKIE}=${token}` } })).status;
    expect([await me(api), await me(other)]).toEqual([200, 200]);
    await users.sessions.end(token);
    await users.close();
    expect([await me(api), await me(other)]).toEqual([401, 401]);
  }, 120_000);
});
