import { AccessRefused } from '@relet/platform';
import { rightsIn, type Rights } from '../rights.js';
import { newId } from '../secrets.js';
import { noteChange } from './changes.js';
import type { UsersKey } from './users-key.js';
import type { UsersRows } from './users-rows.js';

/** A user, as others may see them. */
export interface Person {
  id: string;
  /** The name they sign in by; none for those of an identity provider. */
  name: string | null;
  /** What people call them. */
  called: string | null;
  rights: Rights | undefined;
  added: number;
  removed: number | null;
}

/** What a user signs in by. */
export interface Keys {
  id: string;
  password: string | null;
  /** The key of their codes; undefined for those who have none, or when it cannot be opened. */
  totp: Buffer | undefined;
  /** They have one, and it cannot be opened: the users' key is missing, or another one. */
  isUnchecked: boolean;
  totp_step: number;
}

interface Row extends Omit<Person, 'rights'> {
  party: string | null;
  municipality: string | null;
  roles: string | null;
}

const SHOWN = 'id, name, called, party, municipality, roles, added, removed';

/** A name as eyes tell it from another: letters in full width, of either case, or put together otherwise are the same. */
const looksOf = (name: string) => name.normalize('NFKC').toUpperCase().toLowerCase().normalize('NFKC');

/** The users. A user who was removed stays known by their id, because the log names it. */
export class People {
  constructor(
    private readonly rows: UsersRows,
    private readonly key: UsersKey,
  ) {}

  async all(): Promise<Person[]> {
    return (await this.rows.ask<Row>(`SELECT ${SHOWN} FROM person ORDER BY lower(name) NULLS FIRST, id`)).map(personOf);
  }

  async of(id: string): Promise<Person | undefined> {
    const [row] = await this.rows.ask<Row>(`SELECT ${SHOWN} FROM person WHERE id = $1`, [id]);
    return row && personOf(row);
  }

  /** The user of a name, or of an id: those of an identity provider have no name here. Throws AccessRefused: USER_UNKNOWN. */
  async named(name: string): Promise<Person> {
    const asked = `SELECT ${SHOWN} FROM person WHERE (lower(name) = $1 OR id = $2) AND removed IS NULL`;
    const [row] = await this.rows.ask<Row>(asked, [lower(name), name]);
    if (!row) throw new AccessRefused('USER_UNKNOWN');
    return personOf(row);
  }

  async keysOf(name: string): Promise<Keys | undefined> {
    const [row] = await this.rows.ask<Omit<Keys, 'totp' | 'isUnchecked'> & { totp: Buffer | null }>(
      'SELECT id, password, totp, totp_step FROM person WHERE lower(name) = $1 AND removed IS NULL',
      [lower(name)],
    );
    const totp = row && this.key.opened(row.totp, row.id);
    return row && { ...row, totp, isUnchecked: row.totp !== null && totp === undefined };
  }

  /** How many users have a key for codes that cannot be opened: each needs a new link. */
  async unchecked(): Promise<number> {
    const asked = 'SELECT id, totp FROM person WHERE removed IS NULL AND totp IS NOT NULL';
    const all = await this.rows.ask<{ id: string; totp: Buffer }>(asked);
    return all.filter(({ id, totp }) => !this.key.opened(totp, id)).length;
  }

  /** True when somebody signs in by a password: not by a passkey, and by no identity provider. */
  async hasPassword(id: string): Promise<boolean> {
    return (await this.rows.ask('SELECT 1 FROM person WHERE id = $1 AND password IS NOT NULL', [id])).length > 0;
  }

  /** Adds a user. Throws AccessRefused: USER_EXISTS. */
  async add(name: string, called: string | undefined, rights: Rights, by: string): Promise<Person> {
    const { party, municipality = null, roles } = rights;
    const [id, added] = [newId('user'), Date.now()];
    await this.rows.inTransaction(async (statements) => {
      const names = await statements.ask<{ name: string }>('SELECT name FROM person WHERE name IS NOT NULL');
      if (names.some((each) => looksOf(each.name) === looksOf(name))) throw new AccessRefused('USER_EXISTS');
      await statements.change(
        'INSERT INTO person (id, name, called, party, municipality, roles, added) VALUES ($1, $2, $3, $4, $5, $6, $7)',
        [id, name, called ?? null, party, municipality, roles.join(), added],
      );
      await noteChange(statements, 'user_added', id, by, rights);
    });
    return { id, name, called: called ?? null, rights, added, removed: null };
  }

  /** The user whom an identity provider knows by a subject; one who comes for the first time gets an id. */
  ofSubject(issuer: string, subject: string, called: string | undefined): Promise<Person> {
    return this.rows.inTransaction(async ({ ask, change }) => {
      const known = () => ask<Row>(`SELECT ${SHOWN} FROM person WHERE issuer = $1 AND subject = $2`, [issuer, subject]);
      const [row] = await known();
      if (!row)
        await change('INSERT INTO person (id, called, issuer, subject, added) VALUES ($1, $2, $3, $4, $5)', [
          ...[newId('user'), called ?? null, issuer, subject, Date.now()],
        ]);
      else if (called !== undefined && row.called !== called) await change('UPDATE person SET called = $1 WHERE id = $2', [called, row.id]);
      const [person] = await known();
      return personOf(person as Row);
    });
  }

  /** Gives a user other rights, which hold from their next request on. */
  async give(id: string, rights: Rights, by: string): Promise<void> {
    const { party, municipality = null, roles } = rights;
    await this.rows.inTransaction(async (statements) => {
      const given = [party, municipality, roles.join(), id];
      await statements.change('UPDATE person SET party = $1, municipality = $2, roles = $3 WHERE id = $4', given);
      await noteChange(statements, 'user_given', id, by, rights);
    });
  }

  /** Takes all from a user by which they could come in. */
  async remove(id: string, by: string): Promise<void> {
    await this.rows.inTransaction(async (statements) => {
      const { change } = statements;
      for (const table of ['session', 'link', 'passkey', 'building', 'stand_in'])
        await change(`DELETE FROM ${table} WHERE person = $1`, [id]);
      await change('UPDATE person SET removed = $1, password = NULL, totp = NULL WHERE id = $2', [Date.now(), id]);
      await noteChange(statements, 'user_removed', id, by);
    });
  }

  /** Gives a user another password, by their own choice. Whoever else has a session of theirs has it no longer. */
  async changePassword(id: string, hash: string): Promise<void> {
    await this.rows.inTransaction(async (statements) => {
      await statements.change('UPDATE person SET password = $1 WHERE id = $2', [hash, id]);
      await statements.change('DELETE FROM session WHERE person = $1', [id]);
      await noteChange(statements, 'password_changed', id, id);
    });
  }

  /** Takes a code of a user for used: one code opens one session. False when it was used before. */
  async useStep(id: string, step: number): Promise<boolean> {
    return (await this.rows.change('UPDATE person SET totp_step = $1 WHERE id = $2 AND totp_step < $1', [step, id])) === 1;
  }
}

/** Letters of English names in small ones: all others a user types as they were given, on any engine. */
const lower = (name: string) => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

function personOf({ party, municipality, roles, ...row }: Row): Person {
  return { ...row, rights: rightsIn(party, municipality ?? undefined, roles?.split(',')) };
}
