import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, mkdirSync, openSync, readSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

const CHUNK = 1 << 20;

/** SHA-256 of a file's bytes in lower-case hex, and how many there are. */
export function digestOf(path: string): { sha256: string; bytes: number } {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(CHUNK);
  const file = openSync(path, 'r');
  let bytes = 0;
  try {
    for (let read = -1; read !== 0; bytes += read) hash.update(chunk.subarray(0, (read = readSync(file, chunk))));
  } finally {
    closeSync(file);
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Flushes a file, or the names in a directory, to the disk. */
export function flush(path: string): void {
  const file = openSync(path, 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** Gives a finished file its final name. After a crash that name leads to the old file or to the whole new one, never to a part. */
export function putInPlace(partial: string, path: string): void {
  flush(partial);
  renameSync(partial, path);
  flush(dirname(path));
}

/** Makes a directory and those above it. The name of each new one is flushed, so that a power cut cannot lose them with all they hold. */
export function makeDirectory(path: string): void {
  const first = mkdirSync(path, { recursive: true });
  if (first === undefined) return;
  for (let made = resolve(path); made.length >= resolve(first).length; made = dirname(made)) flush(dirname(made));
}

/** The name of a file while it is being made: beside its final place, and used by this process alone. */
export const partialOf = (path: string) => `${path}.${process.pid}.partial`;

/** Removes a database file with the two that SQLite keeps beside it. */
export function removeDatabase(path: string): void {
  for (const end of ['', '-wal', '-shm', '-journal']) rmSync(`${path}${end}`, { force: true });
}
