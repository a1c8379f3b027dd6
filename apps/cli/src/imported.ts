import { importFile } from './importing.js';
import { importEvents } from './log-copies.js';
import { UsageError } from './usage.js';

/** `relet import events FILE` takes a whole log, every other file is one of rows. */
export function imported(file: string, log: string | undefined, options: Parameters<typeof importFile>[1]): Promise<number> {
  if (file === 'events' && log !== undefined) return importEvents(log, options);
  if (log !== undefined) throw new UsageError((usage) => usage.oneFile());
  return importFile(file, options);
}
