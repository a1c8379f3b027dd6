import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStore } from '@relet/event-store';
import { EventStoreDbStandIn } from '@relet/event-store/testing';
import { reletIn } from '../acceptance/relet.js';
import { newStore } from './importing.js';

test('an import into a server reads a stream there 2.5 times a command at most, and a policy hardly ever', async () => {
  const store = await openStore(newStore());
  const reads: Record<string, number> = {};
  const readStream = store.readStream.bind(store);
  store.readStream = (stream, range) => {
    const kind = stream.split('-')[0] as string;
    reads[kind] = (reads[kind] ?? 0) + 1;
    return readStream(stream, range);
  };
  const standIn = await EventStoreDbStandIn.start(store);
  const file = join(newStore(), '..', 'history.ndjson');
  const rows = readFileSync('test/samples/history.ndjson', 'utf8').split('\n').slice(0, 400);
  writeFileSync(file, rows.join('\n'));
  const env = { RELET_STORE: standIn.setting, RELET_READ_MODEL: newStore() };
  expect(await reletIn({ env }, 'import', file, '--clock', 'manual', '--yes')).toMatchObject({ exit: 0 });
  await standIn.stop();
  const { unit = 0, citizen = 0, policy = 0 } = reads;
  expect([policy < 100, (unit + citizen + policy) / rows.length < 2.5, reads]).toEqual([true, true, reads]);
}, 120_000);
