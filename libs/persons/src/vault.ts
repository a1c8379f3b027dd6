import { existsSync, statSync } from 'node:fs';
import { lockForWriting, StoreError } from '@relet/event-store';
import { BadSetting, PersonsError, type Settings } from '@relet/platform';
import { AccessLog } from './access-log/access-log.js';
import { Reviews } from './access-log/reviews.js';
import { ErasureLedger } from './erasing/ledger.js';
import type { Head } from './kept/chain.js';
import { isKept } from './kept/sqlite-file.js';
import { KeyFile } from './keys/key-file.js';
import { Keys } from './keys/keys.js';
import { finishRotation, masterKeyIn, masterKeyKept, rotate, type MasterKey } from './keys/master-key.js';
import { RegisterFile } from './register/register-file.js';
import type { RegisterRows } from './register/register-rows.js';

/** What is kept of persons, open for writing. */
export interface Files {
  register: RegisterRows;
  keys: Keys;
  ledger: ErasureLedger;
  accessLog: AccessLog;
  reviews: Reviews;
}

/** The same, with the master key that opens what is sealed. */
export interface OpenFiles extends Files {
  master: MasterKey;
}

/** Where persons are kept, behind lock and key. Without the right master key everything that needs no value goes on: erasing, the access log. */
export class Vault {
  /** Why persons cannot be read, for the start to say once there is a log to say it in. */
  readonly troubles: string[] = [];

  private alteredReading: number | undefined;
  private missingReading: number | undefined;

  constructor(
    private readonly masterKeyPath: string,
    private readonly opened?: Files & { lock: { release(): void } },
    private master?: MasterKey,
    /** True in a process that answers beside the one that keeps persons. */
    private readonly elsewhere = false,
  ) {}

  /**
   * Opens the files, or nothing where no persons are kept yet. BadSetting when others can read the master key, ERASURES_LOST when the record of erasures
   * is not whole, or when others can read register or keys. A missing, damaged or wrong master key is one of the `troubles`, and changes nothing.
   */
  static async open({ persons, readOnly, role }: Settings, now: string): Promise<Vault> {
    const { register: path, keys: keysPath, masterKey, accessLog, erasures } = persons;
    if (role !== 'all') return new Vault(masterKey, undefined, undefined, true);
    const kept = [path, keysPath, erasures].some((file) => existsSync(file));
    const emptied = [path, keysPath].find((file) => existsSync(file) && !isKept(file));
    if (readOnly || (!kept && !masterKeyIn(masterKey))) return new Vault(masterKey);
    const lock = lockForWriting(path);
    const closing: { close(): unknown }[] = [];
    const closed = <T extends { close(): unknown }>(file: T): T => (closing.unshift(file), file);
    try {
      mustBePrivate('RELET_PERSONS', path);
      mustBePrivate('RELET_KEYS', keysPath);
      const register = closed(new RegisterFile(path));
      const keys = closed(new Keys(new KeyFile(keysPath)));
      const heads = [await headIn(register), await headIn(keys)];
      // Register and keys know of the record of erasures before anybody is kept: where one of them does, the other was not empty.
      if (emptied !== undefined && heads.some(Boolean)) throw new StoreError('STORE_CORRUPT', `${emptied} is empty, and was not.`);
      finishRotation(masterKey, await keys.wrappedBy());
      const master = masterKeyKept(masterKey);
      const ledger = closed(await ErasureLedger.inFile(erasures, heads, now));
      const log = closed(await AccessLog.inFolder(accessLog));
      const missing = missingFrom(await log.head(), [await headIn(register, 'reads'), await headIn(keys, 'reads')]);
      if (missing !== undefined) await register.setMeta('reads_missing', String(missing));
      const reviews = await Reviews.inFolder(accessLog, log);
      const vault = new Vault(masterKey, { register, keys, ledger, accessLog: log, reviews, lock });
      await vault.begin(master);
      return vault;
    } catch (error) {
      for (const file of closing) await file.close();
      lock.release();
      throw error;
    }
  }

  /** The files; undefined where no persons are kept, or where another process keeps them. */
  get files(): Files | undefined {
    return this.opened;
  }

  /** Throws PERSONS_ELSEWHERE in a process that answers beside the one that keeps persons: what it does not know must not be taken for nothing. */
  mustBeHere(): void {
    if (this.elsewhere) throw new PersonsError('PERSONS_ELSEWHERE', 'Another process keeps the persons: ask that one.');
  }

