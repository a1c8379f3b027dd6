import { chmodSync, closeSync, existsSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes an empty file that its owner alone can read, before anything is in it; true when it was not there. */
export function madeForOwner(path: string): boolean {
  mkdirSync(dirname(path), { recursive: true });
  if (existsSync(path)) return false;
  closeSync(openSync(path, 'a', 0o600));
  // Whatever the machine's mask takes away or leaves.
  chmodSync(path, 0o600);
  return true;
}
