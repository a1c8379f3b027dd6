import { AccessRefused } from '@relet/platform';
import type { UsersRows } from './users-rows.js';

/** Milliseconds for which an answer stands while nobody can be asked, and how many answers are remembered. */
const STANDS = 60_000;
const MOST = 10_000;

interface Answer<T> {
  found: T;
  at: number;
  version: number | undefined;
}

/**
 * What was last found by a name. It is looked up anew each time, unless a file tells that nothing in it has changed, so that what is changed, revoked or ended
 * holds at once in every process. While the server of the users is away, what was found within the last minute stands.
 */
export class LastKnown<T extends { until: number }> {
  private readonly answers = new Map<string, Answer<T>>();

  constructor(private readonly rows: Pick<UsersRows, 'version'>) {}

  /** Whoever asks `quietly` leaves nothing that others would find. */
  async of(name: string, find: () => Promise<T | undefined>, quietly = false): Promise<T | undefined> {
    const [known, version, at] = [this.answers.get(name), this.rows.version?.(), Date.now()];
    if (!quietly && version !== undefined && known?.version === version && known.found.until > at) return known.found;
    try {
      const found = await find();
      if (!found || !quietly) this.answers.delete(name);
      if (found && !quietly) this.remember(name, { found, at, version });
      return found;
    } catch (error) {
      const isAway = error instanceof AccessRefused && error.code === 'USERS_AWAY';
      if (!isAway || !known || known.at < at - STANDS) throw error;
      return known.found;
    }
  }

  private remember(name: string, answer: Answer<T>): void {
    this.answers.set(name, answer);
    const [oldest] = this.answers.keys();
    if (this.answers.size > MOST && oldest !== undefined) this.answers.delete(oldest);
  }
}
