import { digestOf, newSecret } from '../secrets.js';
import type { UsersRows } from './users-rows.js';

/** Milliseconds for which a sign-in that was begun can be ended. */
const PATIENCE = 600_000;

/** Sign-ins under way: what must come back with an answer is kept here, under a secret that the browser holds. Each can be ended once. */
export class Begun {
  constructor(private readonly rows: UsersRows) {}

  async keep(held: object): Promise<string> {
    const [secret, now] = [newSecret(), Date.now()];
    await this.rows.inTransaction(async ({ change }) => {
      await change('DELETE FROM begun WHERE ends <= $1', [now]);
      await change('INSERT INTO begun (digest, held, ends) VALUES ($1, $2, $3)', [digestOf(secret), JSON.stringify(held), now + PATIENCE]);
    });
    return secret;
  }

  /** What was kept, and keeps it no longer. */
  async take<T>(secret: string): Promise<T | undefined> {
    const taken = 'DELETE FROM begun WHERE digest = $1 AND ends > $2 RETURNING held';
    const [row] = await this.rows.inTransaction(({ ask }) => ask<{ held: string }>(taken, [digestOf(secret), Date.now()]));
    return row && (JSON.parse(row.held) as T);
  }
}
