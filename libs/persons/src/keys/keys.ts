import { randomBytes } from 'node:crypto';
import { KEY_BYTES } from '../kept/sealing.js';
import type { MasterKey } from './master-key.js';

/** A key in the clear, and its version: part of where each value belongs. */
export interface DataKey {
  bytes: Buffer;
  version: number;
}

/** The owner of the key under which it is hashed what somebody has sought in vain in a municipality. */
export const keyOfSearches = (municipality: string) => `sought/${municipality}`;

/** A key as it is kept: unusable without the master key. */
export interface WrappedKey {
  owner: string;
  version: number;
  wrapped: Buffer;
}

/** Where wrapped keys are kept. Nothing here knows a key in the clear. */
export interface KeyRows {
  wrapped(owner: string): Promise<WrappedKey | undefined>;
  /** Keeps a key of an owner who has none. PERSONS_UNREADABLE when the others are wrapped by another master key than the one that is named. */
  add(key: WrappedKey, master: string): Promise<void>;
  /** Takes keys out for ever, once `leaveNothing` has followed. */
  destroy(owners: readonly string[]): Promise<void>;
  /** True when no trace of a destroyed key is left where keys are kept. */
  leaveNothing(): Promise<boolean>;
  /** Wraps every key anew, all or none: those wrapped by one master key by another one. PERSONS_UNREADABLE when they are not wrapped by the first. */
  rewrap(anew: (key: WrappedKey) => Promise<Buffer>, from: string, to: string): Promise<void>;
  /** How many keys there are. */
  count(): Promise<number>;
  meta(name: string): Promise<string | undefined>;
  setMeta(name: string, value: string): Promise<void>;
  close(): Promise<void>;
}

/** One key for each person and for the search of each municipality, wrapped by the master key. */
export class Keys {
  constructor(private readonly rows: KeyRows) {}

  /** The id of the master key that wraps these keys; undefined while there is none. */
  wrappedBy(): Promise<string | undefined> {
    return this.meta('master');
  }

  count(): Promise<number> {
    return this.rows.count();
  }

  /** The key of an owner; undefined when there is none, or none any more. */
  async keyOf(owner: string, master: MasterKey): Promise<DataKey | undefined> {
    const row = await this.rows.wrapped(owner);
    return row && { bytes: await master.unwrap(row.wrapped, nameOf(row)), version: row.version };
  }

  /** The key of an owner, made now when there is none. It is on disk before it is used. */
  async keyFor(owner: string, master: MasterKey): Promise<DataKey> {
    const known = await this.keyOf(owner, master);
    if (known) return known;
    const key = { owner, version: 1 };
    await this.rows.add({ ...key, wrapped: await master.wrap(randomBytes(KEY_BYTES), nameOf(key)) }, master.id);
    return (await this.keyOf(owner, master)) as DataKey;
  }

  /** Destroys the keys of owners for ever, once `leaveNothing` has followed. No master key is needed. */
  destroy(...owners: readonly string[]): Promise<void> {
    return this.rows.destroy(owners);
  }

  leaveNothing(): Promise<boolean> {
    return this.rows.leaveNothing();
  }

  async has(owner: string): Promise<boolean> {
    return (await this.rows.wrapped(owner)) !== undefined;
  }

  /** Wraps every key anew, all or none. */
  async rewrap(from: MasterKey, to: MasterKey): Promise<void> {
    const anew = async (key: WrappedKey) => to.wrap(await from.unwrap(key.wrapped, nameOf(key)), nameOf(key));
    await this.rows.rewrap(anew, from.id, to.id);
  }

  meta(name: string): Promise<string | undefined> {
    return this.rows.meta(name);
  }

  setMeta(name: string, value: string): Promise<void> {
    return this.rows.setMeta(name, value);
  }

  close(): Promise<void> {
    return this.rows.close();
  }
}

const nameOf = ({ owner, version }: Pick<WrappedKey, 'owner' | 'version'>) => `${owner}/${version}`;
