import { AccessRefused, type Principal } from '@relet/platform';
import { principalWith, rightsIn, type Rights } from '../rights.js';
import { digestOf, newId, newSecret } from '../secrets.js';
import { noteChange } from './changes.js';
import { Kept } from './kept.js';
import type { UsersFile } from './users-file.js';

/** A program that may ask or act, as others may see it. */
export interface Account {
  id: string;
  label: string;
  rights: Rights;
  added: number;
  ends: number;
  revoked: number | null;
}

interface Row extends Omit<Account, 'rights'> {
  party: string;
  municipality: string | null;
  roles: string;
}

const SHOWN = 'id, label, party, municipality, roles, added, ends, revoked';
/** A token of a service account is known by how it begins, so that one that was lost somewhere can be found. */
export const ACCOUNT_TOKEN = /^relet_[\w-]{43}$/;

/** Service accounts: programs with a token of their own, which is shown once. */
export class Accounts {
  private readonly kept: Kept<{ principal: Principal; until: number }>;

  constructor(private readonly file: UsersFile) {
    this.kept = new Kept(file);
  }

  all(): Account[] {
    return this.file.all<Row>(`SELECT ${SHOWN} FROM account ORDER BY added`).map(accountOf);
  }

  of(id: string): Account | undefined {
    const row = this.file.get<Row>(`SELECT ${SHOWN} FROM account WHERE id = ?`, id);
    return row && accountOf(row);
  }

  /** Adds an account, and answers its token: nobody can read it again. */
  add(label: string, rights: Rights, days: number, by: string): { account: Account; token: string } {
    const [id, token] = [newId('account'), `relet_${newSecret()}`];
    const { party, municipality = null, roles } = rights;
    const [now, ends] = [Date.now(), Date.now() + days * 86_400_000];
    this.file.together(() => {
      this.file.run(
        'INSERT INTO account (id, label, digest, party, municipality, roles, added, ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ...[id, label, digestOf(token), party, municipality, roles.join(), now, ends],
      );
      noteChange(this.file, 'account_added', id, by, rights);
    });
    return { account: this.of(id) as Account, token };
  }

  /** Ends an account from the next request on. Throws AccessRefused: ACCOUNT_UNKNOWN. */
  revoke(id: string, by: string): void {
    this.file.together(() => {
      if (!this.file.run('UPDATE account SET revoked = ? WHERE id = ? AND revoked IS NULL', Date.now(), id))
        throw new AccessRefused('ACCOUNT_UNKNOWN');
      noteChange(this.file, 'account_revoked', id, by);
    });
  }

  /** Whose token it is, while it is neither revoked nor past its end. */
  principalOf(token: string): Principal | undefined {
    if (!ACCOUNT_TOKEN.test(token)) return undefined;
    const digest = digestOf(token);
    const known = this.kept.of(digest, () => {
      const row = this.file.get<Row>(`SELECT ${SHOWN} FROM account WHERE digest = ? AND revoked IS NULL AND ends > ?`, digest, Date.now());
      return row && { principal: principalWith(row.id, accountOf(row).rights), until: row.ends };
    });
    return known?.principal;
  }
}

function accountOf({ party, municipality, roles, ...row }: Row): Account {
  return { ...row, rights: rightsIn(party, municipality ?? undefined, roles.split(',')) as Rights };
}
