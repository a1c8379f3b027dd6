import type { UsersFile } from './users-file.js';

/** Answers that are kept at once; more are looked up each time. */
const MOST = 10_000;

/** What was looked up by a digest, kept until anything in the file changes, whichever process changes it, and no longer than it holds. */
export class Kept<T extends { until: number }> {
  private readonly answers = new Map<string, T>();
  private version = -1;

  constructor(private readonly file: UsersFile) {}

  of(digest: Buffer, find: () => T | undefined): T | undefined {
    const { version } = this.file;
    if (version !== this.version) this.answers.clear();
    this.version = version;
    const key = digest.toString('latin1');
    const known = this.answers.get(key);
    if (known && known.until > Date.now()) return known;
    const found = find();
    if (found && this.answers.size < MOST) this.answers.set(key, found);
    return found;
  }
}
