import { isPostgres, usersKeyBeside, type Settings } from '@relet/platform';
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
import type { UsersRows } from './users-rows.js';
import { UsersTable } from './users-table.js';

/** Where users are kept, and the key of their codes. */
type Places = Pick<Settings, 'users' | 'usersKey'>;

/** All that is known of who may come in. */
export class Users {
  readonly people: People;
  readonly accounts: Accounts;
  readonly sessions: Sessions;
  readonly links: Links;
  readonly passkeys: Passkeys;
  readonly begun: Begun;
  readonly portfolios: Portfolios;
  readonly municipalities: Municipalities;
  private readonly key: UsersKey;

  constructor(
    private readonly rows: UsersRows,
    keyPath: string,
  ) {
    const key = (this.key = new UsersKey(keyPath, rows));
    this.people = new People(rows, key);
    this.accounts = new Accounts(rows);
    this.sessions = new Sessions(rows);
    this.links = new Links(rows, key);
    this.passkeys = new Passkeys(rows);
    this.begun = new Begun(rows);
    this.portfolios = new Portfolios(rows);
    this.municipalities = new Municipalities(rows);
  }

  /** Opens them where the settings say. Throws BadSetting for a server that cannot be used. */
  static async open({ users, usersKey }: Places): Promise<Users> {
    return isPostgres(users) ? new Users(await UsersTable.open(users), usersKey) : Users.inFile(users, usersKey);
  }

  /** The same to be looked at: nothing is made. Undefined where a server keeps none yet. */
  static async lookInto({ users, usersKey }: Places): Promise<Users | undefined> {
    if (!isPostgres(users)) return Users.inFile(users, usersKey);
    const rows = await UsersTable.lookInto(users);
    return rows && new Users(rows, usersKey);
  }

  static inFile(path: string, keyPath = usersKeyBeside(path)): Users {
    return new Users(new UsersFile(path), keyPath);
  }

  /** True when somebody could come in: a user who was not removed, or a service account that still works. */
  async hasSomebody(): Promise<boolean> {
    const isThere =
      'SELECT 1 FROM person WHERE removed IS NULL UNION ALL SELECT 1 FROM account WHERE revoked IS NULL AND ends > $1 LIMIT 1';
    return (await this.rows.ask(isThere, [Date.now()])).length > 0;
  }

  /** Throws AccessRefused: USERS_AWAY while a server that keeps them cannot be asked. */
  async ping(): Promise<void> {
    await this.rows.ask('SELECT 1');
  }

  /** What is wrong with the key of the users' codes, and for how many of them; undefined where every code can be checked. Throws BadSetting when others can read it. */
  async trouble(): Promise<{ why: 'keyMissing' | 'keyOther'; users: number } | undefined> {
    this.key.mustBeUsable();
    const users = await this.people.unchecked();
    return users ? { why: this.key.isThere ? 'keyOther' : 'keyMissing', users } : undefined;
  }

  /** Throws BadSetting on a machine that has not the key of the users that the others have. */
  mustHaveTheKey(): Promise<void> {
    return this.key.mustBeTheOne();
  }

  changes(): ReturnType<typeof changesIn> {
    return changesIn(this.rows);
  }

  close(): Promise<void> {
    return this.rows.close();
  }
}
