import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const MEGABYTE = 1 << 20;
/** EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH: the file system stops at once, and neither data nor journal is written any more. */
const CUT = 'open(my $d, "<", $ARGV[0]) or die $!; my $how = pack("L", 2); ioctl($d, 0x8004587d, $how) or die $!';

/** A disk in a file, mounted for a test, whose power can be cut. */
export class LoopDisk {
  private constructor(
    readonly folder: string,
    private readonly image: string,
  ) {}

  /** Mounts a disk. Undefined where none can be mounted: that takes root, ext4 and a loop device. */
  static mounted(megabytes: number): LoopDisk | undefined {
    const place = mkdtempSync(join(tmpdir(), 'relet-power-'));
    const disk = new LoopDisk(join(place, 'disk'), join(place, 'image'));
    try {
      writeFileSync(disk.image, '');
      truncateSync(disk.image, megabytes * MEGABYTE);
      mkdirSync(disk.folder);
      run('mkfs.ext4', '-q', '-F', disk.image);
      disk.mount();
      return disk;
    } catch {
      return undefined;
    }
  }

  /** Cuts the power: the disk takes nothing from now on, and what was not on it yet is lost. */
  cut(): void {
    run('perl', '-e', CUT, this.folder);
  }

  /** Makes the disk fail like a worn one: the system lets nobody write to it until it is mounted again. */
  fail(): void {
    const [device = ''] =
      readFileSync('/proc/mounts', 'utf8')
        .split('\n')
        .find((line) => line.includes(` ${this.folder} `))
        ?.split(' ') ?? [];
    writeFileSync(`/sys/fs/ext4/${basename(device)}/trigger_fs_error`, 'worn out');
  }

  /** Brings the power back: what was only in memory is gone, and the journal is replayed. Nobody may have files open on the disk. */
  back(): void {
    run('umount', this.folder);
    this.mount();
  }

  /** Removes the disk at the end of all tests, also while a server that a failed test left behind still uses it. */
  remove(): void {
    run('umount', '-l', this.folder);
  }

  private mount(): void {
    run('mount', '-o', 'loop,errors=remount-ro', this.image, this.folder);
  }
}

function run(command: string, ...argv: string[]): void {
  execFileSync(command, argv, { stdio: 'pipe', env: { ...process.env, PATH: `${process.env['PATH']}:/usr/sbin:/sbin` } });
}
