import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { relet } from '../acceptance/relet.js';
import { serve, type Server } from '../journeys/server.js';
import { approve, lookUp, serveWithPersons } from './persons-house.js';

/** What is kept of persons is for nobody's eyes but those of the user who runs the server: whatever the machine's mask, and whatever has been done with it. */

let mask: number;
beforeAll(() => void (mask = process.umask(0o000)));
afterAll(() => void process.umask(mask));

/** Files of persons that others can read, by name: register, keys, the key of keys, the record of erasures and the readings. */
function openIn({ settings: { persons } }: Server): string[] {
  const { register, keys, masterKey, erasures, accessLog } = persons;
  const beside = [register, keys].flatMap((file) => [file, `${file}-wal`, `${file}-shm`]);
  const readings = readdirSync(accessLog).map((month) => join(accessLog, month));
  const there = [...beside, masterKey, erasures, ...readings].filter((file) => existsSync(file));
  expect(there.length).toBeGreaterThanOrEqual(4);
  return there
    .filter((file) => statSync(file).mode & 0o077)
    .map((file) => `${basename(file)} ${(statSync(file).mode & 0o777).toString(8)}`);
}

test('others can read none of it: after the first start, after a rotation, and after a restore', async () => {
  let server = await serveWithPersons();
  const citizen = await approve(server, { name: 'Anna Jensen' });
  const { store } = server.settings;
  const read = async () => expect((await lookUp(server, citizen)).status).toBe(200);
  await read();
  expect(openIn(server)).toEqual([]);
  const [backup, keys] = [join(dirname(store), 'backup.db'), join(dirname(store), 'backup.keys')];
  expect(await relet('backup', backup, '--keys', keys, '--store', store)).toMatchObject({ exit: 0 });
  await server.stop();
  expect(await relet('keys', 'rotate', '--store', store)).toMatchObject({ exit: 0 });
  server = await serve({ store });
  await read();
  expect(openIn(server)).toEqual([]);
  expect(await relet('backup', backup, '--keys', keys, '--yes', '--store', store)).toMatchObject({ exit: 0 });
  const copies = readdirSync(dirname(store)).filter((file) => /^backup\..*(keys|persons)/.test(file));
  expect(copies.length).toBeGreaterThanOrEqual(2);
  for (const file of copies) expect([file, statSync(join(dirname(store), file)).mode & 0o077]).toEqual([file, 0]);
  await server.stop();
  expect(await relet('restore', backup, '--keys', keys, '--yes', '--store', store)).toMatchObject({ exit: 0 });
  server = await serve({ store });
  await read();
  expect(openIn(server)).toEqual([]);
  await server.stop();
}, 120_000);
