import { lstatSync, statSync } from 'node:fs';
import { UsageError } from './usage.js';

/**
 * A command writes into a new file or a plain one. A device or a pipe would be replaced, or waited for, and a folder cannot be written. Through a link it
 * writes into the plain file that this leads to; where a file is `replaced`, the link would go and the file stay as it was, so a link is refused.
 */
export function mustBePlain(path: string | undefined, { replaced = false } = {}): void {
  if (path === undefined) return;
  const found = (replaced ? lstatSync : statSync)(path, { throwIfNoEntry: false });
  if (!found || found.isFile()) return;
  const why = found.isDirectory() ? 'folder' : found.isSymbolicLink() ? 'link' : 'noPlainFile';
  throw new UsageError((usage) => usage[why](), 'FILE_NOT_USABLE');
}
