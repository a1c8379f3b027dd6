import { WORDS } from '@relet/words';
import type { ProblemCode } from '../problems.js';

/** A "no" around who asks: signing in, rights, limits. Its code says which; it tells nothing of what was sent. */
export class AccessRefused extends Error {
  constructor(
    readonly code: ProblemCode,
    /** Seconds after which it may be tried again, where that is known. */
    readonly retryAfter?: number,
  ) {
    super(WORDS.en.problems[code].detail);
    this.name = 'AccessRefused';
  }
}
