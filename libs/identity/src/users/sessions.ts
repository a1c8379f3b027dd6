import { AccessRefused, type Principal } from '@relet/platform';
import { principalWith, rightsIn, type Rights } from '../rights.js';
import { digestOf, newId, newSecret } from '../secrets.js';
import { noteChange } from './changes.js';
import { LastKnown } from './last-known.js';
import type { UsersRows } from './users-rows.js';

/** How somebody has signed in. */
export type How = 'password' | 'passkey' | 'oidc';

/** A session as its own user sees it. */
export interface Session {
  id: string;
  how: How;
  begun: number;
  seen: number;
  ends: number;
}

/** Milliseconds without a request after which a session ends, and those after which it ends in any case. */
export const IDLE = 3_600_000;
export const WHOLE = 12 * 3_600_000;
/** A session's last request is written down no more often than this. */
const NOTED = 60_000;

interface Row {
  person: string;
  how: How;
  rights: string | null;
  party: string | null;
  municipality: string | null;
  roles: string | null;
  seen: number;
  ends: number;
}

/** Whose session it is. */
interface Known {
  principal: Principal;
  how: How;
  /** When it is to be looked up again in any case, because it is used. */
  until: number;
}

/** Sessions of people in browsers. Their tokens are kept as digests; their rights are those of this moment. */
export class Sessions {
  private readonly lastKnown: LastKnown<Known>;

  constructor(private readonly rows: UsersRows) {
    this.lastKnown = new LastKnown(rows);
  }

  /** Begins a session and answers its token; the one that the browser had before ends. Rights are given when an identity provider says them. */
  async begin(person: string, how: How, before?: string, rights?: Rights): Promise<string> {
    const [token, now] = [newSecret(), Date.now()];
    await this.rows.inTransaction(async ({ change }) => {
      if (before !== undefined) await change('DELETE FROM session WHERE digest = $1', [digestOf(before)]);
      await change('DELETE FROM session WHERE ends <= $1 OR seen <= $2', [now, now - IDLE]);
      await change('INSERT INTO session (digest, id, person, how, rights, begun, seen, ends) VALUES ($1, $2, $3, $4, $5, $6, $6, $7)', [
        ...[digestOf(token), newId('session'), person, how, rights ? JSON.stringify(rights) : null, now, now + WHOLE],
      ]);
    });
    return token;
  }

  /** Whose session it is, with the rights of this moment, and how it was begun; undefined when it has ended. `quietly`: that it was asked for is no use of it. */
  known(token: string, quietly = false): Promise<Known | undefined> {
    const digest = digestOf(token);
    return this.lastKnown.of(digest.toString('latin1'), () => this.found(digest, quietly), quietly);
  }

  private async found(digest: Buffer, quietly: boolean): Promise<Known | undefined> {
    const now = Date.now();
    const [row] = await this.rows.ask<Row>(
      `SELECT s.person, s.how, s.rights, s.seen, s.ends, p.party, p.municipality, p.roles FROM session s JOIN person p ON p.id = s.person
       WHERE s.digest = $1 AND s.ends > $2 AND s.seen > $3 AND p.removed IS NULL`,
      [digest, now, now - IDLE],
    );
    if (!row) return undefined;
    const isNoted = quietly || now - row.seen <= NOTED;
    if (!isNoted) await this.use(digest, now);
    const rights = row.rights === null ? rightsIn(row.party, row.municipality ?? undefined, row.roles?.split(',')) : given(row.rights);
    const until = Math.min(row.ends, (isNoted ? row.seen : now) + NOTED);
    return rights && { principal: principalWith(row.person, rights), how: row.how, until };
  }

  /** Notes that a session is used. Where nothing can be written, as on a full disk, it is noted later: nobody is kept from reading by it. */
  private async use(digest: Buffer, now: number): Promise<void> {
    await this.rows.change('UPDATE session SET seen = $1 WHERE digest = $2', [now, digest]).catch(() => undefined);
  }

  ofPerson(person: string): Promise<Session[]> {
    const now = Date.now();
    return this.rows.ask<Session>(
      'SELECT id, how, begun, seen, ends FROM session WHERE person = $1 AND ends > $2 AND seen > $3 ORDER BY begun, id',
      [person, now, now - IDLE],
    );
  }

  async idOf(token: string): Promise<string | undefined> {
    return (await this.rows.ask<{ id: string }>('SELECT id FROM session WHERE digest = $1', [digestOf(token)]))[0]?.id;
  }

  /** Writes what an identity provider says now of the rights in a session. */
  async give(token: string, rights: Rights): Promise<void> {
    await this.rows.change('UPDATE session SET rights = $1 WHERE digest = $2', [JSON.stringify(rights), digestOf(token)]);
  }

  end(token: string): Promise<void> {
    return this.endKept(digestOf(token));
  }

  /** Ends the session of which this is kept. */
  async endKept(digest: Buffer): Promise<void> {
    await this.rows.change('DELETE FROM session WHERE digest = $1', [digest]);
  }

  /** Ends one of a user's sessions. Throws AccessRefused: SESSION_UNKNOWN. */
  async endOf(person: string, id: string): Promise<void> {
    if (!(await this.rows.change('DELETE FROM session WHERE person = $1 AND id = $2', [person, id])))
      throw new AccessRefused('SESSION_UNKNOWN');
  }

  /** Ends all sessions of a user, and answers how many there were. */
  endAll(person: string, by: string): Promise<number> {
    return this.rows.inTransaction(async (statements) => {
      const ended = await statements.change('DELETE FROM session WHERE person = $1', [person]);
      await noteChange(statements, 'sessions_ended', person, by);
      return ended;
    });
  }
}

function given(text: string): Rights | undefined {
  const { party, municipality, roles } = JSON.parse(text) as Partial<Rights>;
  return rightsIn(party, municipality, roles);
}
