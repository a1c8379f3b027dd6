import { PersonsError, type Layout, type Statements } from '@relet/platform';
import { Together } from '../kept/chain.js';
import { KeptTables, metaTable } from '../kept/on-server.js';
import type { KeyRows, WrappedKey } from './keys.js';

/** The tables of the keys, in a database of their own: its dumps are a set of their own, and have a short life. */
export const KEY_TABLES: Layout = {
  variable: 'RELET_KEYS',
  kind: 'keys',
  schema: 'person_keys',
  steps: [
    (schema) => `${metaTable(schema)}
      CREATE TABLE ${schema}.wrapped_key (owner text COLLATE "C" PRIMARY KEY, version integer NOT NULL, wrapped bytea NOT NULL);`,
  ],
};

const KEY = 'owner, version, wrapped';

/** Wrapped keys on a server, for several processes. */
export class KeyTable extends KeptTables implements KeyRows {
  /** A list asks for many at the same time: they are asked for together. */
  private readonly whose = new Together((owners: string[]) => this.wrappedOf(owners));

  wrapped(owner: string): Promise<WrappedKey | undefined> {
    return this.whose.add(owner);
  }

  async add({ owner, version, wrapped }: WrappedKey, master: string): Promise<void> {
    await this.database.inTransaction(async (statements) => {
      await this.mustBeWrappedBy(statements, master, 'SHARE');
      await statements.change(`INSERT INTO ${this.schema}.wrapped_key (${KEY}) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`, [
        owner,
        version,
        wrapped,
      ]);
    });
  }

  async destroy(owners: readonly string[]): Promise<void> {
    await this.database.change(`DELETE FROM ${this.schema}.wrapped_key WHERE owner = ANY ($1)`, [owners]);
  }

  /** The log of the server's own writing keeps them as long as it keeps anything. */
  leaveNothing(): Promise<boolean> {
    return this.database.writeAnew(['wrapped_key']);
  }

  async rewrap(anew: (key: WrappedKey) => Promise<Buffer>, from: string, to: string): Promise<void> {
    await this.database.inTransaction(async (statements) => {
      await this.mustBeWrappedBy(statements, from, 'UPDATE');
      const all = await statements.ask<WrappedKey>(`SELECT ${KEY} FROM ${this.schema}.wrapped_key`);
      const wrapped: Buffer[] = [];
      for (const key of all) wrapped.push(await anew(key));
      await statements.change(
        `UPDATE ${this.schema}.wrapped_key k SET wrapped = n.wrapped FROM unnest($1::text[], $2::bytea[]) AS n (owner, wrapped) WHERE k.owner = n.owner`,
        [all.map(({ owner }) => owner), wrapped],
      );
      await statements.change(`UPDATE ${this.schema}.meta SET value = $1 WHERE name = 'master'`, [to]);
    });
    await this.leaveNothing();
  }

  async count(): Promise<number> {
    const [{ count } = { count: 0 }] = await this.database.ask<{ count: number }>(
      `SELECT count(*) AS count FROM ${this.schema}.wrapped_key`,
    );
    return count;
  }

  private async wrappedOf(owners: readonly string[]): Promise<(WrappedKey | undefined)[]> {
    const found = await this.database.ask<WrappedKey>(`SELECT ${KEY} FROM ${this.schema}.wrapped_key WHERE owner = ANY ($1)`, [owners]);
    const byOwner = new Map(found.map((key) => [key.owner, key]));
    return owners.map((owner) => byOwner.get(owner));
  }

  /** Until the transaction ends nobody wraps the keys by another one. A process that has the old master key still must not wrap by it what nobody could unwrap. */
  private async mustBeWrappedBy({ ask, change }: Statements, master: string, lock: 'SHARE' | 'UPDATE'): Promise<void> {
    await change(`INSERT INTO ${this.schema}.meta VALUES ('master', $1) ON CONFLICT DO NOTHING`, [master]);
    const [found] = await ask<{ value: string }>(`SELECT value FROM ${this.schema}.meta WHERE name = 'master' FOR ${lock}`);
    if (found?.value !== master) throw new PersonsError('PERSONS_UNREADABLE', 'The keys are wrapped by another master key by now.');
  }
}
