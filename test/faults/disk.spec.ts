import { execFileSync } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore, link, verifyStream } from '@relet/event-store';
import { draft } from '@relet/event-store/testing';

const folder = mkdtempSync(join(tmpdir(), 'relet-disk-'));
const mount = (options: string) => execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder], { stdio: 'ignore' });

/** A disk of its own can be mounted by root only. */
function mounted(): boolean {
  try {
    mount('size=1500k');
    return true;
  } catch {
    return false;
  }
}

const hasDisk = mounted();
afterAll(() => {
  if (hasDisk) execFileSync('umount', [folder]);
});
const onDisk = hasDisk ? test : test.skip;
const path = join(folder, 'relet.db');
const one = (n: number) => link(undefined, `unit-full.${n}`, [draft({ text: 'x'.repeat(2000) })], '2026-06-01T10:00:00.000Z');

onDisk(
  'a full disk refuses with a code and writes nothing by halves; what was acknowledged is there; it heals without a restart',
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
    mount('remount,size=20m');
    await store.append('unit-full.healed', 'noStream', link(undefined, 'unit-full.healed', [draft()], '2026-06-01T10:00:00.000Z'));
    await store.close();
  },
);

onDisk('a read-only disk is refused with its own code', async () => {
  mount('remount,ro');
  await expect(openStore(path)).rejects.toMatchObject({ code: 'STORE_READ_ONLY' });
  mount('remount,rw');
});
