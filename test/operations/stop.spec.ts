import { request, type ClientRequest, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { openStore } from '@relet/event-store';
import { give, newStore, REGISTRATION, serveApart, type Given, type ServerProcess } from './processes.js';

const COMMANDS = 50;

/** The outcome of a command: answered with a status, or cut off. */
type Outcome = { status: number; body: Given; headers: IncomingMessage['headers'] } | 'cut';

/** A command whose head was sent while its body is held back. */
interface Begun {
  home: number;
  asked: ClientRequest;
  outcome: Promise<Outcome>;
}

/** Sends the head of a command, and waits until the server has said that it has read it (100 Continue). */
async function begin({ address }: ServerProcess, home: number): Promise<Begun> {
  const headers = {
    authorization: 'Bearer demo-administrator',
    'content-type': 'application/json',
    'idempotency-key': `home-${home}`,
    expect: '100-continue',
  };
  const asked = request(`${address}/v1/units/eksempel.${home}`, { method: 'POST', headers, agent: false });
  const outcome = new Promise<Outcome>((done) => {
    asked.once('error', () => done('cut'));
    asked.once('response', (answer: IncomingMessage) => void bodyOf(answer).then(done, () => done('cut')));
  });
  asked.flushHeaders();
  await once(asked, 'continue');
  return { home, asked, outcome };
}

async function bodyOf(answer: IncomingMessage): Promise<Outcome> {
  let text = '';
  for await (const part of answer) text += String(part);
  return { status: answer.statusCode ?? 0, body: JSON.parse(text) as Given, headers: answer.headers };
}

/** Resolves once the server says that it is stopping. */
async function drainingSeen({ address }: ServerProcess): Promise<{ status: number; body: { code: string; details: object } }> {
  for (let look = 0; look < 500; look++) {
    const response = await fetch(`${address}/readyz`);
    const body = (await response.json()) as { code: string; details: object };
    if (response.status !== 200) return { status: response.status, body };
  }
  throw new Error('The server never said that it was stopping.');
}

async function storedHomes(store: string): Promise<number[]> {
  const log = await openStore(store, { readOnly: true });
  const { events } = await log.readAll(undefined, { limit: 10_000, streamPrefixes: ['unit-'] });
  await log.close();
  return events.map(({ stream }) => Number(stream.split('.')[1])).sort((a, b) => a - b);
}

const homes = Array.from({ length: COMMANDS }, (_, home) => home);

test(`${COMMANDS} commands in flight at SIGTERM are answered and stored, later clients are told to come again, and the exit code is 0`, async () => {
  const store = newStore();
  const server = await serveApart(store);
  const begun = await Promise.all(homes.map((home) => begin(server, home)));
  server.child.kill('SIGTERM');
  expect(await drainingSeen(server)).toMatchObject({
    status: 503,
    body: { code: 'NOT_SERVING', details: { draining: 'The server is stopping.' } },
  });
  const late = await give(server.address, 'eksempel.late', REGISTRATION, 'late');
  expect([late.status, late.body.code]).toEqual([503, 'STORE_CLOSED']);
  for (const { asked } of begun) asked.end(JSON.stringify(REGISTRATION));
  const outcomes = await Promise.all(begun.map(({ outcome }) => outcome));
  expect(outcomes.map((outcome) => outcome !== 'cut' && outcome.status)).toEqual(homes.map(() => 200));
  expect(await server.ended).toBe(0);
  expect(await storedHomes(store)).toEqual(homes);

  const again = await serveApart(store);
  for (const [home, outcome] of outcomes.entries()) {
    const repeated = await give(again.address, `eksempel.${home}`, REGISTRATION, `home-${home}`);
    expect(outcome).toMatchObject({ status: 200, body: repeated.body });
  }
  expect(await storedHomes(store)).toEqual(homes);
  expect((await give(again.address, 'eksempel.late', REGISTRATION, 'late')).status).toBe(200);
  expect(await again.stop()).toBe(0);
});

test('of commands given without pause while the server stops, no answered one is lost and none that is given again is written twice', async () => {
  const store = newStore();
  const server = await serveApart(store);
  const answered = new Map<number, number>();
  const clients = Array.from({ length: 8 }, async (_, client) => {
    await give(server.address, `eksempel.${client}`, REGISTRATION, `${client}-0`);
    for (let n = 1; n < 5_000; n++) {
      const said = await give(
        server.address,
        `eksempel.${client}/rent`,
        { effective: '2021-01-01', rentOere: n + 1 },
        `${client}-${n}`,
      ).catch(() => undefined);
      if (said?.status === 200) answered.set(client, n);
      else return said === undefined || (said.status === 503 && said.body.code === 'STORE_CLOSED') ? n : -1;
    }
    return -1;
  });
  for (let look = 0; look < 1_000 && answered.size < 8; look++) await setTimeout(10);
  expect(await server.stop()).toBe(0);
  const stoppedAt = await Promise.all(clients);
  expect(stoppedAt).not.toContain(-1);

  const again = await serveApart(store);
  for (const [client, n] of stoppedAt.entries()) {
    const retried = await give(again.address, `eksempel.${client}/rent`, { effective: '2021-01-01', rentOere: n + 1 }, `${client}-${n}`);
    expect(retried).toMatchObject({ status: 200, body: { revision: n } });
  }
  await again.stop();
}, 60_000);

test('a client that never sends its body is cut off when the time is up', async () => {
  const server = await serveApart(newStore());
  const { outcome } = await begin(server, 1);
  expect(await server.stop()).toBe(0);
  expect(await outcome).toBe('cut');
}, 30_000);

test('an interrupt stops the server as well', async () => {
  const server = await serveApart(newStore());
  server.child.kill('SIGINT');
  expect(await server.ended).toBe(0);
});

test('an event stream is closed, not cut off', async () => {
  const server = await serveApart(newStore());
  const stream = await fetch(`${server.address}/v1/board/events`, { headers: { authorization: 'Bearer demo-administrator' } });
  expect(stream.status).toBe(200);
  const told = stream.text();
  expect(await server.stop()).toBe(0);
  expect(await told).toContain('event: here');
});
