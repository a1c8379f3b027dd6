/** Measures durable appends, one at a time and with 64 callers, beside the raw rate of write and fdatasync on the same disk. */
import { closeSync, fdatasyncSync, mkdtempSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openStore, link } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { line, scratch } from './report.js';

const SECONDS = 2;
const folder = mkdtempSync(join(scratch(), 'relet-bench-'));
const payload = { text: 'x'.repeat(120) };
const now = () => performance.now();

function rawRate(): number {
  const file = openSync(join(folder, 'raw'), 'w');
  const block = Buffer.alloc(500, 120);
  const end = now() + SECONDS * 1000;
  let writes = 0;
  for (; now() < end; writes++) {
    writeSync(file, block);
    fdatasyncSync(file);
  }
  closeSync(file);
  return writes / SECONDS;
}

async function appendRate(callers: number): Promise<number> {
  const store = await openStore(join(folder, `store-${callers}.db`));
  const end = now() + SECONDS * 1000;
  let appended = 0;
  const caller = async (name: number) => {
    for (let n = 0; now() < end; n++) {
      const stream = `unit-bench.${name}_${n}`;
      await store.append(stream, 'noStream', link(undefined, stream, [draft(payload)], '2026-06-01T10:00:00.000Z'));
      appended += 1;
    }
  };
  await Promise.all(Array.from({ length: callers }, (_, name) => caller(name)));
  await store.close();
  return appended / SECONDS;
}

const raw = rawRate();
const [inTurn, together] = [await appendRate(1), await appendRate(64)];
line('raw write + fdatasync', raw, 'writes/s');
line('durable append in turn', inTurn, 'events/s', inTurn / raw, 0.5);
line('durable append, 64 callers', together, 'events/s', together / raw, 4);
