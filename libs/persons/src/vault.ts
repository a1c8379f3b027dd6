import { existsSync } from 'node:fs';
import { PersonsError, type Settings } from '@relet/platform';
import type { PersonsFault } from '@relet/words';
import { closeAll, headIn, isOnServer, missingFrom, type Files, type OpenFiles } from './files.js';
import { openOnDisk } from './files-on-disk.js';
import { mustNotBeOnServer, openOnServer } from './files-on-server.js';
import { finishRotation, masterKeyKept, rotate, type MasterKey } from './keys/master-key.js';

/** Where persons are kept, behind lock and key. Without the right master key everything that needs no value goes on: erasing, the access log. */
export class Vault {
  /** Why persons cannot be read, for the start to say once there is a log to say it in. */
  troubles: readonly PersonsFault[] = [];

  private alteredReading: number | undefined;
  private missingReading: number | undefined;

  constructor(
    private readonly masterKeyPath: string,
    private readonly opened?: Files,
    private master?: MasterKey,
    /** True in a process that answers beside the one that keeps persons. */
    private readonly elsewhere = false,
  ) {}

  /**
   * Opens what is kept, or nothing where no persons are kept yet. BadSetting when others can read the master key, ERASURES_LOST when the record of erasures
   * is not whole, or when others can read register or keys. A missing, damaged or wrong master key is one of the `troubles`, and changes nothing.
   */
  static async open(settings: Settings, now: string): Promise<Vault> {
    const { persons, readOnly, role } = settings;
    if (!isOnServer(persons) && !readOnly) await mustNotBeOnServer(settings);
    if (role !== 'all' && !isOnServer(persons)) return new Vault(persons.masterKey, undefined, undefined, true);
    if (readOnly) return new Vault(persons.masterKey);
    const files = isOnServer(persons) ? await openOnServer(settings, now) : await openOnDisk(persons, now);
    if (!files) return new Vault(persons.masterKey);
    try {
      return await Vault.begun(persons.masterKey, files);
    } catch (error) {
      await closeAll(files);
      throw error;
    }
  }

  /** What is kept; undefined where no persons are kept, or where another process keeps them. */
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

  /** The same with the key. Throws PERSONS_UNREADABLE when there is none. */
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
    // A server that is away keeps no process from stopping: the next round of another one, or the next start, notes it.
    await this.noteReads().catch((error: unknown) => {
      if (!this.opened?.isShared) throw error;
    });
    await closeAll(this.opened);
  }

  private static async begun(masterKeyPath: string, files: Files): Promise<Vault> {
    const { register, keys, accessLog } = files;
    finishRotation(masterKeyPath, await keys.wrappedBy());
    // What is known of the readings is looked at first: other processes may add to them meanwhile.
    const known = [await headIn(register, 'reads'), await headIn(keys, 'reads')];
    const missing = missingFrom(await accessLog.head(), known);
    if (missing !== undefined) await register.setMeta('reads_missing', String(missing));
    const vault = new Vault(masterKeyPath, files);
    await vault.noteLedger();
    await vault.try(files, masterKeyKept(masterKeyPath));
    return vault;
  }

  /** Looks whether another process has put another master key in the place of the one that is known here, and takes it once it lies here, too. */
  async lookAgain(): Promise<void> {
    if (!this.opened?.isShared) return;
    const wrappedBy = await this.opened.keys.wrappedBy();
    if (this.master && this.master.id === (wrappedBy ?? this.master.id)) return;
    await this.try(this.opened, masterKeyKept(this.masterKeyPath));
  }

  private async try({ keys, register }: Files, master: MasterKey | undefined): Promise<void> {
    const missing = await register.meta('reads_missing');
    this.missingReading = missing === undefined ? undefined : Number(missing);
    const wrappedBy = await keys.wrappedBy();
    const isOther = master !== undefined && wrappedBy !== undefined && wrappedBy !== master.id;
    this.master = isOther ? undefined : master;
    const troubles: PersonsFault[] = [];
    if (!master) troubles.push(existsSync(this.masterKeyPath) ? 'masterKeyEmpty' : 'masterKeyMissing');
    else if (isOther) troubles.push('masterKeyOther');
    if (!(await keys.count()) && (await register.subjects('live')).length) troubles.push('keysMissing');
    this.troubles = troubles;
  }
}