  /** True when persons can be read. */
  get readable(): boolean {
    return this.opened !== undefined && this.master !== undefined;
  }

  /** The files with the key. Throws PERSONS_UNREADABLE when there is none. */
  open(): OpenFiles {
    if (!this.opened || !this.master)
      throw new PersonsError('PERSONS_UNREADABLE', 'Persons cannot be read now: the master key is missing or another one.');
    return { ...this.opened, master: this.master };
  }

  /** Puts a new master key in the place of this one, and wraps all keys anew. */
  async rotate(): Promise<void> {
    const { keys, master } = this.open();
    this.master = await rotate(this.masterKeyPath, (next) => keys.rewrap(master, next));
  }

  /** Register and keys remember how far the record of erasures has come: a shorter one is not taken for it. */
  async noteLedger(): Promise<void> {
    if (!this.opened) return;
    const { n, hash } = await this.opened.ledger.head();
    for (const kept of [this.opened.register, this.opened.keys]) await kept.setMeta('erasures', `${n} ${hash}`);
  }

  /** Register and keys remember how far the access log has come, so that it is noticed when its end is cut off. */
  async noteReads(): Promise<void> {
    if (!this.opened) return;
    const { n, hash } = await this.opened.accessLog.head();
    for (const kept of [this.opened.register, this.opened.keys])
      if ((await headIn(kept, 'reads'))?.hash !== hash) await kept.setMeta('reads', `${n} ${hash}`);
  }

  /** Looks through the whole access log for what is not as it was written. */
  async lookThroughReads(): Promise<void> {
    this.alteredReading = await this.opened?.accessLog.brokenAt();
  }

  /** The number of the first reading that is not as it was written, or is missing, as far as it has been looked through; undefined when all is well. */
  get brokenReading(): number | undefined {
    const known = [this.alteredReading, this.readsMissingFrom].filter((each) => each !== undefined);
    return known.length ? Math.min(...known) : undefined;
  }

  /** The number of the first reading that is missing at the end of the access log, now or at an earlier start; undefined when none is. */
  get readsMissingFrom(): number | undefined {
    return this.missingReading;
  }

  async close(): Promise<void> {
    if (!this.opened) return;
    const { register, keys, ledger, accessLog, reviews, lock } = this.opened;
    await reviews.close();
    await accessLog.close();
    await this.noteReads();
    for (const each of [ledger, keys, register]) await each.close();
    lock.release();
  }

  private async begin(master: MasterKey | undefined): Promise<void> {
    const { keys, register } = this.opened as Files;
    await this.noteLedger();
    const missing = await register.meta('reads_missing');
    this.missingReading = missing === undefined ? undefined : Number(missing);
    const wrappedBy = await keys.wrappedBy();
    const isOther = master !== undefined && wrappedBy !== undefined && wrappedBy !== master.id;
    if (!master) this.troubles.push(existsSync(this.masterKeyPath) ? 'the file of the master key holds none' : 'the master key is missing');
    else if (isOther) this.troubles.push('their keys are wrapped by another master key');
    else this.master = master;
    if (!(await keys.count()) && (await register.subjects('live')).length) this.troubles.push('the file of their keys is missing');
  }
}

/** Throws BadSetting when other users of the machine can read a file. */
function mustBePrivate(variable: string, path: string): void {
  if (existsSync(path) && statSync(path).mode & 0o077) throw new BadSetting(variable, 'FILE_OPEN_TO_OTHERS');
}

/** The number of the first line that is missing where a chain has not come as far as it was known to; undefined when it has. */
export function missingFrom(head: Head, known: readonly (Head | undefined)[]): number | undefined {
  const beyond = known.filter((each) => each !== undefined).filter(({ n, hash }) => n > head.n || (n === head.n && hash !== head.hash));
  return beyond.length ? Math.min(head.n + 1, ...beyond.map(({ n }) => n)) : undefined;
}

/** How far the record of erasures, or the access log, had come when it was last looked at. */
export async function headIn(
  kept: { meta(name: string): Promise<string | undefined> },
  of: 'erasures' | 'reads' = 'erasures',
): Promise<Head | undefined> {
  const [n, hash] = (await kept.meta(of))?.split(' ') ?? [];
  return n === undefined || hash === undefined ? undefined : { n: Number(n), hash };
}
