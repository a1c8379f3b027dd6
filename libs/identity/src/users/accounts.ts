import { AccessRefused, type Principal } from '@relet/platform';
import { principalWith, rightsIn, type Rights } from '../rights.js';
import { digestOf, newId, newSecret } from '../secrets.js';
import { noteChange } from './changes.js';
import { LastKnown } from './last-known.js';
import type { UsersRows } from './users-rows.js';

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
  private readonly lastKnown: LastKnown<{ principal: Principal; until: number }>;

  constructor(private readonly rows: UsersRows) {
    this.lastKnown = new LastKnown(rows);
  }

  async all(): Promise<Account[]> {
    return (await this.rows.ask<Row>(`SELECT ${SHOWN} FROM account ORDER BY added, id`)).map(accountOf);
  }

  async of(id: string): Promise<Account | undefined> {
    const [row] = await this.rows.ask<Row>(`SELECT ${SHOWN} FROM account WHERE id = $1`, [id]);
    return row && accountOf(row);
  }

  /** Adds an account, and answers its token: nobody can read it again. */
  async add(label: string, rights: Rights, days: number, by: string): Promise<{ account: Account; token: string }> {
    const [id, token] = [newId('account'), `relet_${newSecret()}`];
    const { party, municipality = null, roles } = rights;
    const [now, ends] = [Date.now(), Date.now() + days * 86_400_000];
    await this.rows.inTransaction(async (statements) => {
      await statements.change(
        'INSERT INTO account (id, label, digest, party, municipality, roles, added, ends) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
        [id, label, digestOf(token), party, municipality, roles.join(), now, ends],
      );
      await noteChange(statements, 'account_added', id, by, rights);
    });
    return { account: { id, label, rights, added: now, ends, revoked: null }, token };
  }

  /** Ends an account from the next request on. Throws AccessRefused: ACCOUNT_UNKNOWN. */
  async revoke(id: string, by: string): Promise<void> {
    await this.rows.inTransaction(async (statements) => {
      if (!(await statements.change('UPDATE account SET revoked = $1 WHERE id = $2 AND revoked IS NULL', [Date.now(), id])))
        throw new AccessRefused('ACCOUNT_UNKNOWN');
      await noteChange(statements, 'account_revoked', id, by);
    });
  }

  /** Whose token it is, while it is neither revoked nor past its end. */
  async principalOf(token: string): Promise<Principal | undefined> {
    if (!ACCOUNT_TOKEN.test(token)) return undefined;
    const digest = digestOf(token);
    const known = await this.lastKnown.of(digest.toString('latin1'), async () => {
      const [row] = await this.rows.ask<Row>(`SELECT ${SHOWN} FROM account WHERE digest = $1 AND revoked IS NULL`, [digest]);
      return row && { principal: principalWith(row.id, accountOf(row).rights), until: row.ends };
    });
    return known && known.until > Date.now() ? known.principal : undefined;
  }
}

function accountOf({ party, municipality, roles, ...row }: Row): Account {
  return { ...row, rights: rightsIn(party, municipality ?? undefined, roles.split(',')) as Rights };
}
