import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk of its own with little room. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Undefined where none can be mounted: it takes root. */
  static mounted(megabytes: number): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'relet-small-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder], { stdio: 'pipe' });
      return new SmallDisk(folder);
    } catch {
      return undefined;
    }
  }

  /** Takes all the room that is left. */
  fill(): void {
    const part = Buffer.alloc(1 << 16);
    const more = (bytes: number) => writeFileSync(this.ballast, part.subarray(0, bytes), { flag: 'a' });
    for (const bytes of [1 << 16, 1 << 12, 1]) {
      try {
        for (let n = 0; n < 10_000; n++) more(bytes);
      } catch {
        // Full but for less than that.
      }
    }
  }

  makeRoom(): void {
    rmSync(this.ballast);
  }

  /** At the end of all tests, also while a server that a failed one left behind is still ending. */
  remove(): void {
    execFileSync('umount', ['-l', this.folder], { stdio: 'pipe' });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
