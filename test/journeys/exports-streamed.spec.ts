import { jest } from '@jest/globals';
import { QueryBus } from '@nestjs/cqrs';
import { get, type IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { newStore } from '../operations/processes.js';
import { storeWith, theLog } from '../histories/before/log.js';
import { as, serve, type Server } from './server.js';

let server: Server;
beforeAll(async () => {
  const store = newStore();
  await storeWith(store, theLog());
  server = await serve({ store });
}, 60_000);
afterAll(() => server.stop());

const PATH = '/v1/exports/unit-days?from=2023-01-01&to=2026-10-30';

interface Chunks {
  chunks: AsyncIterable<{ text: string }>;
}

/** Watches how rows are taken from the real export: how many pieces, and whether somebody was done with them. */
function watch(fault?: { behind: number }) {
  const seen = { pieces: 0, characters: 0, ended: false };
  const bus = server.part(QueryBus);
  const execute = bus.execute.bind(bus);
  const spy = jest.spyOn(bus, 'execute').mockImplementation(async (query) => {
    const answer = (await execute(query)) as Chunks;
    async function* watched() {
      try {
        for await (const chunk of answer.chunks) {
          if (fault && seen.pieces === fault.behind) throw new Error('A fault amid the rows.');
          seen.pieces++;
          seen.characters += chunk.text.length;
          yield chunk;
        }
      } finally {
        seen.ended = true;
      }
    }
    return { ...answer, chunks: watched() };
  });
  return { seen, restore: () => spy.mockRestore() };
}

/** Waits for something; a machine with much to do may take its time. */
async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  for (let n = 0; n < 400 && !(await condition()); n++) await wait(25);
}

/** True when a number has not changed for half a second. */
async function still(count: () => number): Promise<boolean> {
  const before = count();
  await wait(500);
  return before > 0 && count() === before;
}

const begin = () =>
  new Promise<IncomingMessage>((resolve, reject) => {
    get(`${server.address}${PATH}`, { headers: as('analyst') }, resolve).on('error', reject);
  });

test('rows are made no faster than they are read, and all of them arrive', async () => {
  const { seen, restore } = watch();
  const answer = await begin();
  answer.pause();
  await until(() => still(() => seen.characters));
  const before = seen.characters;
  expect(seen.ended).toBe(false);
  let characters = 0;
  answer.on('data', (bytes: Buffer) => (characters += bytes.toString('latin1').length)).resume();
  await new Promise((done) => answer.once('end', done));
  restore();
  expect([characters, seen.ended]).toEqual([seen.characters, true]);
  expect(before).toBeLessThan(characters / 2);
});

test('no row is made for a client that has gone away', async () => {
  const { seen, restore } = watch();
  const answer = await begin();
  await new Promise((some) => answer.once('data', some));
  answer.destroy();
  await until(() => seen.ended);
  const { pieces } = seen;
  await wait(200);
  restore();
  expect([seen.ended, seen.pieces]).toEqual([true, pieces]);
  expect((await server.get('/livez')).status).toBe(200);
});

test('a fault amid the rows breaks the connection off: half a file does not end like a whole one', async () => {
  const { restore } = watch({ behind: 3 });
  const answer = await begin();
  const ended = new Promise<string>((done) => answer.once('end', () => done('whole')).once('error', () => done('broken off')));
  answer.resume();
  expect([answer.statusCode, await ended, answer.complete]).toEqual([200, 'broken off', false]);
  restore();
});

test('a fault before the first row is a problem like all others', async () => {
  const { restore } = watch({ behind: 0 });
  const answer = await server.get(PATH, as('analyst'));
  restore();
  expect([answer.status, answer.body.code]).toEqual([500, 'INTERNAL']);
});

test('who asks for the head alone makes no row', async () => {
  const { seen, restore } = watch();
  const answer = await fetch(`${server.address}${PATH}`, { method: 'HEAD', headers: as('analyst') });
  restore();
  expect([answer.status, answer.headers.get('relet-as-of'), seen.pieces]).toEqual([200, '2026-10-30', 0]);
});

test('others are answered while rows are made, also where nobody reads them', async () => {
  const order: string[] = [];
  const about = server.get(PATH.replace('unit-days', 'unit-days/about'), as('analyst')).then(() => order.push('about'));
  await wait(50);
  await server.get('/livez');
  order.push('livez');
  await about;
  expect(order).toEqual(['livez', 'about']);
});
