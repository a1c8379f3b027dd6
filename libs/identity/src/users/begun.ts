import { digestOf, newSecret } from '../secrets.js';
import type { UsersFile } from './users-file.js';

/** Milliseconds for which a sign-in that was begun can be ended. */
const PATIENCE = 600_000;

/** Sign-ins under way: what must come back with an answer is kept here, under a secret that the browser holds. Each can be ended once. */
export class Begun {
  constructor(private readonly file: UsersFile) {}

  keep(held: object): string {
    const secret = newSecret();
    this.file.together(() => {
      this.file.run('DELETE FROM begun WHERE ends <= ?', Date.now());
      this.file.run(
        'INSERT INTO begun (digest, held, ends) VALUES (?, ?, ?)',
        digestOf(secret),
        JSON.stringify(held),
        Date.now() + PATIENCE,
      );
    });
    return secret;
  }

  /** What was kept, and keeps it no longer. */
  take<T>(secret: string): T | undefined {
    const row = this.file.get<{ held: string }>(
      'DELETE FROM begun WHERE digest = ? AND ends > ? RETURNING held',
      digestOf(secret),
      Date.now(),
    );
    return row && (JSON.parse(row.held) as T);
  }
}
