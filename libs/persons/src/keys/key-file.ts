import type Database from 'better-sqlite3';
import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from '../kept/sealing.js';
import { leaveNothingBehind, openKept, type Kind } from '../kept/sqlite-file.js';
import type { MasterKey } from './master-key.js';

/** The file of the keys: `RELK`. Its backups are a set of their own. */
export const KEYS: Kind = {
  mark: 0x52454c4b,
  tables: `
    CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS wrapped_key (owner TEXT PRIMARY KEY, version INTEGER NOT NULL, wrapped BLOB NOT NULL) WITHOUT ROWID;`,
};

/** A key in the clear, and its version: part of where each value belongs. */
export interface DataKey {
  bytes: Buffer;
  version: number;
}

/** The owner of the key under which it is hashed what somebody has sought in vain in a municipality. */
export const keyOfSearches = (municipality: string) => `sought/${municipality}`;

interface Row {
  owner: string;
  version: number;
  wrapped: Buffer;
}

/** One key for each person and for the search of each municipality, wrapped by the master key. */
export class KeyFile {
  private readonly db: Database.Database;

  constructor(
    readonly path: string,
    options?: { readOnly: boolean },
  ) {
    this.db = openKept(path, KEYS, options);
  }

  /** The id of the master key that wraps these keys; undefined while there is none. */
  get wrappedBy(): string | undefined {
    return this.meta('master');
  }

  /** How many keys there are. */
  get count(): number {
    return this.db.prepare('SELECT count(*) FROM wrapped_key').pluck().get() as number;
  }

  /** The key of an owner; undefined when there is none, or none any more. */
  async keyOf(owner: string, master: MasterKey): Promise<DataKey | undefined> {
    const row = this.row(owner);
    return row && { bytes: await master.unwrap(row.wrapped, nameOf(row)), version: row.version };
  }

  /** The key of an owner, made now when there is none. It is on disk before it is used. */
  async keyFor(owner: string, master: MasterKey): Promise<DataKey> {
    const known = await this.keyOf(owner, master);
    if (known) return known;
    const key = { bytes: randomBytes(KEY_BYTES), version: 1 };
    const wrapped = await master.wrap(key.bytes, nameOf({ owner, ...key }));
    this.db.transaction(() => {
      this.db.prepare('INSERT OR IGNORE INTO wrapped_key (owner, version, wrapped) VALUES (?, ?, ?)').run(owner, key.version, wrapped);
      this.note(master);
    })();
    return (await this.keyOf(owner, master)) as DataKey;
  }

  /** Destroys the keys of owners for ever, once `leaveNothing` has followed. No master key is needed. */
  destroy(...owners: readonly string[]): void {
    const away = this.db.prepare('DELETE FROM wrapped_key WHERE owner = ?');
    for (const owner of owners) away.run(owner);
  }

  /** True when no trace of a destroyed key is left in the file. */
  leaveNothing(): boolean {
    return leaveNothingBehind(this.db);
  }

  has(owner: string): boolean {
    return this.row(owner) !== undefined;
  }

  /** Wraps every key anew, all or none. */
  async rewrap(from: MasterKey, to: MasterKey): Promise<void> {
    const rows = this.db.prepare('SELECT owner, version, wrapped FROM wrapped_key').all() as Row[];
    const anew: Row[] = [];
    for (const row of rows) anew.push({ ...row, wrapped: await to.wrap(await from.unwrap(row.wrapped, nameOf(row)), nameOf(row)) });
    this.db.transaction(() => {
      const set = this.db.prepare('UPDATE wrapped_key SET wrapped = ? WHERE owner = ?');
      for (const { owner, wrapped } of anew) set.run(wrapped, owner);
      this.note(to);
    })();
    leaveNothingBehind(this.db);
  }

  meta(name: string): string | undefined {
    return this.db.prepare('SELECT value FROM meta WHERE name = ?').pluck().get(name) as string | undefined;
  }

  setMeta(name: string, value: string): void {
    this.db.prepare('INSERT OR REPLACE INTO meta (name, value) VALUES (?, ?)').run(name, value);
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

  close(): void {
    this.db.close();
  }

  private note({ id }: MasterKey): void {
    this.setMeta('master', id);
  }

  private row(owner: string): Row | undefined {
    return this.db.prepare('SELECT owner, version, wrapped FROM wrapped_key WHERE owner = ?').get(owner) as Row | undefined;
  }
}

const nameOf = ({ owner, version }: Pick<Row, 'owner' | 'version'>) => `${owner}/${version}`;
