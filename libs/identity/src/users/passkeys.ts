import type { UsersFile } from './users-file.js';

/** A passkey that a user has chosen: its public half. */
export interface Passkey {
  id: string;
  person: string;
  public_key: Buffer;
  counter: number;
}

/** The passkeys of the users. */
export class Passkeys {
  constructor(private readonly file: UsersFile) {}

  of(id: string): Passkey | undefined {
    return this.file.get<Passkey>(
      'SELECT k.id, k.person, k.public_key, k.counter FROM passkey k JOIN person p ON p.id = k.person WHERE k.id = ? AND p.removed IS NULL',
      id,
    );
  }

  /** Notes how often a passkey says that it was used. */
  used(id: string, counter: number): void {
    this.file.run('UPDATE passkey SET counter = ? WHERE id = ?', counter, id);
  }
}
