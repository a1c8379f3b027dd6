import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A disk with little room, mounted for a test. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Mounts a disk of a size like `4m`. Undefined where none can be mounted: only root may. */
  static mounted(size: string): SmallDisk | undefined {
    const folder = mkdtempSync(join(tmpdir(), 'relet-small-'));
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder], { stdio: 'pipe' });
      return new SmallDisk(folder);
    } catch {
      return undefined;
    }
  }

  /** Fills all the room that is left. */
  fill(): void {
    const part = Buffer.alloc(1 << 16);
    const more = (bytes: number) => writeFileSync(this.ballast, part.subarray(0, bytes), { flag: 'a' });
    for (const bytes of [1 << 16, 1 << 12, 1]) {
      try {
        for (let n = 0; n < 10_000; n++) more(bytes);
      } catch {
        // No room for a piece of this size: a smaller one may still fit.
      }
    }
  }

  makeRoom(): void {
    rmSync(this.ballast);
  }

  /** Mounts the disk again with other options, such as `ro` or `size=20m`. */
  remount(options: string): void {
    execFileSync('mount', ['-o', `remount,${options}`, this.folder], { stdio: 'pipe' });
  }

  /** Removes the disk at the end of all tests, also while a server that a failed test left behind still uses it. */
  remove(): void {
    execFileSync('umount', ['-l', this.folder], { stdio: 'pipe' });
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }
}
