import { mkdirSync, mkdtempSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Puts all stores of a run into one folder, which is removed when the run ends, and beside them what its servers say. What the command line says is read in English, whatever the machine speaks. */
export default function setUp(): void {
  process.env['LC_ALL'] = 'C';
  process.env['TMPDIR'] = mkdtempSync(join(roomiest(), 'relet-tests-'));
  process.env['RELET_SAID'] = join(process.env['TMPDIR'], 'said');
  mkdirSync(process.env['RELET_SAID']);
}

/** What a run may write. */
const ROOM = 4e9;

/**
 * Memory where it has room, because each command waits until it is on its disk, and no store of a test outlives the machine. What a disk loses is tried
 * on disks that are mounted for it. The soak runs for hours on the machine's own.
 */
function roomiest(): string {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm');
    return bavail * bsize < ROOM || process.env['RELET_SOAK'] ? tmpdir() : '/dev/shm';
  } catch {
    return tmpdir();
  }
}
