import { openStore, verifyLog } from '@relet/event-store';
import { give, newStore, REGISTRATION, reletApart, serveApart } from '../operations/processes.js';

const FIELDS = Object.entries(REGISTRATION).map(([name, value]) => `${name}=${value}`);
const typesIn = async (store: string, unit: string) => {
  const log = await openStore(store, { readOnly: true });
  const events = await log.readStream(`unit-${unit}`);
  await log.close();
  return events.map(({ type }) => type);
};

test('a second server is refused while the first lives, and takes over at once when the first is killed', async () => {
  const store = newStore();
  const first = await serveApart(store);
  await expect(serveApart(store)).rejects.toThrow('Another process writes to');
  expect((await give(first.address, 'eksempel.1', REGISTRATION, 'one')).status).toBe(200);
  first.child.kill('SIGKILL');
  await first.ended;
  const second = await serveApart(store);
  expect(await give(second.address, 'eksempel.1', REGISTRATION, 'one')).toMatchObject({ status: 200, body: { revision: 0 } });
  expect(await second.stop()).toBe(0);
  expect(await typesIn(store, 'eksempel.1')).toEqual(['UnitRegistered']);
});

test('a command on the command line goes to the server that holds the store', async () => {
  const store = newStore();
  const server = await serveApart(store, { RELET_LOG: 'info' });
  expect(await reletApart('order', 'RegisterUnit', 'eksempel.1', ...FIELDS, '--store', store)).toMatchObject({ exit: 0 });
  expect(server.said.out).toContain('"command":"RegisterUnit"');
  expect(await server.stop()).toBe(0);
  expect(await typesIn(store, 'eksempel.1')).toEqual(['UnitRegistered']);
});

test('a command never goes to the server of another store that has the port of one that was killed', async () => {
  const [mine, theirs] = [newStore(), newStore()];
  const killed = await serveApart(mine);
  const port = new URL(killed.address).port;
  killed.child.kill('SIGKILL');
  await killed.ended;
  const other = await serveApart(theirs, {}, port);
  expect(await reletApart('order', 'RegisterUnit', 'eksempel.1', ...FIELDS, '--store', mine)).toMatchObject({ exit: 0 });
  expect(await other.stop()).toBe(0);
  expect([await typesIn(mine, 'eksempel.1'), await typesIn(theirs, 'eksempel.1')]).toEqual([['UnitRegistered'], []]);
});

test('a reader beside the writer goes on when the writer is killed and another one takes over', async () => {
  const store = newStore();
  const first = await serveApart(store);
  await give(first.address, 'eksempel.1', REGISTRATION, 'one');
  const reader = await openStore(store, { readOnly: true });
  const seen: string[] = [];
  const subscription = reader.subscribeAll(undefined, { streamPrefixes: ['unit-'] }).subscribe(({ events, done }) => {
    seen.push(...events.map(({ stream }) => stream));
    done();
  });
  first.child.kill('SIGKILL');
  await first.ended;
  expect(await verifyLog(reader)).toMatchObject({ ok: true, events: 2 });
  const second = await serveApart(store);
  await give(second.address, 'eksempel.2', REGISTRATION, 'two');
  for (let look = 0; look < 100 && seen.length < 2; look++) await new Promise((resolve) => setTimeout(resolve, 20));
  expect(seen).toEqual(['unit-eksempel.1', 'unit-eksempel.2']);
  subscription.unsubscribe();
  await reader.close();
  expect(await second.stop()).toBe(0);
});
