import { PersonsError } from '@relet/platform';
import { KeptFile, leaveNothingBehind, META, type Kind } from '../kept/sqlite-file.js';
import type { KeyRows, WrappedKey } from './keys.js';

/** The file of the keys: `RELK`. Its backups are a set of their own. */
const KEYS: Kind = {
  mark: 0x52454c4b,
  tables: `
    ${META}
    CREATE TABLE IF NOT EXISTS wrapped_key (owner TEXT PRIMARY KEY, version INTEGER NOT NULL, wrapped BLOB NOT NULL) WITHOUT ROWID;`,
};

/** Wrapped keys in a file of SQLite, for its one writer. */
export class KeyFile extends KeptFile implements KeyRows {
  constructor(path: string, options?: { readOnly: boolean }) {
    super(path, KEYS, options);
  }

  async wrapped(owner: string): Promise<WrappedKey | undefined> {
    return this.db.prepare('SELECT owner, version, wrapped FROM wrapped_key WHERE owner = ?').get(owner) as WrappedKey | undefined;
  }

  async add({ owner, version, wrapped }: WrappedKey, master: string): Promise<void> {
    this.db.transaction(() => {
      if ((this.noted('master') ?? master) !== master) throw wrappedByAnother();
      this.db.prepare('INSERT OR IGNORE INTO wrapped_key (owner, version, wrapped) VALUES (?, ?, ?)').run(owner, version, wrapped);
      this.note('master', master);
    })();
  }

  async destroy(owners: readonly string[]): Promise<void> {
    const away = this.db.prepare('DELETE FROM wrapped_key WHERE owner = ?');
    for (const owner of owners) away.run(owner);
  }

  async rewrap(anew: (key: WrappedKey) => Promise<Buffer>, from: string, to: string): Promise<void> {
    const wrappedAnew = new Map<string, Buffer>();
    // Keys that are made while others are wrapped wait for their turn.
    for (let missing = this.missingIn(wrappedAnew); missing.length; missing = this.missingIn(wrappedAnew))
      for (const key of missing) wrappedAnew.set(key.owner, await anew(key));
    this.db.transaction(() => {
      if ((this.noted('master') ?? from) !== from) throw wrappedByAnother();
      const set = this.db.prepare('UPDATE wrapped_key SET wrapped = ? WHERE owner = ?');
      for (const [owner, wrapped] of wrappedAnew) set.run(wrapped, owner);
      this.note('master', to);
    })();
    leaveNothingBehind(this.db);
  }

  async count(): Promise<number> {
    return this.db.prepare('SELECT count(*) FROM wrapped_key').pluck().get() as number;
  }

  /** Takes in the keys of another file that are not here, as a restore does; they are wrapped by the same master key. */
  takeFrom(path: string): void {
    this.db.prepare('ATTACH ? AS other').run(path);
    try {
      this.db.exec(`INSERT OR IGNORE INTO main.wrapped_key SELECT * FROM other.wrapped_key;
        INSERT OR IGNORE INTO main.meta SELECT * FROM other.meta WHERE name = 'master'`);
    } finally {
      this.db.exec('DETACH other');
    }
  }

  private missingIn(known: ReadonlyMap<string, Buffer>): WrappedKey[] {
    const all = this.db.prepare('SELECT owner, version, wrapped FROM wrapped_key').all() as WrappedKey[];
    return all.filter(({ owner }) => !known.has(owner));
  }
}

const wrappedByAnother = () => new PersonsError('PERSONS_UNREADABLE', 'The keys are wrapped by another master key by now.');
