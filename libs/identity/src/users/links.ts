import { AccessRefused, type Statements } from '@relet/platform';
import { randomBytes } from 'node:crypto';
import { digestOf, newSecret } from '../secrets.js';
import { noteChange } from './changes.js';
import type { UsersKey } from './users-key.js';
import type { UsersRows } from './users-rows.js';

/** Milliseconds for which a link works. */
const LIFETIME = 24 * 3_600_000;

/** What a one-time link opens: a user, and the key for codes that is offered there. */
export interface Opened {
  person: string;
  name: string;
  totp: Buffer;
}

/** One-time links, by which a user chooses what to sign in with. A new one takes the place of those before. */
export class Links {
  constructor(
    private readonly rows: UsersRows,
    private readonly key: UsersKey,
  ) {}

  async make(person: string, by: string): Promise<string> {
    const [secret, now] = [newSecret(), Date.now()];
    const totp = await this.key.sealed(randomBytes(20), person);
    await this.rows.inTransaction(async (statements) => {
      await statements.change('DELETE FROM link WHERE person = $1 OR ends <= $2', [person, now]);
      await statements.change('INSERT INTO link (digest, person, totp, ends) VALUES ($1, $2, $3, $4)', [
        ...[digestOf(secret), person, totp, now + LIFETIME],
      ]);
      await noteChange(statements, 'link_made', person, by);
    });
    return secret;
  }

  /** What a link opens. Throws AccessRefused: LINK_UNKNOWN. */
  opened(secret: string): Promise<Opened> {
    return this.openedBy(this.rows, secret);
  }

  /** Uses a link up: what the user had before is gone, all their sessions end, and the chosen keys are theirs. Throws AccessRefused: LINK_UNKNOWN. */
  async use(
    secret: string,
    keys: { password: string; step: number } | { passkey: { id: string; publicKey: Uint8Array; counter: number } },
  ): Promise<string> {
    const { person, totp } = await this.opened(secret);
    const sealed = 'password' in keys ? await this.key.sealed(totp, person) : null;
    return this.rows.inTransaction(async (statements) => {
      const { change } = statements;
      await this.openedBy(statements, secret);
      for (const table of ['link', 'session', 'passkey']) await change(`DELETE FROM ${table} WHERE person = $1`, [person]);
      if ('password' in keys)
        await change('UPDATE person SET password = $1, totp = $2, totp_step = $3 WHERE id = $4', [
          keys.password,
          sealed,
          keys.step,
          person,
        ]);
      else {
        await change('UPDATE person SET password = NULL, totp = NULL WHERE id = $1', [person]);
        const { id, publicKey, counter } = keys.passkey;
        await change('INSERT INTO passkey (id, person, public_key, counter, added) VALUES ($1, $2, $3, $4, $5)', [
          ...[id, person, Buffer.from(publicKey), counter, Date.now()],
        ]);
      }
      await noteChange(statements, 'signed_up', person, person, { by: 'password' in keys ? 'password' : 'passkey' });
      return person;
    });
  }

  private async openedBy(statements: Pick<Statements, 'ask'>, secret: string): Promise<Opened> {
    const [found] = await statements.ask<Opened>(
      'SELECT l.person, p.name, l.totp FROM link l JOIN person p ON p.id = l.person WHERE l.digest = $1 AND l.ends > $2 AND p.removed IS NULL',
      [digestOf(secret), Date.now()],
    );
    const totp = found && this.key.opened(found.totp, found.person);
    if (!totp) throw new AccessRefused('LINK_UNKNOWN');
    return { ...found, totp };
  }
}
