import { AccessRefused } from '@relet/platform';
import { randomBytes } from 'node:crypto';
import { digestOf, newSecret } from '../secrets.js';
import { noteChange } from './changes.js';
import type { UsersFile } from './users-file.js';
import type { UsersKey } from './users-key.js';

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
    private readonly file: UsersFile,
    private readonly key: UsersKey,
  ) {}

  make(person: string, by: string): string {
    const secret = newSecret();
    this.file.together(() => {
      this.file.run('DELETE FROM link WHERE person = ? OR ends <= ?', person, Date.now());
      this.file.run(
        'INSERT INTO link (digest, person, totp, ends) VALUES (?, ?, ?, ?)',
        ...[digestOf(secret), person, this.key.sealed(randomBytes(20), person), Date.now() + LIFETIME],
      );
      noteChange(this.file, 'link_made', person, by);
    });
    return secret;
  }

  /** What a link opens. Throws AccessRefused: LINK_UNKNOWN. */
  opened(secret: string): Opened {
    const found = this.file.get<Opened>(
      'SELECT l.person, p.name, l.totp FROM link l JOIN person p ON p.id = l.person WHERE l.digest = ? AND l.ends > ? AND p.removed IS NULL',
      ...[digestOf(secret), Date.now()],
    );
    const totp = found && this.key.opened(found.totp, found.person);
    if (!totp) throw new AccessRefused('LINK_UNKNOWN');
    return { ...found, totp };
  }

  /** Uses a link up: what the user had before is gone, all their sessions end, and the chosen keys are theirs. Throws AccessRefused: LINK_UNKNOWN. */
  use(
    secret: string,
    keys: { password: string; step: number } | { passkey: { id: string; publicKey: Uint8Array; counter: number } },
  ): string {
    return this.file.together(() => {
      const { person, totp } = this.opened(secret);
      for (const table of ['link', 'session', 'passkey']) this.file.run(`DELETE FROM ${table} WHERE person = ?`, person);
      if ('password' in keys)
        this.file.run(
          'UPDATE person SET password = ?, totp = ?, totp_step = ? WHERE id = ?',
          keys.password,
          this.key.sealed(totp, person),
          keys.step,
          person,
        );
      else {
        this.file.run('UPDATE person SET password = NULL, totp = NULL WHERE id = ?', person);
        const { id, publicKey, counter } = keys.passkey;
        this.file.run(
          'INSERT INTO passkey (id, person, public_key, counter, added) VALUES (?, ?, ?, ?, ?)',
          ...[id, person, Buffer.from(publicKey), counter, Date.now()],
        );
      }
      noteChange(this.file, 'signed_up', person, person, { by: 'password' in keys ? 'password' : 'passkey' });
      return person;
    });
  }
}
