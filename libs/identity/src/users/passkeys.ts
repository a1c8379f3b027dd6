import type { UsersRows } from './users-rows.js';

/** A passkey that a user has chosen: its public half. */
export interface Passkey {
  id: string;
  person: string;
  public_key: Buffer;
  counter: number;
}

/** The passkeys of the users. */
export class Passkeys {
  constructor(private readonly rows: UsersRows) {}

  async of(id: string): Promise<Passkey | undefined> {
    const asked =
      'SELECT k.id, k.person, k.public_key, k.counter FROM passkey k JOIN person p ON p.id = k.person WHERE k.id = $1 AND p.removed IS NULL';
    return (await this.rows.ask<Passkey>(asked, [id]))[0];
  }

  /** Notes how often a passkey says that it was used. */
  async used(id: string, counter: number): Promise<void> {
    await this.rows.change('UPDATE passkey SET counter = $1 WHERE id = $2', [counter, id]);
  }
}
