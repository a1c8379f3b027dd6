import { usersKeyBeside } from '@relet/platform';
import { Accounts } from './accounts.js';
import { Begun } from './begun.js';
import { changesIn } from './changes.js';
import { Links } from './links.js';
import { Municipalities } from './municipalities.js';
import { Passkeys } from './passkeys.js';
import { People } from './people.js';
import { Portfolios } from './portfolios.js';
import { Sessions } from './sessions.js';
import { UsersFile } from './users-file.js';
import { UsersKey } from './users-key.js';

/** All that is known of who may come in, on one file. */
export class Users {
  readonly people: People;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly passkeys: Passkeys;
  readonly begun: Begun;
  readonly portfolios: Portfolios;
  readonly municipalities: Municipalities;
  private readonly file: UsersFile;
  private readonly key: UsersKey;

  constructor(path: string, keyPath = usersKeyBeside(path)) {
    const file = (this.file = new UsersFile(path));
    const key = (this.key = new UsersKey(keyPath));
    this.people = new People(file, key);
    this.accounts = new Accounts(file);
    this.sessions = new Sessions(file);
    this.links = new Links(file, key);
    this.passkeys = new Passkeys(file);
    this.begun = new Begun(file);
    this.portfolios = new Portfolios(file);
    this.municipalities = new Municipalities(file);
  }

  /** True when somebody could come in: a user who was not removed, or a service account that still works. */
  get hasSomebody(): boolean {
    const isThere = 'SELECT 1 FROM person WHERE removed IS NULL UNION ALL SELECT 1 FROM account WHERE revoked IS NULL AND ends > ? LIMIT 1';
    return this.file.get(isThere, Date.now()) !== undefined;
  }

  /** What is wrong with the key of the users' codes, and for how many of them; undefined where every code can be checked. Throws BadSetting when others can read it. */
  get trouble(): { why: 'keyMissing' | 'keyOther'; users: number } | undefined {
    this.key.mustBeUsable();
    const users = this.people.unchecked;
    return users ? { why: this.key.isThere ? 'keyOther' : 'keyMissing', users } : undefined;
  }

  changes(): ReturnType<typeof changesIn> {
    return changesIn(this.file);
  }

  close(): void {
    this.file.close();
  }
}
