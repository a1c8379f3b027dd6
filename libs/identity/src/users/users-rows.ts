import type { Statements } from '@relet/platform';

/**
 * Where users are kept: a file, or tables on a server, which several machines share. Both take the same statements; whoever changes several things keeps all others who do waiting.
 * Throws AccessRefused: USERS_AWAY while a server cannot be asked.
 */
export interface UsersRows extends Statements {
  inTransaction<T>(act: (statements: Statements) => Promise<T>): Promise<T>;
  /** Notes which key the users' codes are sealed under, unless one is noted already, and answers the one that is. A file notes none: its key lies beside it. */
  keyFor(id: string | undefined): Promise<string | undefined>;
  /** A number that is another one after every change, whichever process has made it, where that can be told without asking: by a file. */
  version?(): number;
  close(): Promise<void>;
}
