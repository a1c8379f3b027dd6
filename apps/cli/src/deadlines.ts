import * as agenda from './agenda.js';
import { UsageError } from './usage.js';
import { runDeadlines } from './writing.js';

/** `relet deadlines` shows what falls due, `relet deadlines run` lets it. */
export async function deadlines(
  action: string | undefined,
  options: Parameters<typeof agenda.deadlines>[0] & { now?: string },
): Promise<number> {
  if (action !== undefined && action !== 'run') throw new UsageError((usage) => usage.deadlinesRun());
  const { asOf, knownAt, within, municipality, now } = options;
  const others = action ? [asOf, knownAt, within, municipality] : [now];
  if (others.some((each) => each !== undefined)) throw new UsageError((usage) => usage.deadlinesTake());
  return action ? runDeadlines(options) : agenda.deadlines(options);
}
