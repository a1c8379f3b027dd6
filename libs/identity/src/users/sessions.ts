import { AccessRefused, type Principal } from '@relet/platform';
import { principalWith, rightsIn, type Rights } from '../rights.js';
import { digestOf, newId, newSecret } from '../secrets.js';
import { noteChange } from './changes.js';
import { Kept } from './kept.js';
import type { UsersFile } from './users-file.js';

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

/** Whose session it is, as long as nobody changes anything. */
interface Known {
  principal: Principal;
  how: How;
  until: number;
}

/** Sessions of people in browsers. Their tokens are kept as digests; their rights are those of this moment. */
export class Sessions {
  private readonly kept: Kept<Known>;

  constructor(private readonly file: UsersFile) {
    this.kept = new Kept(file);
  }

  /** Begins a session and answers its token; the one that the browser had before ends. Rights are given when an identity provider says them. */
  begin(person: string, how: How, before?: string, rights?: Rights): string {
    const [token, now] = [newSecret(), Date.now()];
    this.file.together(() => {
      if (before !== undefined) this.file.run('DELETE FROM session WHERE digest = ?', digestOf(before));
      this.file.run('DELETE FROM session WHERE ends <= ? OR seen <= ?', now, now - IDLE);
      this.file.run(
        'INSERT INTO session (digest, id, person, how, rights, begun, seen, ends) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
        ...[digestOf(token), newId('session'), person, how, rights ? JSON.stringify(rights) : null, now, now, now + WHOLE],
      );
    });
    return token;
  }

  /** Whose session it is, with the rights of this moment, and how it was begun; undefined when it has ended. `quietly`: that it was asked for is no use of it. */
  known(token: string, quietly = false): Omit<Known, 'until'> | undefined {
    const digest = digestOf(token);
    // What is kept was noted as a use; a quiet look must not stand in for that.
    return quietly ? this.found(digest, true) : this.kept.of(digest, () => this.found(digest));
  }

  private found(digest: Buffer, quietly = false): Known | undefined {
    const now = Date.now();
    const row = this.file.get<Row>(
      `SELECT s.person, s.how, s.rights, s.seen, s.ends, p.party, p.municipality, p.roles FROM session s JOIN person p ON p.id = s.person
       WHERE s.digest = ? AND s.ends > ? AND s.seen > ? AND p.removed IS NULL`,
      ...[digest, now, now - IDLE],
    );
    if (!row) return undefined;
    const isNoted = quietly || now - row.seen <= NOTED;
    if (!isNoted) this.file.run('UPDATE session SET seen = ? WHERE digest = ?', now, digest);
    const rights = row.rights === null ? rightsIn(row.party, row.municipality ?? undefined, row.roles?.split(',')) : given(row.rights);
    const until = Math.min(row.ends, (isNoted ? row.seen : now) + NOTED);
    return rights && { principal: principalWith(row.person, rights), how: row.how, until };
  }

  ofPerson(person: string): Session[] {
    const now = Date.now();
    return this.file.all<Session>(
      'SELECT id, how, begun, seen, ends FROM session WHERE person = ? AND ends > ? AND seen > ? ORDER BY begun',
      ...[person, now, now - IDLE],
    );
  }

  idOf(token: string): string | undefined {
    return this.file.get<{ id: string }>('SELECT id FROM session WHERE digest = ?', digestOf(token))?.id;
  }

  /** Writes what an identity provider says now of the rights in a session. */
  give(token: string, rights: Rights): void {
    this.file.run('UPDATE session SET rights = ? WHERE digest = ?', JSON.stringify(rights), digestOf(token));
  }

  end(token: string): void {
    this.endKept(digestOf(token));
  }

  /** Ends the session of which this is kept. */
  endKept(digest: Buffer): void {
    if (this.file.isThere) this.file.run('DELETE FROM session WHERE digest = ?', digest);
  }

  /** Ends one of a user's sessions. Throws AccessRefused: SESSION_UNKNOWN. */
  endOf(person: string, id: string): void {
    if (!this.file.isThere || !this.file.run('DELETE FROM session WHERE person = ? AND id = ?', person, id))
      throw new AccessRefused('SESSION_UNKNOWN');
  }

  /** Ends all sessions of a user, and answers how many there were. */
  endAll(person: string, by: string): number {
    return this.file.together(() => {
      const ended = this.file.run('DELETE FROM session WHERE person = ?', person);
      noteChange(this.file, 'sessions_ended', person, by);
      return ended;
    });
  }
}

function given(text: string): Rights | undefined {
  const { party, municipality, roles } = JSON.parse(text) as Partial<Rights>;
  return rightsIn(party, municipality, roles);
}
