import { createHash, randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { BadSetting, KEY_BYTES, seal, unsealed } from '@relet/platform';
import type { UsersRows } from './users-rows.js';

/** Bytes of a key for codes as it was kept before these were sealed. */
const BARE = 20;

/**
 * The key under which users' keys for codes are sealed, in a file of its own: a copy of the users without it gives nobody's codes. It is made when it is first
 * needed; where users are kept on a server, every machine has the same. Without it nobody's code can be checked, and users need new links.
 */
export class UsersKey {
  private known: Buffer | undefined;

  constructor(
    private readonly path: string,
    private readonly rows: Pick<UsersRows, 'keyFor'>,
  ) {}

  /** Throws BadSetting on a machine that has not the key of the others. */
  async sealed(totp: Buffer, person: string): Promise<Buffer> {
    await this.mustBeTheOne();
    const key = this.key ?? this.made();
    if ((await this.rows.keyFor(idOf(key))) !== idOf(key)) throw notTheOne();
    return seal(key, totp, ['totp', person]);
  }

  /** Says which key it is, where there is one. */
  async note(): Promise<void> {
    if (this.key) await this.rows.keyFor(idOf(this.key));
  }

  /** Throws BadSetting where other machines seal under another key than the one that is here, or under one that is not. */
  async mustBeTheOne(): Promise<void> {
    const id = await this.rows.keyFor(undefined);
    if (id !== undefined && (!this.key || idOf(this.key) !== id)) throw notTheOne();
  }

  /** A user's key for codes; undefined when it was sealed under another key, or for somebody else. */
  opened(totp: Buffer | null | undefined, person: string): Buffer | undefined {
    if (!totp || totp.length === BARE) return totp ?? undefined;
    return this.key && unsealed(this.key, totp, ['totp', person]);
  }

  get isThere(): boolean {
    return existsSync(this.path);
  }

  /** Throws BadSetting when others can read it, or when it is none. */
  mustBeUsable(): void {
    void this.key;
  }

  private get key(): Buffer | undefined {
    if (this.known || !existsSync(this.path)) return this.known;
    if (statSync(this.path).mode & 0o077) throw new BadSetting('RELET_USERS_KEY', 'FILE_OPEN_TO_OTHERS');
    const bytes = readFileSync(this.path);
    if (bytes.length !== KEY_BYTES) throw new BadSetting('RELET_USERS_KEY', 'FILE_UNREADABLE');
    return (this.known = bytes);
  }

  /** Whole at once, and never in the place of another one, whoever makes it at the same time. */
  private made(): Buffer {
    const partial = `${this.path}.${process.pid}.partial`;
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(partial, randomBytes(KEY_BYTES), { mode: 0o600, flush: true });
    try {
      linkSync(partial, this.path);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    } finally {
      rmSync(partial);
    }
    return this.key as Buffer;
  }
}

/** It tells keys from each other, and nothing of them: they are random. */
const idOf = (key: Buffer) => createHash('sha256').update(key).digest('hex');

const notTheOne = () => new BadSetting('RELET_USERS_KEY', 'USERS_KEY_OTHER');
