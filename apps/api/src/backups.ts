import type { BackupMark } from '@relet/event-store';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Seconds since the newest checked backup in a folder was taken; undefined where there is none. */
export async function ageOfNewest(folder: string): Promise<number | undefined> {
  const marks = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.json'));
  const taken = await Promise.all(marks.map((name) => takenAt(join(folder, name))));
  const newest = Math.max(...taken.filter((at) => at !== undefined));
  return Number.isFinite(newest) ? Math.max(0, (Date.now() - newest) / 1000) : undefined;
}

/** When a backup was taken, by the mark that lies beside it; undefined for a file that is no mark. */
async function takenAt(mark: string): Promise<number | undefined> {
  try {
    const { format, takenAt } = JSON.parse(await readFile(mark, 'utf8')) as Partial<BackupMark>;
    const at = Date.parse(takenAt ?? '');
    return format === undefined || Number.isNaN(at) ? undefined : at;
  } catch {
    return undefined;
  }
}
