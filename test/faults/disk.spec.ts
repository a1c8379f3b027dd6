import { join } from 'node:path';
import { openStore, link, verifyStream } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';
import { SmallDisk } from './small-disk.js';

const disk = SmallDisk.mounted('1500k');
afterAll(() => disk?.remove());
const onDisk = disk ? test : test.skip;
const path = join(disk?.folder ?? '', 'relet.db');
const one = (n: number) => link(undefined, `unit-full.${n}`, [draft({ text: 'x'.repeat(2000) })], '2026-06-01T10:00:00.000Z');

onDisk(
  'appends to a full disk are refused with a code, none is half written, all acknowledged ones are there, and it heals without a restart',
  async () => {
    const store = await openStore(path);
    let acknowledged = 0;
    const refusals: string[] = [];
    for (let n = 0; n < 2_000 && refusals.length < 5; n++) {
      await store.append(`unit-full.${n}`, 'noStream', one(n)).then(
        () => acknowledged++,
        (error: { code: string }) => refusals.push(error.code),
      );
    }
    expect(refusals).toEqual(Array(5).fill('STORE_FULL'));
    const { events } = await store.readAll(undefined, { limit: 10_000 });
    expect(events).toHaveLength(acknowledged);
    for (const { position: _, ...event } of events) expect(verifyStream([event])).toBeUndefined();
    disk?.remount('size=20m');
    await store.append('unit-full.healed', 'noStream', link(undefined, 'unit-full.healed', [draft()], '2026-06-01T10:00:00.000Z'));
    await store.close();
  },
);

onDisk('a read-only disk is refused with its own code', async () => {
  disk?.remount('ro');
  await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  disk?.remount('rw');
});
