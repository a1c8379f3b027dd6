import Database from 'better-sqlite3';
import { existsSync, rmSync } from 'node:fs';

/** How far a read model has come, and which streams it could not read. */
export interface Progress {
  position: string | null;
  parked: { stream: string; reason: string }[];
}

/** How far a file of read models has come, seen from outside while its projector may be writing; undefined when there is none. */
export function progressOf(path: string): Progress | undefined {
  if (!existsSync(path)) return undefined;
  const db = new Database(path, { readonly: true, timeout: 5_000 });
  try {
    const position = db.prepare("SELECT value FROM relet_meta WHERE key = 'position'").pluck().get() as string | undefined;
    const parked = db.prepare('SELECT stream, reason FROM relet_parked ORDER BY stream').all() as Progress['parked'];
    return { position: position ?? null, parked };
  } finally {
    db.close();
  }
}

/** Takes the read models away: the next start makes them anew from the log. */
export function removeReadModel(path: string): void {
  for (const end of ['', '-wal', '-shm']) rmSync(`${path}${end}`, { force: true });
}
