import { AccessRefused } from '@relet/platform';
import { rightsIn, type Rights } from '../rights.js';
import { newId } from '../secrets.js';
import { noteChange } from './changes.js';
import type { UsersFile } from './users-file.js';
import type { UsersKey } from './users-key.js';

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
    private readonly file: UsersFile,
    private readonly key: UsersKey,
  ) {}

  all(): Person[] {
    return this.file.all<Row>(`SELECT ${SHOWN} FROM person ORDER BY name, id`).map(personOf);
  }

  of(id: string): Person | undefined {
    const row = this.file.get<Row>(`SELECT ${SHOWN} FROM person WHERE id = ?`, id);
    return row && personOf(row);
  }

  /** The user of a name, or of an id: those of an identity provider have no name here. Throws AccessRefused: USER_UNKNOWN. */
  named(name: string): Person {
    const row = this.file.get<Row>(`SELECT ${SHOWN} FROM person WHERE (name = ? OR id = ?) AND removed IS NULL`, name, name);
    if (!row) throw new AccessRefused('USER_UNKNOWN');
    return personOf(row);
  }

  keysOf(name: string): Keys | undefined {
    const row = this.file.get<Omit<Keys, 'totp' | 'isUnchecked'> & { totp: Buffer | null }>(
      'SELECT id, password, totp, totp_step FROM person WHERE name = ? AND removed IS NULL',
      name,
    );
    const totp = row && this.key.opened(row.totp, row.id);
    return row && { ...row, totp, isUnchecked: row.totp !== null && totp === undefined };
  }

  /** How many users have a key for codes that cannot be opened: each needs a new link. */
  get unchecked(): number {
    const all = this.file.all<{ id: string; totp: Buffer }>('SELECT id, totp FROM person WHERE removed IS NULL AND totp IS NOT NULL');
    return all.filter(({ id, totp }) => !this.key.opened(totp, id)).length;
  }

  /** True when somebody signs in by a password: not by a passkey, and by no identity provider. */
  hasPassword(id: string): boolean {
    return this.file.get('SELECT 1 FROM person WHERE id = ? AND password IS NOT NULL', id) !== undefined;
  }

  /** Adds a user. Throws AccessRefused: USER_EXISTS. */
  add(name: string, called: string | undefined, rights: Rights, by: string): Person {
    return this.file.together(() => {
      const names = this.file.all<{ name: string }>('SELECT name FROM person WHERE name IS NOT NULL');
      if (names.some((each) => looksOf(each.name) === looksOf(name))) throw new AccessRefused('USER_EXISTS');
      const id = newId('user');
      const { party, municipality = null, roles } = rights;
      this.file.run(
        'INSERT INTO person (id, name, called, party, municipality, roles, added) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...[id, name, called ?? null, party, municipality, roles.join(), Date.now()],
      );
      noteChange(this.file, 'user_added', id, by, rights);
      return this.of(id) as Person;
    });
  }

  /** The user whom an identity provider knows by a subject; one who comes for the first time gets an id. */
  ofSubject(issuer: string, subject: string, called: string | undefined): Person {
    const known = () => this.file.get<Row>(`SELECT ${SHOWN} FROM person WHERE issuer = ? AND subject = ?`, issuer, subject);
    return this.file.together(() => {
      const row = known();
      if (!row)
        this.file.run(
          'INSERT INTO person (id, called, issuer, subject, added) VALUES (?, ?, ?, ?, ?)',
          ...[newId('user'), called ?? null, issuer, subject, Date.now()],
        );
      else if (called !== undefined && row.called !== called) this.file.run('UPDATE person SET called = ? WHERE id = ?', called, row.id);
      return personOf(known() as Row);
    });
  }

  /** Gives a user other rights, which hold from their next request on. */
  give(id: string, rights: Rights, by: string): void {
    const { party, municipality = null, roles } = rights;
    this.file.together(() => {
      this.file.run('UPDATE person SET party = ?, municipality = ?, roles = ? WHERE id = ?', party, municipality, roles.join(), id);
      noteChange(this.file, 'user_given', id, by, rights);
    });
  }

  /** Takes all from a user by which they could come in. */
  remove(id: string, by: string): void {
    this.file.together(() => {
      for (const table of ['session', 'link', 'passkey', 'building', 'stand_in'])
        this.file.run(`DELETE FROM ${table} WHERE person = ?`, id);
      this.file.run('UPDATE person SET removed = ?, password = NULL, totp = NULL WHERE id = ?', Date.now(), id);
      noteChange(this.file, 'user_removed', id, by);
    });
  }

  /** Gives a user another password, by their own choice. Whoever else has a session of theirs has it no longer. */
  changePassword(id: string, hash: string): void {
    this.file.together(() => {
      this.file.run('UPDATE person SET password = ? WHERE id = ?', hash, id);
      this.file.run('DELETE FROM session WHERE person = ?', id);
      noteChange(this.file, 'password_changed', id, id);
    });
  }

  /** Takes a code of a user for used: one code opens one session. False when it was used before. */
  useStep(id: string, step: number): boolean {
    return this.file.run('UPDATE person SET totp_step = ? WHERE id = ? AND totp_step < ?', step, id, step) === 1;
  }
}

function personOf({ party, municipality, roles, ...row }: Row): Person {
  return { ...row, rights: rightsIn(party, municipality ?? undefined, roles?.split(',')) };
}
